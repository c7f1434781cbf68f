import { NativeSelect, TagsInput } from '@mantine/core'

const kinds = [
  { value: 'quarantine-port', label: 'Into the quarantine VLAN' },
  { value: 'port-down', label: 'Shut' },
]
export type PortKind = 'quarantine-port' | 'port-down'

interface Props {
  readonly ports: string[]
  readonly setPorts: (ports: string[]) => void
  readonly kind: PortKind
  readonly setKind: (kind: PortKind) => void
}

/** What is to be done where phones hang on the network. */
export function SwitchPorts({ ports, setPorts, kind, setKind }: Props) {
  return (
    <details>
      <summary>At a switch</summary>
      <div className="contain-fields">
        <TagsInput
          label="Switch ports"
          description="As the switch names them"
          placeholder="Gi1/0/7"
          value={ports}
          onChange={setPorts}
          acceptValueOnBlur
        />
        <NativeSelect
          label="What happens to them"
          description="Phones there cannot call for help"
          data={kinds}
          value={kind}
          onChange={({ currentTarget }) => setKind(currentTarget.value as PortKind)}
        />
      </div>
    </details>
  )
}
