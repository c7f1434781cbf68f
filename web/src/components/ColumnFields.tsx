import { NativeSelect } from '@mantine/core'

interface Props<Ours extends string> {
  /** Our columns in the words of the page. */
  readonly ours: readonly { readonly key: Ours; readonly title: string; readonly needed: boolean }[]
  readonly preview: {
    readonly header: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  readonly columns: Readonly<Partial<Record<Ours, string | undefined>>>
  readonly change: (columns: Readonly<Partial<Record<Ours, string | undefined>>>) => void
}

/** Which column of a file is what, with a cell of each as an example. */
export function ColumnFields<Ours extends string>({ ours, preview, columns, change }: Props<Ours>) {
  const example = (header: string | undefined): string => {
    const at = preview.header.indexOf(header ?? '')
    const cell = preview.rows[0]?.[at]?.trim()
    return cell ? `such as ${cell.slice(0, 24)}` : ' '
  }
  const choices = preview.header.filter((title) => title !== '')
  return ours.map(({ key, title, needed }) => (
    <NativeSelect
      key={key}
      label={title}
      description={example(columns[key])}
      value={columns[key] ?? ''}
      onChange={(event) => change({ ...columns, [key]: event.currentTarget.value || undefined })}
      data={[
        { value: '', label: needed ? 'Choose its column' : 'Not in the file' },
        ...choices.map((header) => ({ value: header, label: header })),
      ]}
    />
  ))
}
