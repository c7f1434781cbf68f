import { parseNetwork } from '../addresses.ts'
import type { NamedSet, RuleFile, SetEntry, SetPart } from '../model.ts'
import { protocolNumber } from '../names.ts'
import { createBuilder } from './builder.ts'
import { portRange } from './matches.ts'
import { linesOf, shellWords } from './words.ts'

export const looksLikeIpset = (text: string): boolean =>
  /^(?:create|-N) \S+ (?:hash|bitmap|list):\S+/m.test(text)

/** ipset save. */
export function parseIpset(text: string, file: string): RuleFile {
  const builder = createBuilder(file)
  const types = new Map<string, string[]>()
  const entries = new Map<string, SetEntry[]>()
  for (const [index, raw] of linesOf(text).entries()) {
    const [command, name = '', rest = '', ...more] = shellWords(raw.trim())
    if (command === undefined || command.startsWith('#')) continue
    if (command === 'create' || command === '-N') {
      types.set(name, rest.split(':')[1]?.split(',') ?? [])
      const list: SetEntry[] = []
      entries.set(name, list)
      builder.set({ name, at: builder.at(index + 1), entries: list } satisfies NamedSet)
    } else if ((command === 'add' || command === '-A') && entries.has(name)) {
      const type = types.get(name) ?? []
      entries.get(name)?.push({ nomatch: more.includes('nomatch'), parts: partsOf(type, rest) })
    } else builder.unread(index + 1, raw.trim(), 'is no line of ipset save')
  }
  return builder.done('ipset', [4, 6])
}

function partsOf(type: readonly string[], value: string): SetPart[] {
  const values = type.length > 1 ? value.split(',') : [value]
  return type.map((dimension, index) => partOf(dimension, values[index] ?? ''))
}

function partOf(dimension: string, value: string): SetPart {
  return PARTS[dimension]?.(value) ?? { kind: 'other', text: `${dimension} is ${value}` }
}

const address = (value: string): SetPart | null => {
  const network = parseNetwork(value)
  return network ? { kind: 'address', ...network } : null
}

/** What a value of each dimension means; null when it cannot be read. */
const PARTS: Readonly<Record<string, (value: string) => SetPart | null>> = {
  ip: address,
  net: address,
  port(value) {
    const [name, port] = value.includes(':') ? value.split(':') : ['', value]
    const range = portRange(port ?? '')
    const proto = name ? protocolNumber(name) : null
    return range && (!name || proto !== null) ? { kind: 'port', proto, range } : null
  },
  mark: (value) => (Number.isNaN(Number(value)) ? null : { kind: 'mark', value: Number(value) >>> 0 }),
  iface: (value) => ({ kind: 'interface', name: value }),
  set: (value) => ({ kind: 'set', name: value }),
}
