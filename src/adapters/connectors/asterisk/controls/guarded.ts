import type { Order } from '#core/response'
import type { Facts } from '../facts.ts'
import { installGuard, removeGuard } from '../guard.ts'
import { insideKit } from '../inside.ts'
import { FAMILY, keyOf, kitText, lengthsOf } from '../pbx-kit.ts'
import { type Control, guardedBy, type Reach } from './control.ts'

/** One entry of the PBX's database that the guard in the dial plan asks. */
interface Entry {
  readonly family: string
  readonly key: string
  readonly value: string
}

/** Entries that stood there before, with the value they had. */
export type Before = readonly (Entry & { readonly had: string | null })[]

const canGuard = (facts: Facts): boolean =>
  facts.mayAct && (facts.guard || (facts.mayConfigure && numbered(facts).length === 0))

/** Contexts whose own numbers the PBX takes before it asks the guard inside. */
const numbered = ({ entrances }: Facts): string[] =>
  entrances.flatMap(({ name, ownNumbers }) => (ownNumbers ? [name] : []))

function howOf(facts: Facts): string {
  if (facts.guard) return 'AstDB entry, asked by the guard in the dial plan'
  const own = numbered(facts)
  if (own.length > 0) return `Phones enter by ${own.join(', ')}, where numbers of its own pass the guard by`
  const files = facts.layout.generated ? facts.layout.dialPlan : 'extensions.conf and pjsip.conf'
  return `AstDB entry; the guard is put into ${files} first`
}

export const guardCapability = (facts: Facts, also: boolean, sorcery: boolean) => ({
  available: canGuard(facts) && also,
  how: howOf(facts),
  ...(canGuard(facts) && also
    ? {}
    : {
        missing: kitText({
          user: !facts.mayAct,
          sorcery,
          guard: !facts.guard,
          contexts: [...new Set(facts.phones.map((phone) => phone.context))],
          emergency: ['911', '112'],
          address: '127.0.0.1',
          ...insideKit(facts),
        }),
      }),
  undoable: true,
  survivesRestart: true,
  keepsEmergency: true,
})

export async function planEntries(entries: readonly Entry[], { hand }: Reach): Promise<Before> {
  return Promise.all(
    entries.map(async (entry) => ({ ...entry, had: await hand.dbGet(entry.family, entry.key) })),
  )
}

export async function putEntries(order: Order, before: Before, reach: Reach): Promise<void> {
  const { hand } = reach
  // First what must pass, then the guard that lets it pass, then what is refused.
  for (const number of order.emergency) await hand.dbPut(FAMILY.emergency, number, '1')
  await installGuard(hand, await reach.facts(), order.emergency)
  for (const { family, key, value } of before) await hand.dbPut(family, key, value)
}

export const seeEntries = async (before: Before, { hand }: Reach): Promise<boolean[]> =>
  Promise.all(before.map(async ({ family, key, value }) => (await hand.dbGet(family, key)) === value))

export async function takeEntries(before: Before, reach: Reach): Promise<void> {
  const { hand } = reach
  for (const { family, key, had } of before)
    if (had === null) await hand.dbDel(family, key)
    else await hand.dbPut(family, key, had)
  const families = [FAMILY.bar, FAMILY.refuse, FAMILY.pass, FAMILY.shut]
  const left = await Promise.all(families.map((family) => hand.dbTree(family)))
  if (left.some((tree) => tree.size > 0)) return
  await removeGuard(hand, await reach.facts())
  for (const number of (await hand.dbTree(FAMILY.emergency)).keys())
    await hand.dbDel(FAMILY.emergency, number)
}

/** Refuses what is dialled behind prefixes: block-destination and block-international. */
export const blockDialled: Control<Before> = {
  capability: (facts) => guardCapability(facts, true, false),
  async plan(order, reach) {
    const { refuse, pass } = order.dial ?? { refuse: [], pass: [] }
    const entries = [
      ...pass.map(({ prefix, min, max }) => ({
        family: FAMILY.pass,
        key: keyOf(prefix),
        value: lengthsOf(min, max),
      })),
      ...refuse.map(({ prefix, min, max }) => ({
        family: FAMILY.refuse,
        key: keyOf(prefix),
        value: lengthsOf(min, max),
      })),
    ]
    return {
      summary: order.target === '' ? 'Refuse all international calls' : `Refuse calls to ${order.target}`,
      steps: entries.map(({ family, key, value }) => `database put ${family} ${key} ${value}`),
      before: await planEntries(entries, reach),
    }
  },
  apply: putEntries,
  observe: async (_, before, reach) =>
    guardedBy((await reach.facts()).guard, await seeEntries(before, reach)),
  undo: (_, before, reach) => takeEntries(before, reach),
}
