import { DomainError } from '#core/kernel'

/** Addresses from `low` to `high`, as numbers of 128 bits; IPv4 stands where IPv6 maps it (::ffff:0:0/96, RFC 4291 2.5.5.2). */
export interface Network {
  readonly low: bigint
  readonly high: bigint
}

const MAPPED = 0xffffn << 32n

/** Reads an address or CIDR of IPv4 or IPv6; the bits behind the prefix do not count. Throws `address-invalid`. */
export function readNetwork(text: string): Network {
  const slash = text.indexOf('/')
  const address = slash < 0 ? text : text.slice(0, slash)
  const four = ofIPv4(address)
  const value = four === undefined ? ofIPv6(address) : MAPPED | four
  const width = four === undefined ? 128 : 32
  const length = slash < 0 ? width : lengthOf(text.slice(slash + 1), width)
  if (value === undefined || length === undefined)
    throw new DomainError(
      'address-invalid',
      `"${text}" is no IP address or network`,
      'Write it like 203.0.113.7, 203.0.113.0/24 or 2001:db8::/48.',
    )
  const free = (1n << BigInt(width - length)) - 1n
  return { low: value & ~free, high: value | free }
}

export const overlap = (a: Network, b: Network): boolean => a.low <= b.high && b.low <= a.high

/** RFC 1918 and unique local addresses: inside the house. */
const inside = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map(readNetwork)
export const isInside = (network: Network): boolean => inside.some((home) => overlap(home, network))

function lengthOf(text: string, width: number): number | undefined {
  const length = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  return length <= width ? length : undefined
}

function ofIPv4(text: string): bigint | undefined {
  const parts = text.split('.')
  // "010" is 8 to some programs and 10 to others: no such number is taken.
  if (parts.length !== 4 || parts.some((part) => !/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255))
    return undefined
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n)
}

function ofIPv6(text: string): bigint | undefined {
  const groups = groupsOf(text)
  if (groups?.length !== 8 || groups.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return undefined
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n)
}

/** The eight groups, with "::" filled up and a dotted end turned into two. */
function groupsOf(text: string): string[] | undefined {
  const dotted = /[\d.]+$/.exec(text)?.[0] ?? ''
  const four = dotted.includes('.') ? ofIPv4(dotted) : undefined
  if (dotted.includes('.') && four === undefined) return undefined
  const plain =
    four === undefined
      ? text
      : `${text.slice(0, -dotted.length)}${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`
  const halves = plain.split('::').map((half) => (half === '' ? [] : half.split(':')))
  if (halves.length === 1) return halves[0]
  const [front = [], back = []] = halves
  const missing = 8 - front.length - back.length
  return halves.length === 2 && missing > 0 ? [...front, ...Array(missing).fill('0'), ...back] : undefined
}
