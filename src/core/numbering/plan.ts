import type { NumberingData } from './model.ts'

/**
 * The world's numbering plans as one minimal automaton over E.164 digits. State 0 is "no such number".
 * A trie would repeat the same subtree for every area code; shared states keep the whole world in the processor's cache.
 */
export interface Plan {
  readonly start: number
  /** Ten next states a state. */
  readonly next: Uint16Array
  /** Row of a number that ends in the state, 0 when it would not be valid. */
  readonly whole: Uint16Array
  /** Row of an unfinished or invalid number whose digits came this far, 0 when its last guess stands. */
  readonly guess: Uint16Array
}

/** Reads the states of plan.json. Throws a RangeError when they are not what the generator writes. */
export function readPlan(plan: NumberingData['plan']): Plan {
  const count = plan.states.length
  if (count > 0xffff || plan.start >= count) throw new RangeError('plan.json holds no usable automaton')
  const next = new Uint16Array(count * 10)
  const whole = new Uint16Array(count)
  const guess = new Uint16Array(count)
  plan.states.forEach((text, state) => {
    const [ends, likely, ...moves] = text.split(' ')
    whole[state] = within(ends, plan.rows.length)
    guess[state] = within(likely, plan.rows.length)
    for (const move of moves) {
      const [digits = '', to] = move.split('>')
      const target = within(to, count)
      for (const digit of digits) next[state * 10 + within(digit, 10)] = target
    }
  })
  return { start: plan.start, next, whole, guess }
}

function within(text: string | undefined, limit: number): number {
  const value = Number(text ?? Number.NaN)
  if (!Number.isInteger(value) || value < 0 || value >= limit) throw new RangeError(`plan.json: "${text}"`)
  return value
}
