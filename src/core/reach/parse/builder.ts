import type {
  Base,
  Chain,
  Family,
  InterfaceFact,
  Kind,
  NamedSet,
  Position,
  Rule,
  RuleFile,
  Unread,
} from '../model.ts'

/** Collects what a parser finds in one file. */
export interface Builder {
  readonly file: string
  at(line: number): Position
  chain(key: string, name: string): Chain
  base(key: string, name: string, base: Base): Chain
  rule(key: string, name: string, rule: Rule): void
  set(set: NamedSet): void
  interfaces: InterfaceFact[]
  unread(line: number, text: string, reason: string): void
  note(text: string): void
  done(kind: Kind, families: readonly Family[]): RuleFile
}

const MOST_UNREAD = 1_000

export function createBuilder(file: string): Builder {
  const chains = new Map<string, Chain>()
  const sets = new Map<string, NamedSet>()
  const unread: Unread[] = []
  const notes = new Set<string>()
  const interfaces: InterfaceFact[] = []
  const chain = (key: string, name: string): Chain => {
    const found = chains.get(key) ?? { key, name, rules: [] }
    chains.set(key, found)
    return found
  }
  const at = (line: number): Position => ({ file, line })
  return {
    file,
    at,
    chain,
    base(key, name, base) {
      const found = chain(key, name)
      found.base = base
      return found
    },
    rule(key, name, rule) {
      chain(key, name).rules.push(rule)
    },
    set(set) {
      sets.set(set.name, set)
    },
    interfaces,
    unread(line, text, reason) {
      if (unread.length < MOST_UNREAD) unread.push({ at: at(line), text, reason })
    },
    note: (text) => notes.add(text),
    done: (kind, families) => ({
      kind,
      file,
      chains,
      sets,
      interfaces,
      unread,
      families,
      notes: [...notes],
    }),
  }
}
