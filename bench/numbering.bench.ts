import { readFile } from 'node:fs/promises'
import { parsePhoneNumber as awesome } from 'awesome-phonenumber'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { parse } from 'yaml'
import { SiteSettings } from '#core/kernel'
import { createDialPlan, createNumbering, createPrefixTrie, NumberingData } from '#core/numbering'
import type { BenchRow } from './model.ts'

/** Country codes with a usual length of the rest; the digits in between come from a small generator with a fixed seed. */
const SHAPES: readonly (readonly [prefix: string, rest: number])[] = [
  ['1202', 7],
  ['1876', 7],
  ['4420', 8],
  ['4477', 8],
  ['4930', 8],
  ['49151', 8],
  ['336', 8],
  ['3712', 7],
  ['25261', 7],
  ['5353', 6],
  ['8816', 9],
  ['88213', 8],
  ['9715', 8],
  ['812', 8],
  ['5511', 9],
  ['7495', 7],
  ['86138', 8],
  ['2207', 6],
  ['999', 9],
] // prettier-ignore

function numbers(count: number): string[] {
  let seed = 12_345
  const digit = (): string => {
    seed = (seed * 48_271) % 2_147_483_647
    return String(seed % 10)
  }
  return Array.from({ length: count }, (_, index) => {
    const [prefix, rest] = SHAPES[index % SHAPES.length] ?? ['1202', 7]
    return prefix + Array.from({ length: rest }, digit).join('')
  })
}

/** From the root of the repository, where benches run. */
async function readContent(): Promise<NumberingData> {
  const read = async (file: string): Promise<unknown> => {
    const text = await readFile(`content/numbering/${file}`, 'utf8')
    return file.endsWith('.json') ? JSON.parse(text) : parse(text)
  }
  return NumberingData.parse({
    plan: await read('plan.json'),
    risk: await read('risk.yaml'),
    emergency: await read('emergency.yaml'),
    shortCodes: await read('short-codes.yaml'),
    currencies: await read('currencies.yaml'),
  })
}

/** Calls a second, the best of three passes; the sum keeps the work from being optimised away. */
function rate<T>(inputs: readonly T[], work: (input: T) => number): number {
  let best = 0
  let sum = 0
  for (let pass = 0; pass < 3; pass += 1) {
    const from = process.hrtime.bigint()
    for (const input of inputs) sum += work(input)
    const seconds = Number(process.hrtime.bigint() - from) / 1e9
    best = Math.max(best, inputs.length / seconds)
  }
  if (Number.isNaN(sum)) throw new Error('the work yields no numbers')
  return best
}

const google = (digits: string): number => {
  const parsed = parsePhoneNumberFromString(`+${digits}`)
  return parsed === undefined
    ? 0
    : Number(parsed.isValid()) + (parsed.getType()?.length ?? 0) + (parsed.country?.length ?? 0)
}
const awe = (digits: string): number => {
  const parsed = awesome(`+${digits}`)
  return Number(parsed.valid) + (parsed.regionCode?.length ?? 0) + (parsed.type?.length ?? 0)
}

/** Number look-ups, dial plan and prefix trie, beside the two JavaScript ports of libphonenumber. */
export const run = async (): Promise<BenchRow[]> => {
  const numbering = createNumbering(await readContent())
  const plan = createDialPlan(SiteSettings.parse({}), numbering)
  const many = numbers(500_000)
  const few = many.slice(0, 20_000)
  const values = many.map(Number)
  const dialled = Array.from({ length: many.length }, (_, index) => `9011${few[index % 5_000]}`)
  const fresh = few.map((digits) => `9011${digits}`)
  const deck = createPrefixTrie(
    numbers(100_000).map((digits, index) => [digits.slice(0, 4 + (index % 6)), index]),
  )

  const lookup = rate(many, (digits) => numbering.lookup(digits))
  const lookupNumber = rate(values, (digits) => numbering.lookupNumber(digits))
  const known = rate(dialled, (text) => plan.resolve(text).destination)
  const unknown = rate([fresh], (texts) => {
    const cold = createDialPlan(SiteSettings.parse({}), numbering)
    return texts.reduce((sum, text) => sum + cold.resolve(text).destination, 0)
  })
  const trie = rate(values, (digits) => deck.findNumber(digits))
  const libphonenumber = rate(few, google)
  const awesomePhonenumber = rate(few, awe)

  const row = (what: string, ours: number, peer: string | null, theirs: number | null): BenchRow => {
    return {
      area: 'numbering',
      what,
      ours: Math.round(ours),
      peer,
      theirs: theirs && Math.round(theirs),
      unit: 'per second',
      higherIsBetter: true,
    }
  }
  return [
    row('country, type and validity of digits in a string', lookup, 'libphonenumber-js/max', libphonenumber),
    row(
      'country, type and risk of digits in a number',
      lookupNumber,
      'awesome-phonenumber',
      awesomePhonenumber,
    ),
    row('dial plan, 5,000 different numbers', known, 'libphonenumber-js/max', libphonenumber),
    row('dial plan, never seen before', unknown * fresh.length, 'libphonenumber-js/max', libphonenumber),
    row('longest prefix in a deck of 100,000', trie, null, null),
  ]
}
