import { Tooltip } from '@mantine/core'
import { useState } from 'react'
import { signalWords } from '../words.ts'

const atFirst = 5

/** Why a call or an account is flagged, strongest first, a word each; what it means on hover. */
export function Signals({ ids }: { ids: readonly string[] }) {
  const [all, setAll] = useState(false)
  const shown = all || ids.length <= atFirst + 1 ? ids : ids.slice(0, atFirst)
  return (
    <span className="signals">
      {shown.map((id) => {
        const { name, means } = signalWords(id)
        return (
          <Tooltip
            key={id}
            label={means}
            disabled={means === ''}
            events={{ hover: true, focus: true, touch: true }}
          >
            <span className="signal">{name}</span>
          </Tooltip>
        )
      })}
      {shown.length < ids.length && (
        <button type="button" className="signal signal-more" onClick={() => setAll(true)}>
          {ids.length - shown.length} more
        </button>
      )}
    </span>
  )
}
