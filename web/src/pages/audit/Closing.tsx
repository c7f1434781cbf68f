import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { CloseWish, ReachClosing } from '#contract'
import { closeReach } from '../../api/audits.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useAuditId } from './use-audit.ts'

/** Rules that close what was found open: proposed, tried by the same analysis, and typed by somebody. */
export function Closing({ place, wish }: { place: Place; wish: CloseWish }) {
  const id = useAuditId()
  const [keep, setKeep] = useState('')
  const close = useMutation({
    mutationFn: () =>
      closeReach(place, id, { ...wish, ...(keep.trim() === '' ? {} : { keep: keep.replaceAll(' ', '') }) }),
  })
  return (
    <div className="stack">
      <form
        className="ask-fields"
        onSubmit={(event) => {
          event.preventDefault()
          close.mutate()
        }}
      >
        <TextInput
          label="Close it for everybody but"
          placeholder="198.51.100.0/24, the trunks of the carrier"
          maxLength={2000}
          value={keep}
          onChange={(event) => setKeep(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={close.isPending}>
          Propose rules
        </Button>
      </form>
      {close.error && <ErrorPanel error={close.error} />}
      {close.data && <Proposed closing={close.data} />}
    </div>
  )
}

const outcomes = {
  never: 'With these rules nobody else gets there: the same analysis was asked again.',
  conditional: 'With these rules some still get there. See what decides the rest.',
  always: 'These rules would not close it.',
} as const

function Proposed({ closing: { after, rules, changes, notes } }: { closing: ReachClosing }) {
  return (
    <div role="status" className="stack-tight">
      {rules.map(({ family, firewall, chain, file, commands }) => (
        <div key={`${firewall} ${family}`} className="stack-tight">
          <p>
            On {firewall}, IPv{family}: at the head of {chain} ({file}).
          </p>
          <pre className="typed">{commands.join('\n')}</pre>
        </div>
      ))}
      {rules.length > 0 && <p>{outcomes[after]}</p>}
      {changes && (
        <p className="soft">
          {changes.opened.length === 0 ? 'They open nothing.' : 'They open something: do not use them.'}{' '}
          {changes.closed.length > 0 && 'Connections that stand are not cut; new ones are refused.'}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="soft">
          {note}
        </p>
      ))}
    </div>
  )
}
