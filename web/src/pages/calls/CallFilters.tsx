import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import type { CallSearch } from '../../api/calls.ts'
import { countries, toUtc, toWall } from '../investigations/places.ts'
import { directionWords, dispositionWords } from './words.ts'

interface Props {
  readonly wanted: CallSearch
  readonly zone: string
  readonly change: (search: CallSearch) => void
}

const choices = (words: Readonly<Record<string, string>>, all: string) => [
  { value: '', label: all },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
]

/** What the calls are narrowed to. Nothing is asked before "Find": a half-typed number is no search. */
export function CallFilters({ wanted, zone, change }: Props) {
  const [fields, setFields] = useState<Record<string, string>>(() => ({
    ...wanted,
    since: toWall(wanted['since'] ?? '', zone),
    until: toWall(wanted['until'] ?? '', zone),
  }))
  const places = useMemo(() => [{ value: '', label: 'Every country' }, ...countries()], [])
  const bind = (name: string) => ({
    name,
    size: 'sm' as const,
    value: fields[name] ?? '',
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setFields((before) => ({ ...before, [name]: value })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const all = {
      ...fields,
      since: toUtc(fields['since'] ?? '', zone),
      until: toUtc(fields['until'] ?? '', zone),
    }
    change(
      Object.fromEntries(
        Object.entries(all).flatMap(([key, value]) =>
          value.trim() === '' ? [] : [[key, cleaned(key, value)]],
        ),
      ),
    )
  }
  return (
    <form className="panel call-filters" aria-label="Filters" onSubmit={submit}>
      <TextInput label="Number contains" inputMode="tel" placeholder="25261" {...bind('number')} />
      <TextInput label="Number begins with" inputMode="tel" placeholder="+252" {...bind('prefix')} />
      <TextInput label="Account" {...bind('account')} />
      <NativeSelect label="Country" data={places} {...bind('country')} />
      <NativeSelect label="Way" data={choices(directionWords, 'Every way')} {...bind('direction')} />
      <NativeSelect label="End" data={choices(dispositionWords, 'Every end')} {...bind('disposition')} />
      <TextInput className="call-date" label="From" type="datetime-local" {...bind('since')} />
      <TextInput className="call-date" label="Until" type="datetime-local" {...bind('until')} />
      <TextInput label="At least seconds" type="number" min={0} {...bind('minSeconds')} />
      <TextInput label="At most seconds" type="number" min={0} {...bind('maxSeconds')} />
      <TextInput label="Cost at least" type="number" min={0} step="any" {...bind('minCost')} />
      <Checkbox
        label="Flagged only"
        checked={fields['flagged'] === 'true'}
        onChange={(event) => {
          const { checked } = event.currentTarget
          setFields((before) => ({ ...before, flagged: checked ? 'true' : '' }))
        }}
      />
      <div className="row">
        <Button type="submit" size="sm">
          Find
        </Button>
        {Object.keys(wanted).length > 0 && (
          <Button variant="subtle" color="gray" size="sm" onClick={() => change({})}>
            Show all
          </Button>
        )}
      </div>
    </form>
  )
}

/** Numbers are written with blanks and brackets; the search wants digits. */
const cleaned = (key: string, value: string): string =>
  key === 'number' || key === 'prefix' ? value.replaceAll(/[^\d+]/g, '') : value.trim()
