import type { Family, Range } from './model.ts'

/** Addresses of both families, as ranges. */
export type Addresses = Readonly<Record<Family, readonly Range[]>>

const HIGHEST: Readonly<Record<Family, bigint>> = { 4: (1n << 32n) - 1n, 6: (1n << 128n) - 1n }

/** An address as a number; null when it is none. Accepts ::ffff:1.2.3.4 and drops a zone (%eth0). */
export function parseAddress(text: string): { family: Family; value: bigint } | null {
  const plain = text.replace(/%.*$/, '').replace(/^\[(.*)\]$/, '$1')
  if (!plain.includes(':')) {
    const value = parseDotted(plain)
    return value === null ? null : { family: 4, value }
  }
  const value = parseColons(plain)
  return value === null ? null : { family: 6, value }
}

function parseDotted(text: string): bigint | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

function parseColons(text: string): bigint | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const [head, tail] = halves.map(groupsOf)
  if (head === null || tail === null || head === undefined) return null
  const missing = 8 - head.length - (tail?.length ?? 0)
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...(tail ?? [])]
  return groups.reduce((sum, group) => (sum << 16n) | group, 0n)
}

function groupsOf(half: string): bigint[] | null {
  if (half === '') return []
  const groups: bigint[] = []
  const parts = half.split(':')
  for (const [index, part] of parts.entries()) {
    if (part.includes('.') && index === parts.length - 1) {
      const value = parseDotted(part)
      if (value === null) return null
      groups.push(value >> 16n, value & 0xffffn)
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`))
    else return null
  }
  return groups
}

/** "10.0.0.0/8", "10.0.0.1", "10.0.0.1-10.0.0.9", "10.0.0.0/255.0.0.0" as a range; null when it is none of these, or a mask with holes. */
export function parseNetwork(text: string): { family: Family; range: Range } | null {
  const dash = text.indexOf('-')
  if (dash > 0) {
    const [low, high] = [parseAddress(text.slice(0, dash).trim()), parseAddress(text.slice(dash + 1).trim())]
    if (!low || !high || low.family !== high.family || low.value > high.value) return null
    return { family: low.family, range: [low.value, high.value] }
  }
  const [host = '', mask] = text.split('/')
  const address = parseAddress(host.trim())
  if (!address) return null
  const bits = mask === undefined ? widthOf(address.family) : prefixLength(mask, address.family)
  if (bits === null) return null
  return { family: address.family, range: networkRange(address.value, bits, address.family) }
}

export const widthOf = (family: Family): number => (family === 4 ? 32 : 128)

/** "24" or "255.255.255.0"; null for anything else. */
export function prefixLength(text: string, family: Family): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= widthOf(family) ? Number(text) : null
  const mask = parseAddress(text)
  if (!mask || mask.family !== family) return null
  const inverse = HIGHEST[family] ^ mask.value
  if ((inverse & (inverse + 1n)) !== 0n) return null
  return widthOf(family) - inverse.toString(2).replace(/^0$/, '').length
}

export function networkRange(address: bigint, bits: number, family: Family): Range {
  const size = 1n << BigInt(widthOf(family) - bits)
  const low = address - (address % size)
  return [low, low + size - 1n]
}

export function addressText(value: bigint, family: Family): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.')
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  )
  const text = groups.join(':')
  const zeros = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length)[0]
  if (!zeros) return text
  const before = text.slice(0, zeros.index)
  const after = text.slice(zeros.index + zeros[0].length).replace(/^:/, '')
  return `${before}::${after}`
}

/** A range as people write it: one address, a network, or two ends. */
export function rangeText([low, high]: Range, family: Family): string {
  if (low === high) return addressText(low, family)
  const size = high - low + 1n
  const bits = size.toString(2).length - 1
  if (size === 1n << BigInt(bits) && low % size === 0n)
    return `${addressText(low, family)}/${widthOf(family) - bits}`
  return `${addressText(low, family)}-${addressText(high, family)}`
}

/** What is left of the whole space without the given ranges. */
export function without(family: Family, taken: readonly Range[]): Range[] {
  const left: Range[] = []
  let at = 0n
  for (const [low, high] of [...taken].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    if (low > at) left.push([at, low - 1n])
    if (high + 1n > at) at = high + 1n
  }
  if (at <= HIGHEST[family]) left.push([at, HIGHEST[family]])
  return left
}

/** The addresses of some that are none of the others. */
export function minus(some: Addresses, others: Addresses): Addresses {
  const left = (family: Family): Range[] => {
    const free = without(family, others[family])
    return some[family].flatMap(([low, high]) =>
      free
        .filter(([a, b]) => a <= high && b >= low)
        .map(([a, b]): Range => [a > low ? a : low, b < high ? b : high]),
    )
  }
  return { 4: left(4), 6: left(6) }
}

/** Whether all addresses of some are among those of the others, and the others have more. */
export const isInside = (some: Addresses, others: Addresses): boolean =>
  isNone(minus(some, others)) && !isNone(minus(others, some))

const isNone = (addresses: Addresses): boolean => addresses[4].length + addresses[6].length === 0

const must = (text: string): Range => {
  const network = parseNetwork(text)
  if (!network) throw new RangeError(text)
  return network.range
}

/** Sources that no wire can bring: the kernel drops them before any rule (RFC 1122 3.2.1.3, RFC 4291 2.5). */
const IMPOSSIBLE: Addresses = {
  4: ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', '255.255.255.255'].map(must),
  6: ['::/127', 'ff00::/8'].map(must),
}
export const loopback: Addresses = { 4: [must('127.0.0.0/8')], 6: [must('::1')] }
export const multicast: Addresses = { 4: [must('224.0.0.0/4')], 6: [must('ff00::/8')] }

/** What no packet over the Internet comes from: RFC 1918, 6598, 3927; RFC 4193, 4291. */
export const privateUse: Addresses = {
  4: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16'].map(must),
  6: ['fc00::/7', 'fe80::/10'].map(must),
}

/** Every source that a packet from outside can have. */
export const anySource: Addresses = { 4: without(4, IMPOSSIBLE[4]), 6: without(6, IMPOSSIBLE[6]) }
