import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReachWish } from '#contract'
import { askReach } from '../../api/audits.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Closing } from './Closing.tsx'
import { useAuditId } from './use-audit.ts'
import { Way } from './Way.tsx'

/** A question of one's own about the same firewalls. */
export function AskForm({ place, zones }: { place: Place; zones: readonly string[] }) {
  const id = useAuditId()
  const [wish, setWish] = useState({ from: '', to: '', proto: 'udp', port: '5060' })
  const set = (key: keyof typeof wish) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setWish((before) => ({ ...before, [key]: value }))
  }
  const ask = useMutation({ mutationFn: (asked: ReachWish) => askReach(place, id, asked) })
  const ready = wish.from.trim() !== '' && wish.to.trim() !== ''
  const names = zones.length > 0 ? `A zone (${zones.slice(0, 4).join(', ')} …), ` : 'An '
  return (
    <section className="panel stack" aria-labelledby="ask">
      <div className="stack-tight">
        <h2 id="ask">Ask your own</h2>
        <p className="soft measure">
          {names}address or network, or any, as it is sent: before any address translation.
        </p>
      </div>
      <form
        className="ask-fields"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) ask.mutate(wishOf(wish))
        }}
      >
        <TextInput label="From" list="zones" maxLength={200} value={wish.from} onChange={set('from')} />
        <TextInput label="To" list="zones" maxLength={200} value={wish.to} onChange={set('to')} />
        <NativeSelect
          label="Protocol"
          value={wish.proto}
          onChange={set('proto')}
          data={[
            { value: 'udp', label: 'UDP' },
            { value: 'tcp', label: 'TCP' },
            { value: 'icmp', label: 'ICMP' },
            { value: '', label: 'Any' },
          ]}
        />
        <TextInput
          label="Port"
          placeholder="any"
          maxLength={200}
          disabled={wish.proto === '' || wish.proto === 'icmp'}
          value={wish.port}
          onChange={set('port')}
        />
        <datalist id="zones">
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Button type="submit" variant="default" disabled={!ready} loading={ask.isPending}>
          Ask
        </Button>
      </form>
      {ask.error && <ErrorPanel error={ask.error} />}
      {ask.data && (
        <div role="status" className="stack">
          <Way answer={ask.data} />
          {ask.data.notes.length > 0 && (
            <ul className="plain-list soft">
              {ask.data.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      {ask.data && ask.data.answer !== 'never' && ask.variables && (
        <Closing key={JSON.stringify(ask.variables)} place={place} wish={ask.variables} />
      )}
    </section>
  )
}

function wishOf({
  from,
  to,
  proto,
  port,
}: {
  from: string
  to: string
  proto: string
  port: string
}): ReachWish {
  const hasPort = (proto === 'udp' || proto === 'tcp') && port.trim() !== ''
  return {
    from: from.trim(),
    to: to.trim(),
    ...(proto === '' ? {} : { proto }),
    ...(hasPort ? { port: port.replaceAll(' ', '') } : {}),
  }
}
