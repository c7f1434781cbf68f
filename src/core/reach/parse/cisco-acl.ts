import { parseAddress, parseNetwork } from '../addresses.ts'
import { everything, type Match, type Range, type Side } from '../model.ts'
import { icmpTypeNumber, portNumber } from '../names.ts'
import { addressIs, allOf, anyOf, no, only, portsAre, protocolIs, unknown, within } from './matches.ts'

/** Words of an entry, taken one by one. */
class Words {
  #at = 0
  readonly #list: readonly string[]
  constructor(list: readonly string[]) {
    this.#list = list
  }
  peek(): string {
    return this.#list[this.#at] ?? ''
  }
  take(): string {
    this.#at += 1
    return this.#list[this.#at - 1] ?? ''
  }
  rest(): readonly string[] {
    return this.#list.slice(this.#at)
  }
}

export type Groups = ReadonlyMap<string, readonly string[]>

/** Behind permit or deny of an extended list: protocol, source, ports, destination, ports, options. */
export function extendedMatch(list: readonly string[], groups: Groups): Match {
  const words = new Words(list)
  const protocol = words.take()
  const service =
    protocol === 'object-group'
      ? unknown(`service group ${words.take()}`)
      : protocolIs(protocol === 'ipv6' ? 'ip' : protocol)
  const source = place(words, 'src', groups)
  const from = ports(words, 'src', groups)
  const target = place(words, 'dst', groups)
  const to = ports(words, 'dst', groups)
  return allOf(service, source, from, target, to, ...optionsOf(words.rest(), protocol))
}

/** A standard list asks for the source alone. */
export const standardMatch = (list: readonly string[], groups: Groups): Match =>
  place(new Words(list), 'src', groups)

function place(words: Words, side: Side, groups: Groups): Match {
  const first = words.take()
  if (first === 'any' || first === 'any4') return everything
  if (first === 'host') return addressIs(side, words.take())
  if (first === 'object-group' || first === 'addrgroup') return group(words.take(), side, groups)
  if (first.includes('/')) return addressIs(side, first)
  const address = parseAddress(first)
  const wildcard = parseAddress(words.peek())
  if (!address) return unknown(`${side} ${first}`)
  if (wildcard?.family !== 4 || !isWildcard(words.peek())) return addressIs(side, first)
  words.take()
  return masked(side, address.value, wildcard.value)
}

const isWildcard = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text)

/** Ones of a wildcard mask are free; they need not be neighbours. */
function masked(side: Side, address: bigint, wildcard: bigint): Match {
  const mask = 0xffff_ffffn ^ wildcard
  if (mask === 0n) return { kind: 'family', family: 4 }
  return { kind: 'bits', field: side, value: address & mask, mask, family: 4 }
}

function group(name: string, side: Side, groups: Groups): Match {
  const entries = groups.get(name)
  if (!entries) return unknown(`in group ${name}, which is not in the file`)
  return anyOf(
    ...entries.map((entry) => {
      const [first = '', second] = entry.split(/\s+/)
      if (first === 'host') return addressIs(side, second ?? '')
      if (first === 'group-object') return group(second ?? '', side, groups)
      if (first === 'range') return addressIs(side, entry.slice(6).trim().replace(/\s+/, '-'))
      return second === undefined
        ? addressIs(side, first)
        : parseNetwork(`${first}/${second}`)
          ? addressIs(side, `${first}/${second}`)
          : unknown(`${side} ${entry}`)
    }),
  )
}

function ports(words: Words, side: Side, _groups: Groups): Match {
  const field = side === 'src' ? 'sport' : 'dport'
  const one = (text: string): bigint => portNumber(text) ?? -1n
  const ranges = (list: readonly Range[], text: string): Match =>
    list.some(([low, high]) => low < 0n || high < 0n) ? unknown(`port ${text}`) : within(field, list)
  switch (words.peek()) {
    case 'eq':
    case 'neq': {
      const not = words.take() === 'neq'
      const list: string[] = []
      while (list.length === 0 || portNumber(words.peek()) !== null) list.push(words.take())
      return not ? no(portsAre(side, list)) : portsAre(side, list)
    }
    case 'gt':
      words.take()
      return ranges([[one(words.peek()) + 1n, 65_535n]], words.take())
    case 'lt':
      words.take()
      return ranges([[0n, one(words.peek()) - 1n]], words.take())
    case 'range': {
      words.take()
      const [low, high] = [one(words.take()), one(words.take())]
      return ranges([[low, high]], `${low} to ${high}`)
    }
    default:
      return everything
  }
}

const IGNORED = new Set(['log', 'log-input'])

function optionsOf(rest: readonly string[], protocol: string): Match[] {
  const words = rest.filter((word) => !IGNORED.has(word))
  if (words.length === 0) return []
  const [first = ''] = words
  if (first === 'established')
    return [
      anyOf(
        { kind: 'bits', field: 'tcpFlags', value: 16n, mask: 16n },
        { kind: 'bits', field: 'tcpFlags', value: 4n, mask: 4n },
      ),
    ]
  // A later fragment; the packets of a question are whole.
  if (first === 'fragments') return [anyOf()]
  if (first === 'reflect') return []
  const type =
    protocol === 'icmp'
      ? icmpTypeNumber(first === 'unreachable' ? 'destination-unreachable' : first, 4)
      : null
  if (type !== null) return [within('icmpType', [only(type)])]
  return [unknown(words.join(' '))]
}
