import type { Observed, Order } from '#core/response'
import type { Entries, Hand } from '../hand.ts'
import { TABLE } from '../kamailio-kit.ts'
import { type Reach, secondsOf } from './control.ts'

/** One entry of a table that the guard asks, and what stood there before. */
export interface Entry {
  readonly table: string
  readonly key: string
  readonly value: number
}
export type Before = readonly (Entry & { readonly had: number | null })[]

/** Tables with entries that refuse something; emergency numbers are needed while one is left. */
const REFUSING: readonly string[] = [TABLE.bar, TABLE.refuse, TABLE.shut, TABLE.ip]

async function tablesOf(names: Iterable<string>, hand: Hand): Promise<ReadonlyMap<string, Entries>> {
  const distinct = [...new Set(names)]
  return new Map(await Promise.all(distinct.map(async (name) => [name, await hand.table(name)] as const)))
}

const valueIn = (
  seen: ReadonlyMap<string, Entries>,
  { table, key }: Pick<Entry, 'table' | 'key'>,
): number | null => {
  const value = seen.get(table)?.get(key)
  return value === undefined ? null : Number(value)
}

export async function planEntries(entries: readonly Entry[], { hand }: Reach): Promise<Before> {
  const seen = await tablesOf(
    entries.map(({ table }) => table),
    hand,
  )
  return entries.map((entry) => ({ ...entry, had: valueIn(seen, entry) }))
}

/** First what must pass, then what is refused: emergency numbers, prefixes that pass, and the rest. */
export async function putEntries(order: Order, before: Before, { hand, now }: Reach): Promise<void> {
  const there = order.emergency.length === 0 ? new Map() : await hand.table(TABLE.emergency)
  const missing = order.emergency.filter((number) => !there.has(number))
  await Promise.all(missing.map((number) => hand.put(TABLE.emergency, number, 1, null)))
  const seconds = secondsOf(order, now())
  const put = (some: Before): Promise<unknown> =>
    Promise.all(some.map(({ table, key, value }) => hand.put(table, key, value, seconds)))
  await put(before.filter(({ table }) => table === TABLE.pass))
  await put(before.filter(({ table }) => table !== TABLE.pass))
}

/** What the tables say, emergency numbers included. */
export async function seeEntries(order: Order, before: Before, { hand }: Reach): Promise<Observed> {
  const exemptions = order.emergency.length === 0 ? [] : [TABLE.emergency]
  const seen = await tablesOf([...before.map(({ table }) => table), ...exemptions], hand)
  const parts = before.map((entry) => valueIn(seen, entry) === entry.value)
  const exempt = order.emergency.every((number) => seen.get(TABLE.emergency)?.has(number))
  if (parts.every(Boolean)) return exempt ? 'in-force' : 'partly'
  return parts.some(Boolean) ? 'partly' : 'absent'
}

export async function takeEntries(before: Before, { hand }: Reach): Promise<void> {
  await Promise.all(
    before.map(({ table, key, had }) =>
      had === null ? hand.remove(table, key) : hand.put(table, key, had, null),
    ),
  )
  if (!before.some(({ table }) => REFUSING.includes(table))) return
  const left = await Promise.all(REFUSING.map((name) => hand.table(name)))
  if (left.some((table) => table.size > 0)) return
  const numbers = await hand.table(TABLE.emergency)
  await Promise.all([...numbers.keys()].map((number) => hand.remove(TABLE.emergency, number)))
}
