import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import type { Verdict } from '#contract'
import { countryName } from '../../format.ts'
import type { CallFilter } from './calls.ts'

interface Props {
  readonly verdict: Verdict
  readonly filter: CallFilter
  readonly setFilter: (filter: CallFilter) => void
  readonly text: string
  readonly setText: (text: string) => void
  /** Null while nothing is narrowed. */
  readonly reset: (() => void) | null
}

export function CallTools({ verdict, filter, setFilter, text, setText, reset }: Props) {
  const accounts = verdict.accounts.map(({ account }) => ({ value: account, label: `Account ${account}` }))
  const places = verdict.destinations.map(({ prefix, country }) => ({
    value: prefix,
    label: `${countryName(country)} (${prefix}…)`,
  }))
  return (
    <div className="calls-tools no-print">
      <TextInput
        aria-label="Search the flagged calls"
        placeholder="Number, account, reason…"
        size="sm"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label="Account"
        size="sm"
        value={filter.account ?? ''}
        data={[{ value: '', label: 'Every account' }, ...accounts]}
        onChange={(event) => setFilter({ ...filter, account: event.currentTarget.value || null })}
      />
      <NativeSelect
        aria-label="Destination"
        size="sm"
        value={filter.prefix ?? ''}
        data={[{ value: '', label: 'Everywhere' }, ...places]}
        onChange={(event) => setFilter({ ...filter, prefix: event.currentTarget.value || null })}
      />
      {reset && (
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          leftSection={<IconX size={15} aria-hidden />}
          onClick={reset}
        >
          Show all
        </Button>
      )}
    </div>
  )
}
