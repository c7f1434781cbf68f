import { parseAddress, parseNetwork } from '../addresses.ts'
import { everything, type Family, type Field, type Match, nothing, type Range, type Side } from '../model.ts'
import { portNumber, protocolNumber } from '../names.ts'

// Matches that every kind of rule set has.

export const allOf = (...of: readonly Match[]): Match => {
  const needed = of.filter((match) => match !== everything)
  return needed.length === 1 ? (needed[0] as Match) : { kind: 'all', of: needed }
}
export const anyOf = (...of: readonly Match[]): Match =>
  of.length === 1 ? (of[0] as Match) : { kind: 'any', of }
export const no = (match: Match): Match => ({ kind: 'not', match })
export const negated = (match: Match, not: boolean): Match => (not ? no(match) : match)
export const unknown = (text: string, own = false): Match => ({
  kind: 'unknown',
  text,
  ...(own ? { own } : {}),
})
export const within = (field: Field, ranges: readonly Range[], family?: Family): Match => ({
  kind: 'in',
  field,
  ranges,
  ...(family === undefined ? {} : { family }),
})
export const only = (value: bigint): Range => [value, value]
export const interfaceIs = (side: 'in' | 'out', name: string): Match => ({ kind: 'interface', side, name })

export function protocolIs(text: string): Match {
  if (text === 'all' || text === 'any' || text === 'ip' || text === '0') return everything
  const number = protocolNumber(text)
  return number === null ? unknown(`protocol ${text}`) : within('proto', [only(number)])
}

/** "5060", "5060:5070" or "5060-5070", ":1024", "1024:", or a service name. */
export function portRange(text: string): Range | null {
  const whole = portNumber(text)
  if (whole !== null) return only(whole)
  const [low = '', high, more] = text.split(/[:-]/)
  if (high === undefined || more !== undefined) return null
  const from = low === '' ? 0n : portNumber(low)
  const to = high === '' ? 65_535n : portNumber(high)
  return from === null || to === null || from > to ? null : [from, to]
}

export function portsAre(side: Side, list: readonly string[]): Match {
  const ranges = list.map(portRange)
  const field = side === 'src' ? 'sport' : 'dport'
  const bad = list.find((_, index) => ranges[index] === null)
  if (bad !== undefined) return unknown(`${side === 'src' ? 'source' : 'destination'} port ${bad}`)
  return within(field, ranges as Range[])
}

/** An address, a network (also with a mask with holes), or a range from-to. A host name is nothing headers can tell. */
export function addressIs(side: Side, text: string): Match {
  const network = parseNetwork(text)
  if (network)
    return network.range[0] === 0n && isAll(network)
      ? { kind: 'family', family: network.family }
      : within(side, [network.range], network.family)
  const [host = '', mask = ''] = text.split('/')
  const [value, bits] = [parseAddress(host), parseAddress(mask)]
  if (value && bits && value.family === bits.family)
    return { kind: 'bits', field: side, value: value.value, mask: bits.value, family: value.family }
  return unknown(`${side === 'src' ? 'source' : 'destination'} ${text}`)
}

const isAll = ({ family, range }: { family: Family; range: Range }): boolean =>
  range[1] === (1n << (family === 4 ? 32n : 128n)) - 1n

export const addressesAre = (side: Side, list: readonly string[]): Match =>
  list.length === 0 ? nothing : anyOf(...list.map((each) => addressIs(side, each)))
