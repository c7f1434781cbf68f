import { DomainError } from '#core/kernel'
import { FAMILY } from '../pbx-kit.ts'
import { type Control, guardedBy } from './control.ts'
import { type Before, guardCapability, planEntries, putEntries, seeEntries, takeEntries } from './guarded.ts'

/**
 * No call leaves the site any more but emergency calls and numbers of fewer than seven digits. The dial plan chooses the line
 * only after the guard, so with several lines one alone cannot be shut this way: that is refused.
 */
export const shutTrunk: Control<Before> = {
  capability: (facts) => {
    const capability = guardCapability(facts, facts.trunks.length === 1, false)
    if (facts.trunks.length === 1) return capability
    const { missing: _, ...rest } = capability
    return {
      ...rest,
      how: `Works where one line leads outside; here ${facts.trunks.length} are known. Block destinations instead.`,
    }
  },
  async plan(order, reach) {
    const { trunks } = await reach.facts()
    if (trunks.length !== 1 || trunks[0]?.name !== order.target)
      throw new DomainError(
        'control-unavailable',
        trunks.length > 1
          ? 'This PBX has several lines; the guard cannot shut one alone'
          : `The PBX has no line "${order.target}"`,
        'Block destinations or all international calls instead.',
      )
    const entries = [{ family: FAMILY.shut, key: order.target, value: '1' }]
    return {
      summary: `Shut the line ${order.target}: only emergency calls go out`,
      steps: [`database put ${FAMILY.shut} ${order.target} 1`],
      before: await planEntries(entries, reach),
    }
  },
  apply: putEntries,
  observe: async (_, before, reach) =>
    guardedBy((await reach.facts()).guard, await seeEntries(before, reach)),
  undo: (_, before, reach) => takeEntries(before, reach),
}
