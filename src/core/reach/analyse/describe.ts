import { addressText, rangeText, widthOf } from '../addresses.ts'
import type { PassingBox, Witness } from '../answer.ts'
import type { Asked } from '../evaluate/ask-family.ts'
import type { Field, Range } from '../model.ts'
import { protocolName, withPorts } from '../names.ts'
import {
  conditionVariable,
  firstCondition,
  inRanges,
  interfaceWord,
  none,
  type PacketSet,
  piecesOf,
  topOf,
  type Word,
  wordOf,
} from '../sets/index.ts'

const FIELDS = ['proto', 'dport', 'icmpType', 'icmpCode', 'tcpFlags', 'dst', 'src', 'sport'] as const

/** Values of a single packet: of every header, of the interfaces at each firewall, and of the conditions. */
export interface Chosen {
  readonly set: PacketSet
  readonly witness: Witness
}

// What a witness looks like where it may: sources from documentation networks, an ordinary high source port.
const WISHES: Readonly<Partial<Record<Field, bigint>>> = {
  sport: 40_000n,
  tcpFlags: 2n,
  icmpType: 8n,
  proto: 17n,
  dport: 5060n,
}
const WISHED_SOURCE = { 4: 0xcb00_7142n, 6: 0x2001_0db8_0000_0000_0000_0000_0000_0042n } as const

/** One packet of a set that is not empty. */
export function choose(asked: Asked, set: PacketSet): Chosen {
  const { algebra, family, stations } = asked
  const wishes = new Map<number, boolean>()
  const wish = (word: Word, value: bigint): void => {
    for (let bit = 0; bit < word.bits; bit += 1)
      wishes.set(word.first + bit, ((value >> BigInt(word.bits - 1 - bit)) & 1n) === 1n)
  }
  for (const field of FIELDS) wish(wordOf(field, family), WISHES[field] ?? 0n)
  wish(wordOf('src', family), WISHED_SOURCE[family])
  wish(wordOf('dst', family), 10n)
  for (const { place } of stations)
    for (const side of ['in', 'out'] as const)
      wish(interfaceWord(place.hop, side), BigInt(place.universe.names.length - 1))
  const value = algebra.pick(set, (variable) => wishes.get(variable) ?? false)
  const read = (word: Word): bigint => {
    let sum = 0n
    for (let bit = 0; bit < word.bits; bit += 1) sum = sum * 2n + (value(word.first + bit) ? 1n : 0n)
    return sum
  }
  let single = set
  const fix = (word: Word): void => {
    const at = read(word)
    single = algebra.and(single, inRanges(algebra, word, [[at, at]]))
  }
  for (const { place } of stations)
    for (const side of ['in', 'out'] as const) fix(interfaceWord(place.hop, side))
  for (const field of FIELDS) fix(wordOf(field, family))
  for (const index of asked.conditions.keys()) {
    const variable = conditionVariable(index)
    const yes = algebra.node(variable, none, 1)
    single = value(variable) ? algebra.and(single, yes) : algebra.minus(single, yes)
  }
  return { set: single, witness: witnessOf(asked, read) }
}

function witnessOf({ family, stations }: Asked, read: (word: Word) => bigint): Witness {
  const proto = read(wordOf('proto', family))
  const ports = withPorts.includes(proto)
  const number = (field: Field): number => Number(read(wordOf(field, family)))
  const [first, last] = [stations[0], stations.at(-1)]
  return {
    family,
    src: addressText(read(wordOf('src', family)), family),
    dst: addressText(read(wordOf('dst', family)), family),
    proto: protocolName(proto),
    sport: ports ? number('sport') : null,
    dport: ports ? number('dport') : null,
    icmpType: proto === 1n || proto === 58n ? number('icmpType') : null,
    inInterface: first ? first.place.universe.label(Number(read(interfaceWord(0, 'in')))) : null,
    outInterface: last ? last.place.universe.label(Number(read(interfaceWord(last.place.hop, 'out')))) : null,
  }
}

const MOST_PIECES = 400
const MOST_BOXES = 12

/** The headers of a set as boxes, conditions left aside. */
export function boxesOf(asked: Asked, given: PacketSet): { boxes: PassingBox[]; complete: boolean } {
  const { algebra, family } = asked
  const headers = algebra.forget(given, firstCondition)
  const boxes: PassingBox[] = []
  let complete = true
  const words: (readonly [keyof PassingBox | null, Word])[] = [
    ['inInterface', interfaceWord(0, 'in')],
    ...asked.stations.flatMap(({ place }) =>
      (['in', 'out'] as const)
        .filter((side) => place.hop > 0 || side === 'out')
        .map((side) => [null, interfaceWord(place.hop, side)] as const),
    ),
    ...FIELDS.map(
      (field) =>
        [field === 'icmpCode' || field === 'tcpFlags' ? null : field, wordOf(field, family)] as const,
    ),
  ]
  const walk = (set: PacketSet, index: number, box: PassingBox): void => {
    const entry = words[index]
    if (boxes.length >= MOST_BOXES) {
      complete = false
      return
    }
    if (!entry) {
      boxes.push(box)
      return
    }
    const [name, word] = entry
    const { pieces, whole } = piecesOf(algebra, set, word, MOST_PIECES)
    if (!whole) complete = false
    for (const [rest, ranges] of byRest(pieces))
      walk(rest, index + 1, name === null ? box : { ...box, [name]: text(asked, name, word, ranges) })
  }
  if (headers !== none)
    walk(headers, 0, {
      proto: null,
      src: null,
      dst: null,
      dport: null,
      sport: null,
      icmpType: null,
      inInterface: null,
    })
  return { boxes: distinct(boxes), complete }
}

function byRest(pieces: readonly { range: Range; rest: PacketSet }[]): Map<PacketSet, Range[]> {
  const found = new Map<PacketSet, Range[]>()
  for (const { range, rest } of pieces) found.set(rest, [...(found.get(rest) ?? []), range])
  return found
}

const distinct = (boxes: readonly PassingBox[]): PassingBox[] => [
  ...new Map(boxes.map((box) => [JSON.stringify(box), box])).values(),
]

const MOST_RANGES = 8

function text(asked: Asked, name: keyof PassingBox, word: Word, ranges: readonly Range[]): string | null {
  if (ranges.length === 1 && ranges[0]?.[0] === 0n && ranges[0][1] === topOf(word.bits)) return null
  const shown = ranges.slice(0, MOST_RANGES).map((range) => rangeName(asked, name, range))
  if (shown.includes('')) return null
  const known = [...new Set(shown)]
  return ranges.length > MOST_RANGES
    ? `${known.join(', ')} and ${ranges.length - MOST_RANGES} more`
    : known.join(', ')
}

function rangeName(asked: Asked, name: keyof PassingBox, range: Range): string {
  if (name === 'src' || name === 'dst') return wholeBut(range, asked)
  if (name === 'inInterface') return interfacesIn(asked, range)
  const [low, high] = range
  if (name === 'proto') return low === high ? protocolName(low) : `${low}-${high}`
  return low === high ? String(low) : `${low}-${high}`
}

const wholeBut = (range: Range, { family }: Asked): string =>
  range[0] === 0n && range[1] === (1n << BigInt(widthOf(family))) - 1n ? 'any' : rangeText(range, family)

function interfacesIn({ stations }: Asked, [low, high]: Range): string {
  const names: string[] = []
  for (let at = low; at <= high && at < 4096n; at += 1n) {
    const label = stations[0]?.place.universe.label(Number(at))
    // One of them is any other interface at all: then naming the rest would mislead.
    if (!label) return ''
    names.push(label)
  }
  return names.join(', ')
}
