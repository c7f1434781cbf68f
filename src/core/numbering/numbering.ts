import type {
  CountryDialling,
  Destination,
  Numbering,
  NumberingData,
  NumberType,
  RiskRange,
} from './model.ts'
import { numberTypes } from './model.ts'
import { type Plan, readPlan } from './plan.ts'
import { buildPrefixes, findSpelled } from './prefix-trie.ts'
import { createRiskJudge } from './risk.ts'
import { SCRATCH, spellNumber, spellString } from './spell.ts'

const UNKNOWN: Destination = Object.freeze({
  country: '',
  type: 'unknown',
  riskClass: 'ordinary',
  risk: 'low',
})
const UNALLOCATED: Destination = Object.freeze({
  country: '',
  type: 'unknown',
  riskClass: 'unallocated',
  risk: 'high',
})

/** Rows of the table and the way to them: `of[range * planRows + planRow]`; range 0 is "in no hand-written range". */
interface Rows {
  readonly list: readonly Destination[]
  readonly of: Uint16Array
}

/** Content read as far as plain arrays go: another thread opens them at once. */
export interface NumberingParts {
  /** Without the states of the plan. */
  readonly data: NumberingData
  readonly plan: Plan
}

export const numberingParts = (data: NumberingData): NumberingParts => ({
  data: { ...data, plan: { ...data.plan, states: [] } },
  plan: readPlan(data.plan),
})

/** Compiles content/numbering for look-ups. Takes tens of milliseconds; the result is shared by all sites. */
export const createNumbering = (data: NumberingData): Numbering => openNumbering(numberingParts(data))

export function openNumbering({ data, plan }: NumberingParts): Numbering {
  const prefixes = buildPrefixes(rangePrefixes(data.risk.ranges))
  const rows = compileRows(data, plan)
  const places = readPlaces(data)
  const planRows = data.plan.rows.length
  const scratch = new Uint8Array(SCRATCH)
  const walk = createWalk(plan, scratch)
  const rowOf = (count: number): number =>
    count <= 0 ? 0 : (rows.of[(findSpelled(prefixes, scratch, count) + 1) * planRows + walk(count)] as number)

  return {
    rows: rows.list.length,
    lookup: (e164) => rowOf(spellString(e164, scratch)),
    lookupNumber: (e164) => rowOf(spellNumber(e164, scratch)),
    destination: (row) => rows.list[row] ?? UNKNOWN,
    isValid(e164) {
      const count = spellString(e164, scratch)
      let state = plan.start
      for (let at = 0; at < count && state !== 0; at += 1) {
        state = plan.next[state * 10 + (scratch[at] as number)] as number
      }
      return count > 0 && plan.whole[state] !== 0
    },
    emergencyNumbers: (country) => places.emergency.get(country) ?? places.everywhere,
    callingCode: (country) => data.plan.countries[country]?.code ?? '',
    currencyOf: (country) => places.currency.get(country) ?? 'USD',
    dialling: (country): CountryDialling | undefined => data.plan.countries[country],
    shortCodes: (country) => [
      ...(data.shortCodes.callingCodes[data.plan.countries[country]?.code ?? ''] ?? []),
      ...(data.shortCodes.countries[country] ?? []),
    ],
  }
}

/** Row of the plan for the digits in the scratch: exact when they are a valid number, else the best guess of country and type. */
function createWalk(plan: Plan, scratch: Uint8Array): (count: number) => number {
  const { start, next, whole, guess } = plan
  return (count) => {
    let state = start
    let likely = 0
    for (let at = 0; at < count; at += 1) {
      state = next[state * 10 + (scratch[at] as number)] as number
      if (state === 0) return likely
      const here = guess[state] as number
      if (here !== 0) likely = here
    }
    const exact = whole[state] as number
    return exact === 0 ? likely : exact
  }
}

/** Every prefix of the ranges in digits (1NXX976 is 800 of them) with the number of its range. */
function* rangePrefixes(ranges: readonly RiskRange[]): Iterable<[string, number]> {
  for (const [index, range] of ranges.entries()) {
    for (const pattern of range.prefixes) for (const prefix of expand(pattern)) yield [prefix, index]
  }
}

function expand(pattern: string): string[] {
  const classes: Record<string, string> = { X: '0123456789', Z: '123456789', N: '23456789' }
  let found = ['']
  for (const symbol of pattern) {
    const digits = [...(classes[symbol] ?? symbol)]
    found = found.flatMap((prefix) => digits.map((digit) => prefix + digit))
  }
  return found
}

function compileRows(data: NumberingData, plan: Plan): Rows {
  const judge = createRiskJudge(data.risk)
  const list: Destination[] = [UNKNOWN, UNALLOCATED]
  const { rows, countries } = data.plan
  const { ranges } = data.risk
  const planRows = rows.map((key) => readRow(key))
  const of = new Uint16Array((ranges.length + 1) * rows.length)
  of[0] = 1
  for (let row = 1; row < rows.length; row += 1) {
    const [country, type] = planRows[row] as [string, NumberType]
    if (country !== '001' && countries[country] === undefined)
      throw new RangeError(`plan.json: country ${country}`)
    of[row] = list.push(judge(country, type)) - 1
  }
  for (const [index, range] of ranges.entries()) {
    for (const row of rowsBelow(plan, range)) {
      // A range outside every plan can only be one of the global codes.
      const [country, type] = planRows[row] ?? ['001', 'unknown']
      of[(index + 1) * rows.length + row] = list.push(judge(country || '001', type, range)) - 1
    }
  }
  return { list, of }
}

function readRow(key: string): [country: string, type: NumberType] {
  const [country = '', name = 'unknown'] = key.split(' ')
  const type = numberTypes.find((known) => known === name)
  if (type === undefined) throw new RangeError(`plan.json: number type "${name}"`)
  return [country, type]
}

/** Rows of the plan that a number in the range can have: the last guess on the way, and all that lies below. */
function rowsBelow(plan: Plan, range: RiskRange): number[] {
  const found = new Set<number>()
  const states = new Set<number>()
  for (const prefix of range.prefixes.flatMap((pattern) => expand(pattern))) {
    let state = plan.start
    let likely = 0
    for (const digit of prefix) {
      if (state !== 0) state = plan.next[state * 10 + Number(digit)] as number
      likely = plan.guess[state] || likely
    }
    found.add(likely)
    states.add(state)
  }
  for (const row of rowsReachable(plan, states)) found.add(row)
  return [...found].sort((a, b) => a - b)
}

function* rowsReachable(plan: Plan, from: Iterable<number>): Iterable<number> {
  const seen = new Set([0, ...from])
  for (const state of seen) {
    if (plan.whole[state] !== 0) yield plan.whole[state] as number
    if (plan.guess[state] !== 0) yield plan.guess[state] as number
    for (const to of plan.next.subarray(state * 10, state * 10 + 10)) seen.add(to)
  }
}

interface Places {
  readonly everywhere: readonly string[]
  readonly emergency: ReadonlyMap<string, readonly string[]>
  readonly currency: ReadonlyMap<string, string>
}

function readPlaces({ emergency, currencies }: NumberingData): Places {
  const everywhere = emergency.everywhere.split(' ')
  const numbers = Object.entries(emergency.countries).map(
    ([country, own]) => [country, Object.freeze([...new Set([...own.split(' '), ...everywhere])])] as const,
  )
  const money = Object.entries(currencies).flatMap(([currency, countries]) =>
    countries.map((country) => [country, currency] as const),
  )
  return { everywhere, emergency: new Map(numbers), currency: new Map(money) }
}
