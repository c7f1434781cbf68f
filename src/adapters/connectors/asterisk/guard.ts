import { DomainError } from '#core/kernel'
import { type Edit, editConfig, readConfig } from './config-files.ts'
import type { Facts } from './facts.ts'
import type { Hand } from './hand.ts'
import { insideEdits, insideOut } from './inside.ts'
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
  // What a run that was broken off has left there is no use.
  const there = await readConfig(hand, dialPlan)
  const left = new Set(there.map(({ name }) => name))
  const section = (name: string, lines: readonly string[]): Edit[] => [
    ...(left.has(name) ? [{ action: 'DelCat', category: name } as const] : []),
    { action: 'NewCat', category: name },
    ...lines.map(
      (line): Edit => ({ action: 'Append', category: name, variable: 'exten', value: `>${line}` }),
    ),
  ]
  const guard = guardLines(emergency).map((line) => (line.startsWith('s,1') ? line : `s,${line}`))
  const edits = facts.guardText ? [] : section(GUARD, guard)
  if (generated) edits.push(...insideEdits(there, facts))
  for (const context of generated ? [] : contexts)
    if (!facts.doors.has(doorOf(context))) edits.push(...section(doorOf(context), doorLines(context)))
  await hand.dbPut(FAMILY.house, 'guard', 'put in by Ringfence')
  await editConfig(hand, dialPlan, 'pbx_config.so', edits, true)
  if (generated) return
  const inside = await insideByFile(hand)
  const phones = facts.phones.filter(({ name, context }) => !inside.has(`${name} ${doorOf(context)}`))
  await editConfig(hand, 'pjsip.conf', 'res_pjsip.so', phoneEdits({ phones }, 'Append'))
}

/** Takes out what `installGuard` put in, once no control needs it. Pasted kits stay. */
export async function removeGuard(hand: Hand, facts: Facts): Promise<void> {
  if (!facts.mayConfigure || (await hand.dbGet(FAMILY.house, 'guard')) === null) return
  const { dialPlan, generated } = facts.layout
  const inside = facts.phones.filter((phone) => isDoor(phone.context))
  if (!generated)
    await editConfig(hand, 'pjsip.conf', 'res_pjsip.so', phoneEdits({ phones: inside }, 'Delete'))
  // By the file, not by what is loaded: a run that was broken off may have written without letting the PBX read.
  const sections = await readConfig(hand, dialPlan)
  const ours = sections.filter(({ name }) => isDoor(name))
  const edits = [
    ...(generated ? insideOut(sections, facts) : []),
    ...ours.map(({ name }): Edit => ({ action: 'DelCat', category: name })),
  ]
  await editConfig(hand, dialPlan, 'pbx_config.so', edits, true)
  await hand.dbDel(FAMILY.house, 'guard')
}

/** "name context" of each phone, as the file has it: what is known of the PBX may be a moment old. */
async function insideByFile(hand: Hand): Promise<ReadonlySet<string>> {
  const sections = await readConfig(hand, 'pjsip.conf')
  return new Set(
    sections.flatMap(({ name, lines }) =>
      lines.flatMap(([key, value]) => (key.trim() === 'context' ? `${name} ${value.trim()}` : [])),
    ),
  )
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
