import {
  type AccessFact,
  type AccessPorts,
  type AuditLine,
  type AuditQuery,
  customersWith,
  type Holder,
} from '#core/access'

export interface AuditLogFlow {
  /** What was done, newest first, as far as the asker may read it. */
  list(asker: Holder, query: Omit<AuditQuery, 'customers'>): Promise<readonly AuditLine[]>
  /** Something that left the house: told before it does. */
  exported(fact: Omit<AccessFact, 'at' | 'action'>): Promise<void>
}

export function createAuditLog({ store: { audit }, now }: Pick<AccessPorts, 'store' | 'now'>): AuditLogFlow {
  return {
    list: (asker, query) => audit.list({ ...query, customers: customersWith(asker, 'ledger.read') }),
    exported: (fact) => audit.note({ ...fact, action: 'exported', at: now() }),
  }
}
