import type { AmiMessage } from './ami-frames.ts'
import type { Hand } from './hand.ts'

/** One change in a configuration file of the PBX, in the words of AMI UpdateConfig. */
export interface Edit {
  readonly action: 'NewCat' | 'DelCat' | 'Append' | 'Update' | 'Delete'
  readonly category: string
  /** Picks one of several sections of a name: type=endpoint. */
  readonly type?: string
  readonly variable?: string
  readonly value?: string
  /** Only a line with this value. */
  readonly match?: string
}

/** A message to AMI has at most 128 lines, and an edit takes up to six. */
const EDITS = 18

/**
 * Writes edits into one file and lets `module` read it again. All of a piece of `EDITS` or none, written and read in one action: whoever
 * is killed must not leave a file that says what the PBX does not know. `whole`: read only when all is written.
 */
export async function editConfig(
  hand: Hand,
  file: string,
  module: string,
  edits: readonly Edit[],
  whole = false,
): Promise<void> {
  for (let from = 0; from < edits.length; from += EDITS) {
    const fields: Record<string, string> = { Action: 'UpdateConfig', SrcFilename: file, DstFilename: file }
    if (!whole || from + EDITS >= edits.length) fields['Reload'] = module
    edits.slice(from, from + EDITS).forEach((edit, n) => {
      const put = (key: string, value: string | undefined): void => {
        if (value !== undefined) fields[`${key}-${String(n).padStart(6, '0')}`] = value
      }
      put('Action', edit.action)
      put('Cat', edit.category)
      put('Options', edit.type && `catfilter="type=${edit.type}"`)
      put('Var', edit.variable)
      put('Value', edit.value)
      put('Match', edit.match)
    })
    await hand.act(fields)
  }
}

export interface Section {
  readonly name: string
  readonly lines: readonly (readonly [key: string, value: string])[]
}

/** The sections of a file; none when there is no such file. */
export async function readConfig(hand: Hand, file: string): Promise<readonly Section[]> {
  let answer: AmiMessage
  try {
    answer = await hand.act({ Action: 'GetConfig', Filename: file })
  } catch (error) {
    if ((error as { code?: string }).code === 'ami-refused') return []
    throw error
  }
  const names = new Map<string, { name: string; lines: [string, string][] }>()
  for (const [key, value = ''] of Object.entries(answer)) {
    const m = /^(Category|Line)-(\d+)/.exec(key)
    if (!m) continue
    const section = names.get(m[2] as string) ?? { name: '', lines: [] }
    names.set(m[2] as string, section)
    if (m[1] === 'Category') section.name = value
    else section.lines.push([value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1)])
  }
  return [...names.values()]
}
