import type { Match } from '../../model.ts'
import { isObject, type Json } from '../json.ts'
import { allOf, anyOf, negated, no, unknown } from '../matches.ts'
import { type Subject, subject } from './subjects.ts'
import { rangeOf } from './values.ts'

/** Sets and maps of the table, by name. */
export interface Named {
  elements(name: string): readonly Json[] | null
}

/** left op right. */
export function compare(left: Json, op: string, right: Json, named: Named): Match {
  // Equal and not equal are one condition and its opposite.
  const sign = op === '==' || op === '!=' || typeof right !== 'object' ? op.replace(/^(?:==|!=|in)$/, '') : op
  const whole = `${JSON.stringify(left)} ${sign} ${JSON.stringify(right)}`
  const parts = isObject(left) && Array.isArray(left['concat']) ? left['concat'] : null
  const subjects = (parts ?? [left]).map(subject)
  if (subjects.some((each) => each === null)) return negated(unknown(readable(whole)), op === '!=')
  const known = subjects as readonly Subject[]
  const needs = allOf(...known.map((each) => each.needs))
  const one = known[0] as Subject
  const [first] = parts ?? [left]
  const found = parts
    ? valuesOf(right, named, whole, (value) => tuple(known, value))
    : listed(one, first as Json, op, right, named, whole)
  return allOf(needs, negated(found, op === '!='))
}

function listed(one: Subject, left: Json, op: string, right: Json, named: Named, whole: string): Match {
  if (['<', '>', '<=', '>='].includes(op)) return ordered(one, op, right, whole)
  // "tcp flags syn" asks whether the bit is set; "ct state a,b" whether it is one of them.
  if ((op === 'in' || op === '') && isFlags(left)) {
    const range = rangeOf(right, 'flags')
    return range ? anyBit(range[0]) : unknown(readable(whole))
  }
  if (Array.isArray(right) && !isFlags(left)) return anyOf(...right.map((value: Json) => one.is(value)))
  if (isObject(right) && Array.isArray(right['|']) && !isFlags(left))
    return anyOf(...right['|'].map((value) => one.is(value)))
  return valuesOf(right, named, whole, (value) => one.is(value))
}

const isFlags = (left: Json): boolean =>
  isObject(left) &&
  isObject(left['payload']) &&
  left['payload']['protocol'] === 'tcp' &&
  left['payload']['field'] === 'flags'

const anyBit = (mask: bigint): Match => no({ kind: 'bits', field: 'tcpFlags', mask, value: 0n })

/** Compares by trying: only numbers are ordered. */
function ordered(one: Subject, op: string, right: Json, whole: string): Match {
  const at = one.is(right)
  if (at.kind !== 'in') return unknown(readable(whole))
  const [low, high] = at.ranges[0] ?? [0n, 0n]
  const top = 1n << 128n
  const ranges = { '<': [0n, low - 1n], '<=': [0n, high], '>': [high + 1n, top], '>=': [low, top] } as const
  return { ...at, ranges: [ranges[op as keyof typeof ranges]] }
}

function valuesOf(right: Json, named: Named, whole: string, is: (value: Json) => Match): Match {
  if (typeof right === 'string' && right.startsWith('@')) {
    const elements = named.elements(right.slice(1))
    return elements
      ? gathered(elements.map(is))
      : unknown(`${readable(whole)}, a set whose content is not given`)
  }
  if (isObject(right) && Array.isArray(right['set'])) return gathered(right['set'].map(is))
  return is(right)
}

/** Ranges of one field are one match together. */
function gathered(matches: readonly Match[]): Match {
  const [first] = matches
  if (first?.kind !== 'in' || !matches.every((each) => each.kind === 'in' && each.field === first.field))
    return { kind: 'any', of: matches }
  return { ...first, ranges: matches.flatMap((each) => (each.kind === 'in' ? each.ranges : [])) }
}

function tuple(subjects: readonly Subject[], value: Json): Match {
  const inner = isObject(value) && isObject(value['elem']) ? (value['elem']['val'] ?? null) : value
  const values = isObject(inner) ? inner['concat'] : null
  if (!Array.isArray(values) || values.length !== subjects.length)
    return unknown(`an element ${JSON.stringify(value)}`)
  return allOf(...subjects.map((each, index) => each.is(values[index] as Json)))
}

const readable = (text: string): string =>
  text
    .replace(/[{}"[\]]/g, '')
    .replace(/[:,]/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 160)
