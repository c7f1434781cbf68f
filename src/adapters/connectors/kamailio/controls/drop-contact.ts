import type { Control, Reach } from './control.ts'

const TABLE = 'location'
const MISSING = /not found|AoR|no such/i

/** Forgets where a phone is registered: calls no longer reach it there. Whoever has the secret may register again. */
export const dropContact: Control<null> = {
  capability({ methods }) {
    const available = methods.has('ul.rm') && methods.has('ul.dump')
    return {
      available,
      how: 'ul.rm',
      ...(available
        ? {}
        : { missing: 'loadmodule "usrloc.so" and loadmodule "registrar.so", with save("location")' }),
      undoable: false,
      survivesRestart: true,
      keepsEmergency: true,
    }
  },
  async plan(order, reach) {
    const contacts = await contactsOf(order.target, reach)
    return {
      summary: contacts.length === 1 ? 'Drop 1 registration' : `Drop ${contacts.length} registrations`,
      steps: contacts.map(({ contact }) => `ul.rm ${TABLE} ${order.target} (${contact})`),
      before: null,
    }
  },
  async apply(order, _, { hand, facts }) {
    const aors = new Set(
      (await facts()).phones.filter(({ account }) => account === order.target).map(({ aor }) => aor),
    )
    for (const aor of aors) await hand.rpc.callOr(MISSING, null, 'ul.rm', [TABLE, aor])
  },
  observe: async (order, _, reach) =>
    (await contactsOf(order.target, reach)).length === 0 ? 'in-force' : 'absent',
  undo: async () => undefined,
}

const contactsOf = async (account: string, { facts }: Reach) =>
  (await facts()).phones.filter((phone) => phone.account === account)
