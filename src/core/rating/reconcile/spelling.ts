import type { BilledCall, InvoiceLine } from './model.ts'
import { eachPair, type Pairing } from './pairing.ts'
import { sameNumber } from './same-number.ts'

/** A way of writing that at least half of the lines share is the carrier's habit, no rewriting. */
const half = 0.5
const few = 3
/** An account shows the number it usually shows when nine of ten lines do, and there are enough to say so. */
const usually = 0.9
const enough = 5

/** Says whether a line's numbers are those of its call as this carrier writes them. */
export function spellingOf(pairs: Pairing): (line: InvoiceLine, call: BilledCall) => boolean {
  const called = habitsOf(pairs)
  const shown = callersOf(pairs)
  return (line, call) => called(line, call) && shown(line, call)
}

/** What was taken off the front of a number and put there instead: "49|0" where +4930… is billed as 030…. */
function respelt(written: string, number: string): string | null {
  if (written === number) return ''
  if (!sameNumber(written, number)) return null
  let common = 0
  while (
    common < Math.min(written.length, number.length) &&
    written.at(-1 - common) === number.at(-1 - common)
  )
    common++
  return `${number.slice(0, number.length - common)}|${written.slice(0, written.length - common)}`
}

function habitsOf(pairs: Pairing): (line: InvoiceLine, call: BilledCall) => boolean {
  const counts = new Map<string, number>()
  let [all, odd] = [0, 0]
  eachPair(pairs, (line, call) => {
    all++
    const how = respelt(line.to, call.to)
    if (!how) return
    odd++
    counts.set(how, (counts.get(how) ?? 0) + 1)
  })
  const could = beginning(
    [...counts.keys()].map((how) => how.split('|')[0] ?? ''),
    pairs,
  )
  const habits = new Set<string>()
  for (const [how, count] of counts) {
    const chances = could.get(how.split('|')[0] ?? '') ?? 0
    // Too few numbers of this kind to have a habit: does the carrier spell its numbers so at all?
    const isHabit = chances >= few ? count >= chances * half : odd >= all * half
    if (isHabit) habits.add(how)
  }
  return (line, call) => {
    const how = respelt(line.to, call.to)
    return how === '' || (how !== null && habits.has(how))
  }
}

/** How many of the calls' numbers begin with each of these. */
function beginning(prefixes: readonly string[], pairs: Pairing): Map<string, number> {
  const counts = new Map(prefixes.map((prefix) => [prefix, 0]))
  const lengths = [...new Set(prefixes.map((prefix) => prefix.length))]
  eachPair(pairs, (_, { to }) => {
    for (const length of lengths) {
      const prefix = to.slice(0, length)
      const count = counts.get(prefix)
      if (count !== undefined) counts.set(prefix, count + 1)
    }
  })
  return counts
}

/** The caller's number: as the call has it, or else the one the account's lines usually show. */
function callersOf(pairs: Pairing): (line: InvoiceLine, call: BilledCall) => boolean {
  let known = 0
  let same = 0
  const byAccount = new Map<string, Map<string, number>>()
  eachPair(pairs, (line, call) => {
    if (line.from === '') return
    if (call.from !== '') {
      known++
      if (sameNumber(line.from, call.from)) same++
    }
    const shown = byAccount.get(call.account) ?? new Map<string, number>()
    shown.set(line.from, (shown.get(line.from) ?? 0) + 1)
    byAccount.set(call.account, shown)
  })
  const usual = new Map([...byAccount].map(([account, shown]) => [account, mostly(shown)]))
  // A carrier that shows its own choice of number says nothing about the call.
  const comparable = known > 0 && same >= known * half
  return (line, call) => {
    if (line.from === '') return true
    if (comparable && call.from !== '') return sameNumber(line.from, call.from)
    const number = usual.get(call.account) ?? null
    return number === null || sameNumber(line.from, number)
  }
}

function mostly(shown: ReadonlyMap<string, number>): string | null {
  let total = 0
  let top: [string, number] = ['', 0]
  for (const entry of shown) {
    total += entry[1]
    if (entry[1] > top[1]) top = entry
  }
  return total >= enough && top[1] >= total * usually ? top[0] : null
}
