import type { Match, Range } from '../model.ts'

/** The names a firewall's rules tell apart, numbered; every other name is one of the "any other" kinds. */
export interface Universe {
  readonly names: readonly string[]
  /** Numbers of the interfaces a name, or a pattern ending in * or +, stands for. */
  numbersOf(name: string): readonly Range[]
  label(number: number): string | null
}

/** No interface: the incoming one of what the machine itself sends, the outgoing one of what it receives. */
const NO_INTERFACE = 0

const isPattern = (name: string): boolean => /[*+]$/.test(name)

/** The number of "any other interface whose name begins so" stands behind each pattern; the last number is any other at all. */
export function createUniverse(mentioned: Iterable<string>): Universe {
  const all = new Set([...mentioned].filter((name) => name !== '' && name !== 'lo'))
  const plain = [...all].filter((name) => !isPattern(name))
  const patterns = [...all].filter(isPattern).map((name) => name.slice(0, -1))
  const names = ['', 'lo', ...plain, ...patterns.map((prefix) => `${prefix}*`), '*']
  const stems = names.map((name) => (isPattern(name) ? name.slice(0, -1) : name))
  const cache = new Map<string, readonly Range[]>()
  const find = (name: string): Range[] => {
    if (!isPattern(name)) return single(names.indexOf(name))
    const prefix = name.slice(0, -1)
    return stems.flatMap((stem, number) =>
      number !== NO_INTERFACE && stem.startsWith(prefix) ? single(number) : [],
    )
  }
  return {
    names,
    numbersOf(name) {
      const known = cache.get(name) ?? find(name)
      cache.set(name, known)
      return known
    },
    label(number) {
      const name = names[number]
      return name === undefined || name === '' || name === '*' ? null : name
    },
  }
}

const single = (number: number): Range[] => (number < 0 ? [] : [[BigInt(number), BigInt(number)]])

/** Every interface name in the rules. */
export function* namesIn(matches: Iterable<Match>): Generator<string> {
  for (const match of matches) {
    if (match.kind === 'interface') yield match.name
    else if (match.kind === 'all' || match.kind === 'any') yield* namesIn(match.of)
    else if (match.kind === 'not' || match.kind === 'original') yield* namesIn([match.match])
  }
}
