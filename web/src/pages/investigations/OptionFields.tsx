import { NativeSelect, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { formatIds, formatWords } from '../../words.ts'
import type { Bind } from './fields.ts'
import { countries, currencies, timeZones } from './places.ts'

const kinds = [
  { value: '', label: 'Recognise it' },
  ...formatIds.map((value) => ({ value, label: formatWords(value) })),
]

/** The three things that cannot be read from a call log, and what is seldom needed. */
export function OptionFields({ bind, timezone, file }: { bind: Bind; timezone: string; file: string }) {
  const lists = useMemo(
    () => ({ country: countries(), timezone: timeZones(timezone), currency: currencies() }),
    [timezone],
  )
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="Country of the phone system"
          description="How its dialled numbers are read"
          data={lists.country}
          {...bind('country')}
        />
        <NativeSelect
          label="Time zone"
          description="Where its clock stands"
          data={lists.timezone}
          {...bind('timezone')}
        />
        <NativeSelect
          label="Currency"
          description="What the loss is counted in"
          data={lists.currency}
          {...bind('currency')}
        />
      </div>
      <details className="advanced">
        <summary>More options</summary>
        <div className="fields">
          <TextInput
            label="Title"
            description="To find it again"
            placeholder={file}
            maxLength={200}
            {...bind('title')}
          />
          <TextInput
            label="Not before"
            description="Leaves out older calls"
            type="datetime-local"
            {...bind('since')}
          />
          <TextInput
            label="Not after"
            description="Leaves out newer calls"
            type="datetime-local"
            {...bind('until')}
          />
          <NativeSelect
            label="Kind of file"
            description="Only if it was not recognised"
            data={kinds}
            {...bind('format')}
          />
        </div>
      </details>
    </>
  )
}
