import type { Role } from './model.ts'

/** THE table: what each role may do. A route names the permission it needs; nothing else decides. */
export const permissions = {
  'investigations.read': ['owner', 'responder', 'finance', 'auditor', 'viewer'],
  'investigations.start': ['owner', 'responder'],
  'investigations.remove': ['owner'],
  'reports.read': ['owner', 'responder', 'finance', 'auditor'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function allows(role: Role, permission: Permission): boolean {
  const may: readonly Role[] = permissions[permission]
  return may.includes(role)
}
