import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type PlaceChoice, roleWords } from './roles.ts'

interface Row {
  readonly role: string
  readonly place: string
}
interface Props {
  readonly rows: readonly Row[]
  readonly choices: readonly PlaceChoice[]
  readonly change: (rows: Row[]) => void
}

const roleChoices = Object.entries(roleWords).map(([value, { name, may }]) => ({
  value,
  label: `${name}: ${may}`,
}))

/** Roles with their places, a row each. */
export function GrantRows({ rows, choices, change }: Props) {
  const set = (at: number, more: Partial<Row>) =>
    change(rows.map((row, n) => (n === at ? { ...row, ...more } : row)))
  const free = choices.find(({ value }) => rows.every(({ place }) => place !== value))
  return (
    <fieldset className="grants">
      <legend>May do</legend>
      {rows.length === 0 && <p className="faint">Nothing yet. Add a role.</p>}
      {rows.map(({ role, place }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its position until it is saved
        <div key={n} className="grant">
          <NativeSelect
            aria-label={`Role ${n + 1}`}
            data={roleChoices}
            value={role}
            onChange={(event) => set(n, { role: event.currentTarget.value })}
          />
          <NativeSelect
            aria-label={`Place of role ${n + 1}`}
            data={[...choices]}
            value={place}
            onChange={(event) => set(n, { place: event.currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size={42}
            aria-label={`Take role ${n + 1} away`}
            onClick={() => change(rows.filter((_, other) => other !== n))}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {free && (
        <div>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => change([...rows, { role: 'viewer', place: free.value }])}
          >
            Add a role
          </Button>
        </div>
      )}
    </fieldset>
  )
}
