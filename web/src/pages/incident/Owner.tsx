import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery } from '../../api/session.ts'
import { useRoom } from './room.ts'

/** Who leads the response: somebody always should. */
export function Owner() {
  const { view, act, mayWork, busy } = useRoom()
  const { data } = useQuery(sessionQuery)
  const me = data?.person?.id
  const mine = view.owner?.id === me
  return (
    <span className="row">
      <span className="soft">
        {view.owner ? `${view.owner.name} leads the response` : 'Nobody leads the response yet'}
      </span>
      {mayWork && me !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          onClick={() => void act({ kind: 'owner', to: mine ? null : me })}
        >
          {mine ? 'Hand it back' : 'I lead it'}
        </Button>
      )}
    </span>
  )
}
