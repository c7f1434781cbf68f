import type { Block, Column } from './model.ts'

/** A model that is to be brought to a version. */
export interface FirmwareFacts {
  readonly model: string
  readonly version: string
  /** Last day, ISO 8601; null: none. */
  readonly due: string | null
  readonly devices: number
  readonly reached: number
  readonly unknown: number
  readonly overdue: boolean
}

const column = (title: string, align: Column['align'] = 'left', grow = false): Column => ({
  title,
  align,
  grow,
})

/** Models on their way to a version; nothing where none is. */
export function firmwareSection(targets: readonly FirmwareFacts[]): Block[] {
  if (targets.length === 0) return []
  return [
    { kind: 'heading', text: 'Firmware on its way' },
    {
      kind: 'table',
      caption: 'The version each model is to be brought to, and how many devices have it or a later one',
      columns: [column('Model', 'left', true), column('To'), column('By'), column('There', 'right')],
      rows: targets.map(({ model, version, due, devices, reached, unknown, overdue }) => ({
        cells: [model, version, due ?? '–', `${reached} of ${devices}`],
        note: [
          overdue ? 'The last day is past.' : '',
          unknown > 0 ? `Of ${unknown} the version cannot be compared.` : '',
        ]
          .filter((part) => part !== '')
          .join(' '),
      })),
      after: 'As the devices of this audit say of themselves.',
    },
  ]
}
