import { DomainError } from '#core/kernel'
import type { Capability, Observed, Order } from '#core/response'
import type { Facts } from '../facts.ts'
import { NOBODY } from '../hand.ts'
import { keyOf, kitText, lengthsOf, TABLE } from '../kamailio-kit.ts'
import type { Probe } from '../probe.ts'
import type { Control, Reach } from './control.ts'
import { type Before, type Entry, planEntries, putEntries, seeEntries, takeEntries } from './entries.ts'

/** Where the text has been pasted and nothing calls it. */
const UNCALLED =
  'kamailio.cfg, in request_route, for new requests of phones, before authentication:\n  route(RINGFENCE);'

export function guardCapability(facts: Facts): Omit<Capability, 'control'> {
  const how = facts.guard
    ? 'htable entry, asked by route[RINGFENCE] for every new call and registration'
    : 'htable entry and route[RINGFENCE] in kamailio.cfg'
  const missing = facts.guardText
    ? UNCALLED
    : kitText({ modules: facts.modules, guard: true, events: false, emergency: ['911', '112'], evapi: '' })
  return {
    available: facts.guard,
    how,
    ...(facts.guard ? {} : { missing }),
    undoable: true,
    // Tables are in memory; the reconciler fills them again.
    survivesRestart: false,
    keepsEmergency: true,
  }
}

interface Recipe {
  readonly summary: (order: Order) => string
  readonly entries: (order: Order) => readonly Entry[]
  /** Questions that the guard must refuse while it is in force. */
  readonly refused: (order: Order) => readonly Probe[]
}

/** A control that is entries in the guard's tables. It is read back, and the guard itself is asked. */
function guarded({ summary, entries, refused }: Recipe): Control<Before> {
  return {
    capability: guardCapability,
    async plan(order, reach) {
      const list = entries(order)
      return {
        summary: summary(order),
        steps: list.map(({ table, key, value }) => `htable.seti ${table} ${key} ${value}`),
        before: await planEntries(list, reach),
      }
    },
    apply: putEntries,
    async observe(order, before, reach) {
      const seen = await seeEntries(order, before, reach)
      return seen === 'in-force' ? asked(order, refused(order), reach) : seen
    },
    undo: (_, before, reach) => takeEntries(before, reach),
  }
}

/** What is refused must be refused, and an emergency call from the same phone must pass. Silence proves nothing. */
async function asked(order: Order, questions: readonly Probe[], { hand, facts }: Reach): Promise<Observed> {
  const { socket, guard } = await facts()
  if (!guard) return 'partly'
  const verdicts = await Promise.all(questions.map((question) => hand.ask(socket, question)))
  const number = order.emergency[0]
  const emergency =
    number === undefined
      ? 'passed'
      : await hand.ask(socket, { from: questions[0]?.from ?? NOBODY, to: number })
  return verdicts.includes('passed') || emergency === 'refused' ? 'partly' : 'in-force'
}

/** A number outside that is no emergency number anywhere. */
const OUTSIDE = '00999999999999'

/** Refuses calls and new registrations. The secret stays: with it, the phone still proves who it is for an emergency call. */
export const barAccount = guarded({
  summary: ({ target }) => `Bar ${target}: its calls and new registrations are refused, emergency calls pass`,
  entries: ({ target }) => [{ table: TABLE.bar, key: target, value: 1 }],
  refused: ({ target }) => [{ from: target, to: OUTSIDE }],
})

/** Refuses what is dialled behind prefixes: block-destination and block-international. */
export const blockDialled = guarded({
  summary: ({ target }) => (target === '' ? 'Refuse all international calls' : `Refuse calls to ${target}`),
  entries({ dial }) {
    const { refuse, pass } = dial ?? { refuse: [], pass: [] }
    const entry =
      (table: string) =>
      ({ prefix, min, max }: { prefix: string; min: number; max: number }): Entry => ({
        table,
        key: keyOf(prefix),
        value: lengthsOf(min, max),
      })
    return [...pass.map(entry(TABLE.pass)), ...refuse.map(entry(TABLE.refuse))]
  },
  refused: ({ dial, emergency }) => exampleOf(dial?.refuse ?? [], emergency),
})

/** A number that one of the rules refuses, of a usual length, and no shorter prefix of which is meant otherwise. */
function exampleOf(
  rules: readonly { readonly prefix: string; readonly min: number; readonly max: number }[],
  emergency: readonly string[],
): readonly Probe[] {
  const rule = [...rules].sort((a, b) => b.prefix.length - a.prefix.length)[0]
  if (!rule) return []
  const digits = Math.min(rule.max, Math.max(rule.min, 13))
  const to = rule.prefix + '9'.repeat(Math.max(0, digits - rule.prefix.replace(/\D/g, '').length))
  return emergency.includes(to) ? [] : [{ from: NOBODY, to }]
}

/**
 * No call leaves any more but emergency calls and numbers of fewer than seven digits. The guard comes before the routing, so with
 * several lines one alone cannot be shut this way: that is refused.
 */
export const shutTrunk: Control<Before> = (() => {
  const shut = guarded({
    summary: ({ target }) => `Shut the line ${target}: only emergency calls go out`,
    entries: () => [{ table: TABLE.shut, key: 'all', value: 1 }],
    refused: () => [{ from: NOBODY, to: OUTSIDE }],
  })
  return {
    ...shut,
    capability(facts) {
      const capability = guardCapability(facts)
      if (facts.lines.length === 1) return capability
      const { missing: _, ...rest } = capability
      const how = `Works where module permissions knows one line; here it knows ${facts.lines.length}. Block destinations instead.`
      return { ...rest, available: false, how }
    },
    async plan(order, reach) {
      const { lines } = await reach.facts()
      if (lines.length === 1 && lines[0]?.name === order.target) return shut.plan(order, reach)
      throw new DomainError(
        'control-unavailable',
        `Kamailio has no line "${order.target}" that could be shut alone`,
        'Block destinations or all international calls instead.',
      )
    },
  }
})()
