import { NativeSelect, TextInput } from '@mantine/core'
import type { DeckPreview } from '#contract'
import { ColumnFields } from '../../components/ColumnFields.tsx'
import { type Draft, ourColumns } from './mapping.ts'

interface Props {
  readonly name: string
  readonly preview: DeckPreview
  readonly draft: Draft
  readonly change: (draft: Draft) => void
}

/** Which column of the file is what, and how its figures are written. */
export function MappingFields({ name, preview, draft, change }: Props) {
  return (
    <fieldset className="settings-fields">
      <legend>What is what in {name}</legend>
      <ColumnFields
        ours={ourColumns}
        preview={preview}
        columns={draft.columns}
        change={(columns) => change({ ...draft, columns })}
      />
      {!draft.columns.currency && (
        <TextInput
          label="Currency of the file"
          description="Three letters, such as USD"
          maxLength={3}
          defaultValue={draft.currency ?? ''}
          onBlur={(event) => change({ ...draft, currency: event.currentTarget.value.trim() || undefined })}
        />
      )}
      {!draft.columns.effective_from && (
        <TextInput
          label="In force from this day"
          description="Empty: always"
          type="date"
          value={draft.effectiveFrom ?? ''}
          onChange={(event) => change({ ...draft, effectiveFrom: event.currentTarget.value || undefined })}
        />
      )}
      <NativeSelect
        label="Decimals"
        description="How the prices are written"
        value={draft.decimal}
        onChange={(event) =>
          change({ ...draft, decimal: event.currentTarget.value === 'comma' ? 'comma' : 'point' })
        }
        data={[
          { value: 'point', label: '0.0184' },
          { value: 'comma', label: '0,0184' },
        ]}
      />
      <NativeSelect
        label="Price is for"
        description="What a price buys"
        value={draft.ratePer}
        onChange={(event) =>
          change({ ...draft, ratePer: event.currentTarget.value === 'second' ? 'second' : 'minute' })
        }
        data={[
          { value: 'minute', label: 'a minute' },
          { value: 'second', label: 'a second' },
        ]}
      />
      <NativeSelect
        label="Dates"
        description="How days are written"
        value={draft.dates}
        onChange={(event) => change({ ...draft, dates: event.currentTarget.value as Draft['dates'] })}
        data={[
          { value: 'ymd', label: 'year, month, day' },
          { value: 'dmy', label: 'day, month, year' },
          { value: 'mdy', label: 'month, day, year' },
        ]}
      />
    </fieldset>
  )
}
