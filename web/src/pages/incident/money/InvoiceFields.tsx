import { NativeSelect, TextInput } from '@mantine/core'
import type { InvoicePreview } from '#contract'
import { ColumnFields } from '../../../components/ColumnFields.tsx'
import { type Draft, ourColumns } from './words.ts'

interface Props {
  readonly name: string
  readonly preview: InvoicePreview
  readonly draft: Draft
  readonly change: (draft: Draft) => void
}

/** Which column of the invoice is what, and how its figures are written. */
export function InvoiceFields({ name, preview, draft, change }: Props) {
  return (
    <fieldset className="money-fields">
      <legend>What is what in {name}</legend>
      <ColumnFields
        ours={ourColumns}
        preview={preview}
        columns={draft.columns}
        change={(columns) => change({ ...draft, columns })}
      />
      {!draft.columns.currency && (
        <TextInput
          label="Currency of the invoice"
          description="Three letters, such as USD"
          maxLength={3}
          defaultValue={draft.currency ?? ''}
          onBlur={(event) => change({ ...draft, currency: event.currentTarget.value.trim() || undefined })}
        />
      )}
      <NativeSelect
        label="Decimals"
        description="How amounts are written"
        value={draft.decimal}
        onChange={(event) =>
          change({ ...draft, decimal: event.currentTarget.value === 'comma' ? 'comma' : 'point' })
        }
        data={[
          { value: 'point', label: '1.25' },
          { value: 'comma', label: '1,25' },
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
      <NativeSelect
        label="Charges"
        description="Which sign they have"
        value={draft.amounts}
        onChange={(event) => change({ ...draft, amounts: event.currentTarget.value as Draft['amounts'] })}
        data={[
          { value: 'as-written', label: '1.25 is a charge' },
          { value: 'negated', label: '-1.25 is a charge' },
        ]}
      />
    </fieldset>
  )
}
