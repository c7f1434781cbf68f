import { accountUnknown } from './bar-account.ts'
import type { Control, Reach } from './control.ts'

const FAMILY = 'registrar/contact'

/** Forgets where a phone is registered: calls no longer reach it there. Whoever has the secret may register again. */
export const dropContact: Control<null> = {
  capability: (facts) => ({
    available: facts.mayAct,
    how: `AstDB ${FAMILY}`,
    ...(facts.mayAct ? {} : { missing: 'manager.conf: write=system,call,reporting' }),
    undoable: false,
    survivesRestart: true,
    keepsEmergency: true,
  }),
  async plan(order, reach) {
    const keys = await contactsOf(order.target, reach)
    return {
      summary: keys.length === 1 ? 'Drop 1 registration' : `Drop ${keys.length} registrations`,
      steps: keys.map((key) => `database del ${FAMILY} ${key}`),
      before: null,
    }
  },
  async apply(order, _, reach) {
    for (const key of await contactsOf(order.target, reach)) await reach.hand.dbDel(FAMILY, key)
  },
  observe: async (order, _, reach) =>
    (await contactsOf(order.target, reach)).length === 0 ? 'in-force' : 'absent',
  undo: async () => undefined,
}

async function contactsOf(account: string, { hand, facts }: Reach): Promise<string[]> {
  const phone = (await facts()).phones.find(({ name }) => name === account)
  if (!phone) throw accountUnknown(account)
  const all = await hand.dbTree(FAMILY)
  return [...all.keys()].filter((key) => phone.aors.some((aor) => key.startsWith(`${aor};@`)))
}
