import type { Grant, Role, Whereabouts } from './model.ts'

/** THE table: what each role may do. A route names the permission it needs; nothing else decides. */
export const permissions = {
  'investigations.read': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  'investigations.start': ['owner', 'responder'],
  'investigations.mark': ['owner', 'responder'],
  'investigations.remove': ['owner'],
  'calls.read': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  'calls.export': ['owner', 'responder', 'finance', 'auditor'],
  'calls.views': ['owner', 'responder', 'finance', 'auditor'],
  'sites.read': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  'sites.write': ['owner'],
  'live.read': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  'calls.hang-up': ['owner', 'responder'],
  'audits.read': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  'audits.make': ['owner', 'responder'],
  'audits.accept': ['owner'],
  'reports.read': ['owner', 'responder', 'finance', 'auditor'],
  'controls.read': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  'controls.act': ['owner', 'responder'],
  'connections.manage': ['owner'],
  'notices.read': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  'notices.send': ['owner', 'responder'],
  'notices.configure': ['owner'],
  'incidents.read': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  // Raising the alarm is everybody's: nothing is changed by it.
  'incidents.open': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  'incidents.work': ['owner', 'responder', 'finance'],
  'incidents.close': ['owner', 'responder'],
  'people.read': ['owner', 'auditor'],
  'people.manage': ['owner'],
  'ledger.read': ['owner', 'auditor'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** Whoever asks: a person by their roles; `only` narrows them further. */
export interface Holder {
  readonly grants: readonly Grant[]
  readonly only?: readonly Permission[] | undefined
}

/** Whether this may be done there. What concerns a whole customer, or the house, needs a role for all of it. */
export function allows({ grants, only }: Holder, permission: Permission, where: Whereabouts): boolean {
  const may: readonly Role[] = permissions[permission]
  if (only && !only.includes(permission)) return false
  return grants.some((grant) => may.includes(grant.role) && covers(grant, where))
}

/** Whether this may be done at any place at all. */
export const allowsSomewhere = (holder: Holder, permission: Permission): boolean =>
  holder.grants.some((grant) => allows(holder, permission, grant))

/** What no harm can come of: looking, taking away what one may see, and raising the alarm. */
const harmless = /\.(read|export|views)$|^incidents\.open$/

/** Whether this person may act anywhere, so that a password alone must not let them in. */
export const actsSomewhere = (holder: Holder): boolean =>
  (Object.keys(permissions) as Permission[]).some(
    (permission) => !harmless.test(permission) && allowsSomewhere(holder, permission),
  )

/** Whether somebody knows that a place exists: they have a role there, or at a part of it. */
export const sees = ({ grants }: Holder, where: Whereabouts): boolean =>
  grants.some((grant) => covers(grant, where) || (grant.customer === where.customer && where.site == null))

/** The same roles as far as they lie within a place. */
export const within = (grants: readonly Grant[], where: Whereabouts): Grant[] =>
  grants.flatMap((grant) => {
    const { customer = null, site = null } = where
    if (covers(grant, where)) return [{ role: grant.role, customer, site }]
    return covers({ role: grant.role, customer, site }, grant) ? [grant] : []
  })

/** The customers for all of whose sites this may be done; null for every customer there is. */
export function customersWith(holder: Holder, permission: Permission): readonly string[] | null {
  if (allows(holder, permission, {})) return null
  const customers = new Set(holder.grants.flatMap(({ customer }) => customer ?? []))
  return [...customers].filter((customer) => allows(holder, permission, { customer }))
}

export const allowedAt = (holder: Holder, where: Whereabouts): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => allows(holder, permission, where))

function covers(grant: Grant, { customer = null, site = null }: Whereabouts): boolean {
  if (grant.customer === null) return true
  return grant.customer === customer && (grant.site === null || grant.site === site)
}
