import { DomainError } from '#core/kernel'
import { type Edit, editConfig } from './config-files.ts'
import type { Facts } from './facts.ts'
import type { Hand } from './hand.ts'
import { insideEdits, takeOutInside } from './inside.ts'
import { doorLines, doorOf, FAMILY, GUARD, guardLines, isDoor } from './pbx-kit.ts'

/** Puts guard and doors into extensions.conf and pjsip.conf. Nothing is changed where they stand already. */
export async function installGuard(hand: Hand, facts: Facts, emergency: readonly string[]): Promise<void> {
  if (facts.guard) return
  if (!facts.mayConfigure)
    throw new DomainError(
      'control-unavailable',
      'The dial plan of this PBX has no guard, and the manager user may not change its configuration',
      'Paste the lines that "ringfence connect asterisk … --check" prints.',
    )
  const { dialPlan, generated } = facts.layout
  const contexts = [...new Set(facts.phones.map((phone) => phone.context))].filter((c) => !isDoor(c))
  const section = (name: string, lines: readonly string[]): Edit[] => [
    { action: 'NewCat', category: name },
    ...lines.map(
      (line): Edit => ({ action: 'Append', category: name, variable: 'exten', value: `>${line}` }),
    ),
  ]
  const guard = guardLines(emergency).map((line) => (line.startsWith('s,1') ? line : `s,${line}`))
  const edits = facts.guardText ? [] : section(GUARD, guard)
  if (generated) edits.push(...(await insideEdits(hand, facts)))
  for (const context of generated ? [] : contexts)
    if (!facts.doors.has(doorOf(context))) edits.push(...section(doorOf(context), doorLines(context)))
  await hand.dbPut(FAMILY.house, 'guard', 'put in by Ringfence')
  await editConfig(hand, dialPlan, 'pbx_config.so', edits)
  if (!generated) await editConfig(hand, 'pjsip.conf', 'res_pjsip.so', phoneEdits(facts, 'Append'))
}

/** Takes out what `installGuard` put in, once no control needs it. Pasted kits stay. */
export async function removeGuard(hand: Hand, facts: Facts): Promise<void> {
  if (!facts.mayConfigure || (await hand.dbGet(FAMILY.house, 'guard')) === null) return
  const { dialPlan, generated } = facts.layout
  const inside = facts.phones.filter((phone) => isDoor(phone.context))
  if (generated) await takeOutInside(hand, facts)
  else await editConfig(hand, 'pjsip.conf', 'res_pjsip.so', phoneEdits({ phones: inside }, 'Delete'))
  await editConfig(
    hand,
    dialPlan,
    'pbx_config.so',
    [...(generated ? [] : facts.doors), ...(facts.guardText ? [GUARD] : [])].map(
      (category): Edit => ({ action: 'DelCat', category }),
    ),
  )
  await hand.dbDel(FAMILY.house, 'guard')
}

const phoneEdits = ({ phones }: Pick<Facts, 'phones'>, action: 'Append' | 'Delete'): Edit[] =>
  phones
    .filter((phone) => isDoor(phone.context) === (action === 'Delete'))
    .map((phone) => {
      const value = action === 'Append' ? doorOf(phone.context) : phone.context
      return {
        action,
        category: phone.name,
        type: 'endpoint',
        variable: 'context',
        ...(action === 'Append' ? { value } : { match: value }),
      }
    })
