import { NativeSelect, TextInput } from '@mantine/core'
import type { DeckPreview } from '#contract'
import { type Draft, ourColumns } from './mapping.ts'

interface Props {
  readonly name: string
  readonly preview: DeckPreview
  readonly draft: Draft
  readonly change: (draft: Draft) => void
}

/** Which column of the file is what, and how its figures are written. */
export function MappingFields({ name, preview, draft, change }: Props) {
  const example = (header: string | undefined): string => {
    const at = preview.header.indexOf(header ?? '')
    const cell = preview.rows[0]?.[at]?.trim()
    return cell ? `such as ${cell.slice(0, 24)}` : ' '
  }
  const choices = preview.header.filter((title) => title !== '')
  return (
    <fieldset className="settings-fields">
      <legend>What is what in {name}</legend>
      {ourColumns.map(({ key, title, needed }) => (
        <NativeSelect
          key={key}
          label={title}
          description={example(draft.columns[key])}
          value={draft.columns[key] ?? ''}
          onChange={(event) =>
            change({ ...draft, columns: { ...draft.columns, [key]: event.currentTarget.value || undefined } })
          }
          data={[
            { value: '', label: needed ? 'Choose its column' : 'Not in the file' },
            ...choices.map((header) => ({ value: header, label: header })),
          ]}
        />
      ))}
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
