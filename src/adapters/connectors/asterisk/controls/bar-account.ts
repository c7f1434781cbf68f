import { DomainError } from '#core/kernel'
import { type Edit, editConfig, readConfig } from '../config-files.ts'
import type { Facts } from '../facts.ts'
import { FAMILY } from '../pbx-kit.ts'
import { type Control, guardedBy, type Reach } from './control.ts'
import {
  type Before as Entries,
  guardCapability,
  planEntries,
  putEntries,
  seeEntries,
  takeEntries,
} from './guarded.ts'

interface Before {
  readonly entries: Entries
  /** Where no database stands before the file: sections of pjsip.conf that get a line. */
  readonly files: readonly string[]
}

const NO_CONTACTS = '0'

/**
 * The guard refuses the account's calls, and its address-of-record takes no contacts. The secret stays: with it, the phone
 * still proves who it is for an emergency call.
 */
export const barAccount: Control<Before> = {
  capability: (facts) =>
    guardCapability(facts, facts.shadow.aor !== '' || facts.mayChangeSections, facts.shadow.aor === ''),
  async plan(order, reach) {
    const facts = await reach.facts()
    const phone = facts.phones.find(({ name }) => name === order.target)
    if (!phone) throw accountUnknown(order.target)
    const shadow = facts.shadow.aor
    const barred = { family: FAMILY.bar, key: phone.name, value: '1' }
    const shadows =
      shadow === '' ? [] : await Promise.all(phone.aors.map((aor) => shadowEntry(shadow, aor, reach)))
    const entries = await planEntries([barred, ...shadows], reach)
    const files: string[] = []
    // What takes no contacts already is left to whoever wrote that.
    for (const aor of shadow === '' ? phone.aors : []) if (!(await takesNone(aor, reach))) files.push(aor)
    return {
      summary: `Bar ${phone.name}: its calls and new registrations are refused, emergency calls pass`,
      steps: [
        ...entries.map(({ family, key, value }) => `database put ${family} ${key} ${value}`),
        ...files.map((aor) => `pjsip.conf [${aor}] type=aor: max_contacts=${NO_CONTACTS}`),
      ],
      before: { entries, files },
    }
  },
  async apply(order, before, reach) {
    await putEntries(order, before.entries, reach)
    const open: string[] = []
    for (const aor of before.files) if (!(await takesNone(aor, reach))) open.push(aor)
    await editConfig(
      reach.hand,
      'pjsip.conf',
      'res_pjsip.so',
      open.map((aor) => limit(aor, 'Append')),
    )
  },
  async observe(_, before, reach) {
    const facts = await reach.facts()
    const files = await Promise.all(before.files.map((aor) => takesNone(aor, reach)))
    return guardedBy(facts.guard, [...(await seeEntries(before.entries, reach)), ...files])
  },
  async undo(_, before, reach) {
    const closed: string[] = []
    for (const aor of before.files) if (await hasLimit(aor, reach)) closed.push(aor)
    await editConfig(
      reach.hand,
      'pjsip.conf',
      'res_pjsip.so',
      closed.map((aor) => limit(aor, 'Delete')),
    )
    await takeEntries(before.entries, reach)
  },
}

const limit = (aor: string, action: 'Append' | 'Delete'): Edit => ({
  action,
  category: aor,
  type: 'aor',
  variable: 'max_contacts',
  ...(action === 'Append' ? { value: NO_CONTACTS } : { match: NO_CONTACTS }),
})

/** As the PBX sees it, whatever file or database it has it from. */
async function takesNone(aor: string, { hand }: Reach): Promise<boolean> {
  const all = await hand.list({ Action: 'PJSIPShowAors' })
  return all.find((m) => m['ObjectName'] === aor)?.['MaxContacts'] === NO_CONTACTS
}

async function hasLimit(aor: string, { hand }: Reach): Promise<boolean> {
  const sections = await readConfig(hand, 'pjsip.conf')
  return sections.some(
    ({ name, lines }) => name === aor && lines.some(([k, v]) => k === 'max_contacts' && v === NO_CONTACTS),
  )
}

/** The same address-of-record as before, save that it takes no contacts. */
async function shadowEntry(
  family: string,
  aor: string,
  { hand }: Reach,
): Promise<{ family: string; key: string; value: string }> {
  const had = await hand.dbGet(family, aor)
  const all = await hand.list({ Action: 'PJSIPShowAors' })
  const now = all.find((m) => m['ObjectName'] === aor) ?? {}
  const kept = had === null ? fieldsOf(now) : (JSON.parse(had) as Record<string, string>)
  return { family, key: aor, value: JSON.stringify({ ...kept, max_contacts: NO_CONTACTS }) }
}

const KEPT = {
  default_expiration: 'DefaultExpiration',
  minimum_expiration: 'MinimumExpiration',
  maximum_expiration: 'MaximumExpiration',
  qualify_frequency: 'QualifyFrequency',
  mailboxes: 'Mailboxes',
  outbound_proxy: 'OutboundProxy',
} as const

const fieldsOf = (aor: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(KEPT).map(([key, name]) => [key, aor[name] ?? '']))

export const accountUnknown = (account: string): DomainError =>
  new DomainError(
    'account-unknown',
    `The PBX has no phone account "${account}"`,
    'See the names with: asterisk -rx "pjsip show endpoints".',
  )

export const authOf = (facts: Facts, account: string): string => {
  const phone = facts.phones.find(({ name }) => name === account)
  if (!phone) throw accountUnknown(account)
  return phone.auth
}
