import { z } from 'zod'

/** One address or network in the words of nftables. */
export interface Element {
  /** "block4_24": networks of one length never overlap, so that each can come and go by itself. */
  readonly set: string
  readonly family: 'ip' | 'ip6'
  readonly address: string
  readonly length: number
  /** Whole addresses of the family. */
  readonly single: boolean
}

const CHAIN = 'blocked'
/** Before connection tracking and everybody else's rules: what is cut is cut for running calls too. */
const PRIORITY = -310

/** `target` is an address or CIDR the guards have read; host bits are cleared, as nftables wants it. */
export function elementOf(target: string): Element {
  const [address = '', length] = target.split('/')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined)
    return elementOf(length === undefined ? mapped : `${mapped}/${Math.max(0, Number(length) - 96)}`)
  const family = address.includes(':') ? 'ip6' : 'ip'
  const whole = family === 'ip' ? 32 : 128
  const bits = length === undefined ? whole : Number(length)
  const set = `block${family === 'ip' ? 4 : 6}_${bits}`
  return { set, family, address: networkOf(address, bits), length: bits, single: bits === whole }
}

/** The lowest address of the network, in the shortest form. */
function networkOf(address: string, bits: number): string {
  if (!address.includes(':')) {
    const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
    const low = bits === 0 ? 0 : Math.floor(value / 2 ** (32 - bits)) * 2 ** (32 - bits)
    return [24, 16, 8, 0].map((shift) => Math.floor(low / 2 ** shift) % 256).join('.')
  }
  const full = groupsOf(new URL(`http://[${address}]/`).hostname.slice(1, -1))
  const low = full.map((group, n) => {
    const kept = Math.min(16, Math.max(0, bits - n * 16))
    return (Number.parseInt(group, 16) & (0xffff << (16 - kept)) & 0xffff).toString(16)
  })
  return new URL(`http://[${low.join(':')}]/`).hostname.slice(1, -1)
}

function groupsOf(address: string): string[] {
  const [front = '', back] = address.split('::')
  const first = front === '' ? [] : front.split(':')
  if (back === undefined) return first
  const last = back === '' ? [] : back.split(':')
  return [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last]
}

/** Commands that put an element in, with the table around it where it is missing; again, they only renew its time. */
export function blockCommands(table: string, at: Element, seconds: number | null, seen: Seen | null): string {
  const type = at.family === 'ip' ? 'ipv4_addr' : 'ipv6_addr'
  const flags = at.single ? 'timeout' : 'interval, timeout'
  const text = at.single ? at.address : `${at.address}/${at.length}`
  const time = seconds === null ? '' : ` timeout ${seconds}s`
  const rule = `add rule inet ${table} ${CHAIN} ${at.family} saddr @${at.set} counter drop comment "Ringfence"`
  return [
    `add table inet ${table}`,
    `add chain inet ${table} ${CHAIN} { type filter hook prerouting priority ${PRIORITY}; policy accept; }`,
    `add set inet ${table} ${at.set} { type ${type}; flags ${flags}; }`,
    ...(seen?.rules.has(at.set) ? [] : [rule]),
    ...(seen && elementIn(seen, at) ? [`delete element inet ${table} ${at.set} { ${text} }`] : []),
    `add element inet ${table} ${at.set} { ${text}${time} }`,
    '',
  ].join('\n')
}

/** Commands that take it out; with the last element goes the table. */
export function unblockCommands(table: string, at: Element, seen: Seen): string {
  const text = at.single ? at.address : `${at.address}/${at.length}`
  const others = [...seen.elements].some(([set, elements]) =>
    elements.some((element) => set !== at.set || !isSame(element, at)),
  )
  if (!others && seen.ours) return `delete table inet ${table}\n`
  return elementIn(seen, at) ? `delete element inet ${table} ${at.set} { ${text} }\n` : ''
}

export interface SeenElement {
  readonly text: string
  /** Seconds to live, null for ever. */
  readonly expires: number | null
}

/** Our table as it is now. */
export interface Seen {
  /** Whether nothing but what we make is in it. */
  readonly ours: boolean
  readonly hooked: boolean
  /** Sets that a rule of the chain drops. */
  readonly rules: ReadonlySet<string>
  readonly elements: ReadonlyMap<string, readonly SeenElement[]>
}

const Prefix = z.object({ prefix: z.object({ addr: z.string(), len: z.number() }) })
const Value = z.union([z.string(), Prefix])
const Elem = z.union([Value, z.object({ elem: z.object({ val: Value, expires: z.number().optional() }) })])
const Named = z.object({ name: z.string() })
const Listing = z.object({
  nftables: z.array(
    z.object({
      chain: Named.extend({ hook: z.string().optional() }).optional(),
      set: Named.extend({ elem: z.array(Elem).default([]) }).optional(),
      rule: z.object({ chain: z.string(), expr: z.array(z.unknown()) }).optional(),
    }),
  ),
})

/** Reads `nft -j list table`. */
export function readTable(json: string): Seen {
  const objects = Listing.parse(JSON.parse(json)).nftables
  const chains = objects.flatMap(({ chain }) => chain ?? [])
  const sets = objects.flatMap(({ set }) => set ?? [])
  const rules = objects.flatMap(({ rule }) => rule ?? []).filter(({ chain }) => chain === CHAIN)
  return {
    ours:
      chains.every(({ name }) => name === CHAIN) && sets.every(({ name }) => /^block[46]_\d+$/.test(name)),
    hooked: chains.some(({ name, hook }) => name === CHAIN && hook === 'prerouting'),
    rules: new Set(rules.flatMap(({ expr }) => /"@(block[46]_\d+)"/.exec(JSON.stringify(expr))?.[1] ?? [])),
    elements: new Map(sets.map(({ name, elem }) => [name, elem.map(seenOf)])),
  }
}

function seenOf(element: z.output<typeof Elem>): SeenElement {
  if (typeof element === 'string') return { text: element, expires: null }
  if ('prefix' in element) return { text: textOf(element), expires: null }
  return { text: textOf(element.elem.val), expires: element.elem.expires ?? null }
}

const textOf = (value: z.output<typeof Value>): string =>
  typeof value === 'string' ? value : `${value.prefix.addr}/${value.prefix.len}`

export const elementIn = (seen: Seen, at: Element): SeenElement | undefined =>
  seen.elements.get(at.set)?.find((element) => isSame(element, at))

const isSame = ({ text }: SeenElement, at: Element): boolean =>
  text === (at.single ? at.address : `${at.address}/${at.length}`)
