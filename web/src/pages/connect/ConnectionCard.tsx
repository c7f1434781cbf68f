import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConnectionView } from '#contract'
import { connectionsQuery, removeConnection } from '../../api/connections.ts'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { AskDialog } from '../settings/AskDialog.tsx'
import { Found } from './Found.tsx'
import { kindName } from './fields.ts'

interface Props {
  readonly place: Place
  readonly connection: ConnectionView
  readonly mayChange: boolean
}

/** One system of the site: does it answer, and what can be done there. */
export function ConnectionCard({ place, connection, mayChange }: Props) {
  const { id, kind, where, since, ok, reason, product, capabilities } = connection
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const zone = useZone(place)
  const remove = useMutation({
    mutationFn: () => removeConnection(place, id),
    onSuccess: () => client.invalidateQueries({ queryKey: connectionsQuery(place).queryKey }),
  })
  const can = capabilities.filter(({ available }) => available).length
  const name = `${kindName(kind)} at ${where}`
  return (
    <article className="panel stack" aria-label={name}>
      <div className="row-apart">
        <div className="stack-tight">
          <h3>{name}</h3>
          <p className="faint">
            {product === '' ? '' : `${product} · `}
            since <Moment at={since} zone={zone} />
          </p>
        </div>
        <Tag tone={ok ? 'safe' : 'loss'}>{ok ? 'Answers' : 'Does not answer'}</Tag>
      </div>
      {!ok && <p>{reason}</p>}
      {ok && (
        <details className="connect-more">
          <summary>
            {capabilities.length === 0
              ? 'What is read'
              : `${can} of ${capabilities.length} controls work: what is read and can be done`}
          </summary>
          <Found {...connection} />
        </details>
      )}
      {mayChange && (
        <div className="row">
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            Remove
          </Button>
        </div>
      )}
      {asking && (
        <AskDialog
          title={`Remove ${name}?`}
          act="Remove it"
          danger
          work={remove}
          go={() => remove.mutate()}
          close={() => setAsking(false)}
        >
          It is no longer followed, and nothing can be stopped there. Its secrets are forgotten.
        </AskDialog>
      )}
    </article>
  )
}
