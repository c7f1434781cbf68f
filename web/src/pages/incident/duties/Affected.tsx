import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import type { DutyFacts } from '#contract'
import { countries } from '../../investigations/places.ts'

type Rows = NonNullable<DutyFacts['affected']>

interface Props {
  readonly rows: DutyFacts['affected']
  readonly change: (rows: Rows | undefined) => void
}

/** Whose data are touched: how many people, where. An empty list is an answer too: nobody. */
export function Affected({ rows, change }: Props) {
  const list = rows ?? []
  const put = (n: number, row: Rows[number]) => change(list.map((one, i) => (i === n ? row : one)))
  return (
    <fieldset className="duty-fields">
      <legend>Whose data are touched?</legend>
      {rows === undefined && <p className="soft">Not known yet.</p>}
      {rows?.length === 0 && <p>Nobody’s.</p>}
      {list.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and are only added at the end
        <div key={n} className="duty-people">
          <NativeSelect
            label="Country"
            data={countries()}
            value={row.country}
            onChange={(event) => put(n, { ...row, country: event.currentTarget.value })}
          />
          <TextInput
            label="State or province"
            placeholder="NV"
            maxLength={6}
            defaultValue={row.state ?? ''}
            onBlur={(event) =>
              put(n, { ...row, state: event.currentTarget.value.trim().toUpperCase() || undefined })
            }
          />
          <NumberInput
            label="People"
            placeholder="not known"
            min={0}
            allowDecimal={false}
            value={row.people ?? ''}
            onChange={(people) => put(n, { ...row, people: people === '' ? undefined : Number(people) })}
          />
          <Button
            variant="default"
            aria-label={`Remove row ${n + 1}`}
            onClick={() => change(list.filter((_, i) => i !== n))}
          >
            Remove
          </Button>
        </div>
      ))}
      <div className="row">
        <Button size="compact-sm" variant="default" onClick={() => change([...list, { country: 'US' }])}>
          Add people of a place
        </Button>
        {rows === undefined ? (
          <Button size="compact-sm" variant="default" onClick={() => change([])}>
            Nobody’s data
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => change(undefined)}>
            Not known
          </Button>
        )}
      </div>
    </fieldset>
  )
}
