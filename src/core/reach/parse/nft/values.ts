import { networkRange, parseAddress, parseNetwork, prefixLength, widthOf } from '../../addresses.ts'
import type { Family, Range } from '../../model.ts'
import { icmpTypeNumber, portNumber, protocolNumber } from '../../names.ts'
import { isObject, type Json, type JsonObject } from '../json.ts'
import { only } from '../matches.ts'

/** How the values of an expression are written, so that they can be compared as numbers. */
export type ValueKind = 'address4' | 'address6' | 'protocol' | 'port' | 'icmp4' | 'icmp6' | 'flags' | 'number'

const FLAGS: Readonly<Record<string, bigint>> = {
  fin: 1n,
  syn: 2n,
  rst: 4n,
  psh: 8n,
  ack: 16n,
  urg: 32n,
  ecn: 64n,
  ece: 64n,
  cwr: 128n,
}

const scalars: Readonly<Record<ValueKind, (text: string) => bigint | null>> = {
  address4: (text) => address(text, 4),
  address6: (text) => address(text, 6),
  protocol: protocolNumber,
  port: portNumber,
  icmp4: (text) => icmpTypeNumber(text, 4),
  icmp6: (text) => icmpTypeNumber(text, 6),
  flags: (text) => FLAGS[text] ?? number(text),
  number,
}

function address(text: string, family: Family): bigint | null {
  const parsed = parseAddress(text)
  return parsed?.family === family ? parsed.value : null
}

function number(text: string): bigint | null {
  return /^(0x[0-9a-f]+|\d+)$/i.test(text) ? BigInt(text) : null
}

/** A value, a prefix, a range or a combination of flags; null when it is none of this kind. */
export function rangeOf(value: Json, kind: ValueKind): Range | null {
  if (typeof value === 'number' || typeof value === 'string') return scalarRange(String(value), kind)
  if (Array.isArray(value)) return kind === 'flags' ? flagsOf(value) : null
  return isObject(value) ? objectRange(value, kind) : null
}

function objectRange({ prefix, range, elem, '|': flags }: JsonObject, kind: ValueKind): Range | null {
  if (isObject(elem)) return rangeOf(elem['val'] ?? null, kind)
  if (isObject(prefix)) return prefixRange(String(prefix['addr']), String(prefix['len']))
  if (Array.isArray(flags)) return kind === 'flags' ? flagsOf(flags) : null
  if (!Array.isArray(range)) return null
  const [low, high] = range.map((end: Json) => rangeOf(end, kind))
  return low && high && low[0] <= high[1] ? [low[0], high[1]] : null
}

function scalarRange(text: string, kind: ValueKind): Range | null {
  if (kind === 'address4' || kind === 'address6') {
    const network = parseNetwork(text)
    return network && network.family === (kind === 'address4' ? 4 : 6) ? network.range : null
  }
  const value = scalars[kind](text)
  return value === null ? null : only(value)
}

function prefixRange(text: string, length: string): Range | null {
  const parsed = parseAddress(text)
  const bits = parsed ? prefixLength(length, parsed.family) : null
  return parsed && bits !== null && bits <= widthOf(parsed.family)
    ? networkRange(parsed.value, bits, parsed.family)
    : null
}

function flagsOf(values: readonly Json[]): Range | null {
  let sum = 0n
  for (const each of values) {
    const one = rangeOf(each, 'flags')
    if (!one) return null
    sum |= one[0]
  }
  return only(sum)
}
