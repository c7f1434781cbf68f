import { Button, Checkbox, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AlertJson, ContainInput } from '#contract'
import { type PortKind, SwitchPorts } from './SwitchPorts.tsx'

const lengths = [
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '24 hours' },
  { value: '604800', label: '7 days' },
  { value: '2592000', label: '30 days' },
]

interface Props {
  readonly alerts: readonly AlertJson[]
  readonly onPreview: (wanted: ContainInput) => void
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '')

/** What is to be contained; nothing happens before it has been seen. */
export function ContainForm({ alerts, onPreview }: Props) {
  const [accounts, setAccounts] = useState<string[]>([])
  const [prefixes, setPrefixes] = useState<string[]>([])
  const [ips, setIps] = useState<string[]>([])
  const [ports, setPorts] = useState<string[]>([])
  const [portKind, setPortKind] = useState<PortKind>('quarantine-port')
  const [international, setInternational] = useState(false)
  const [lasts, setLasts] = useState('86400')
  const [reason, setReason] = useState('')
  const nothing = accounts.length + prefixes.length + ips.length + ports.length === 0 && !international
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const others = ports.map((target) => ({ kind: portKind, target }))
    onPreview({ accounts, prefixes, ips, international, others, lastsSeconds: Number(lasts), reason })
  }
  return (
    <form className="stack" onSubmit={submit} aria-label="What to contain">
      <div className="contain-fields">
        <TagsInput
          label="Accounts"
          description="Barred, and their calls hung up"
          placeholder="1004"
          value={accounts}
          onChange={setAccounts}
          data={unique(alerts.map(({ account }) => account))}
          acceptValueOnBlur
        />
        <TagsInput
          label="Numbers that begin with"
          description="With + and country code"
          placeholder="+252"
          value={prefixes}
          onChange={setPrefixes}
          data={unique(alerts.flatMap(({ stop }) => stop.prefixes))}
          acceptValueOnBlur
        />
        <TagsInput
          label="Addresses"
          description="Or networks: 203.0.113.0/24"
          placeholder="203.0.113.7"
          value={ips}
          onChange={setIps}
          data={unique(alerts.flatMap(({ sources }) => sources))}
          acceptValueOnBlur
        />
        <NativeSelect
          label="For"
          description="It ends by itself"
          data={lengths}
          value={lasts}
          onChange={({ currentTarget }) => setLasts(currentTarget.value)}
        />
      </div>
      <SwitchPorts ports={ports} setPorts={setPorts} kind={portKind} setKind={setPortKind} />
      <Checkbox
        label="All international calls"
        checked={international}
        onChange={({ currentTarget }) => setInternational(currentTarget.checked)}
      />
      <TextInput
        label="Why"
        description="Stands in the audit log"
        value={reason}
        maxLength={1000}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" disabled={nothing}>
          Preview
        </Button>
        {nothing && <span className="faint">Name at least one thing.</span>}
      </div>
    </form>
  )
}
