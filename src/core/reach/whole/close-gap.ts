import { type Addresses, anySource, minus, without } from '../addresses.ts'
import type { Answer } from '../answer.ts'
import { ask } from '../ask.ts'
import { createFirewall } from '../firewall.ts'
import type { Base, Chain, Family, Firewall, Kind, RuleFile } from '../model.ts'
import { parseRules } from '../parse/parse-rules.ts'
import { familiesOf, type Hop, type Question } from '../question.ts'
import { type Difference, difference } from './difference.ts'
import { asIptables, asNft, type Cut, type Written } from './write-rules.ts'

/** Rules for one version of IP on one firewall. */
export interface ProposedRules {
  readonly family: Family
  readonly firewall: string
  readonly kind: Kind
  readonly file: string
  readonly chain: string
  readonly commands: readonly string[]
}

export interface Closing {
  readonly before: Answer['answer']
  /** With the rules in force, for everybody but those who are kept. */
  readonly after: Answer['answer']
  /** Empty where nothing passed to begin with, or nothing could be found: `notes` says which. */
  readonly rules: readonly ProposedRules[]
  /** What the rules change of all traffic; null where there are none. */
  readonly changes: Difference | null
  readonly notes: readonly string[]
}

const WRITTEN: readonly Kind[] = ['iptables', 'nftables']
/** Beyond that many networks, those who are not meant are listed instead. */
const FEW = 3

/**
 * Rules that close what a question finds open, for everybody but `keep`. They are written as the firewall takes them, read back,
 * put at the head of its chain, and the question is asked again: what does not close it is not proposed.
 */
export function closeGap(question: Question, keep: Addresses): Closing {
  const shut: Question = { ...question, from: minus(question.from, keep) }
  const families = familiesOf(shut)
  const before = families.length === 0 ? 'never' : ask(shut).answer
  if (before === 'never')
    return {
      before,
      after: before,
      rules: [],
      changes: null,
      notes: ['Nothing passes: there is nothing to close.'],
    }
  const rules: ProposedRules[] = []
  const notes: string[] = []
  let hops = question.hops
  for (const family of families) {
    const found = closeFamily({ question: { ...question, hops }, keep }, question.hops, family)
    if (found === null) notes.push(noteOf(question.hops, family))
    else if (found.rules) {
      rules.push(found.rules)
      hops = found.hops
    }
  }
  return {
    before,
    after: ask({ ...shut, hops }).answer,
    rules,
    changes: rules.length > 0 ? difference(whole(question), whole({ ...question, hops })) : null,
    notes,
  }
}

const whole = ({ hops, state }: Question): Question => ({
  from: anySource,
  to: { 4: without(4, []), 6: without(6, []) },
  proto: null,
  ports: null,
  sourcePorts: null,
  state,
  hops,
})

function noteOf(hops: readonly Hop[], family: Family): string {
  const kinds = [...new Set(hops.flatMap(({ firewall }) => firewall.files.map(({ kind }) => kind)))]
  return kinds.some((kind) => WRITTEN.includes(kind))
    ? `IPv${family}: no rule at the head of a chain closes it.`
    : `IPv${family}: rules are written for ${WRITTEN.join(' and ')}; these are ${kinds.join(', ')}.`
}

interface Gap {
  readonly question: Question
  readonly keep: Addresses
}

interface Closed {
  /** null: nothing passes by this version. */
  readonly rules: ProposedRules | null
  readonly hops: readonly Hop[]
}

/** The first firewall on the way that can close it; null where none can. */
function closeFamily(gap: Gap, bare: readonly Hop[], family: Family): Closed | null {
  const { question, keep } = gap
  const strangers = minus(question.from, keep)[family]
  const only: Question = { ...question, from: { 4: [], 6: [], [family]: strangers } }
  if (ask(only).answer === 'never') return { rules: null, hops: question.hops }
  for (const [index, hop] of question.hops.entries())
    for (const chain of headsOf(hop, family)) {
      const cut = cutOf(gap, hop, index, family)
      const tried = insert(hop.firewall, chain, cut)
      if (!tried) continue
      const hops = question.hops.map((each, n) =>
        n === index ? { ...each, firewall: tried.firewall } : each,
      )
      if (ask({ ...only, hops }).answer !== 'never') continue
      const { kind, file } = tried.file
      const firewall = bare[index]?.firewall.name ?? ''
      return {
        rules: { family, firewall, kind, file, chain: chain.name, commands: tried.written.commands },
        hops,
      }
    }
  return null
}

type Head = Chain & { readonly base: Base }

/** Filtering base chains that packets on this way go through. */
function headsOf({ firewall, path }: Hop, family: Family): Head[] {
  const hooks = path === null ? ['input', 'forward'] : [path.toLowerCase()]
  return [...firewall.chains.values()].filter(
    (chain): chain is Head =>
      chain.base?.type === 'filter' &&
      hooks.includes(chain.base.hook) &&
      chain.base.decides &&
      (chain.base.family === 'both' || chain.base.family === family),
  )
}

function cutOf({ question, keep }: Gap, hop: Hop, index: number, family: Family): Cut {
  const from = question.from[family]
  const few = from.length <= FEW
  const others = few ? [] : minus(anySource, question.from)[family]
  const to = question.arrivesAt ?? question.to
  return {
    family,
    sources: few ? from : null,
    spared: [...others, ...keep[family]],
    destinations: minus(anySource, to)[family].length === 0 ? null : to[family],
    proto: question.proto,
    ports: question.ports,
    // The first firewall sees by which interface strangers come; behind it they come by the same as everybody.
    interfaces: index === 0 ? hop.inInterfaces : null,
  }
}

interface Inserted {
  readonly firewall: Firewall
  readonly file: RuleFile
  readonly written: Written
}

/** The firewall with the rules at the head of a chain, as it would read them; null for kinds we do not write. */
function insert(firewall: Firewall, { key, name }: Head, cut: Cut): Inserted | null {
  const file = firewall.files.find(({ chains, kind }) => WRITTEN.includes(kind) && chains.has(key))
  const chain = file?.chains.get(key)
  if (!file || !chain) return null
  const written =
    file.kind === 'iptables'
      ? asIptables(cut, name, freeName(firewall, cut))
      : asNft(cut, tableOf(key, name), name)
  const read = parseRules(written.asFile, file.file)
  if (read.unread.length > 0) return null
  const head = [...read.chains.values()].find(({ base }) => base !== undefined)
  if (!head) return null
  const chains = new Map(file.chains)
  for (const [other, added] of read.chains) if (added !== head) chains.set(other, added)
  chains.set(key, { ...chain, rules: [...head.rules, ...chain.rules] })
  const changed = { ...file, chains }
  return {
    firewall: createFirewall(
      firewall.name,
      firewall.files.map((each) => (each === file ? changed : each)),
    ),
    file,
    written,
  }
}

/** A name for a chain that no other has. */
function freeName(firewall: Firewall, { proto, ports }: Cut): string {
  const taken = new Set([...firewall.chains.values()].map(({ name }) => name))
  const base = ['ringfence', proto, ports?.[0]?.[0]]
    .filter((part) => part !== null && part !== undefined)
    .join('-')
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!taken.has(name)) return name
  }
}

/** "inet filter" of the key "nft inet filter input". */
const tableOf = (key: string, name: string): string =>
  key
    .slice(0, key.length - name.length)
    .replace(/^nft /, '')
    .trim()
