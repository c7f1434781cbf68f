import { setTimeout as sleep } from 'node:timers/promises'
import { type Order, refusesDialled } from '#core/response'
import { type Dialog, readDialogs } from '../dialogs.ts'
import type { Control, Reach } from './control.ts'

const WAIT_MS = 20
const WAITS = 100
const GONE = /dialog|not found|found/i

/** Cuts calls in progress: some by their Call-ID, all of an account, or those to refused numbers. Emergency calls go on. */
export const hangUp: Control<null> = {
  capability({ methods }) {
    const available = methods.has('dlg.list') && methods.has('dlg.end_dlg')
    return {
      available,
      how: 'dlg.end_dlg, one call at a time: both sides get BYE; a call that still rings is cut once it is answered',
      ...(available
        ? {}
        : { missing: 'loadmodule "dialog.so", and dlg_manage() for new INVITEs in request_route' }),
      undoable: false,
      survivesRestart: true,
      keepsEmergency: true,
    }
  },
  async plan(order, reach) {
    const dialogs = await meant(order, reach)
    return {
      summary: dialogs.length === 1 ? 'Hang up 1 call' : `Hang up ${dialogs.length} calls`,
      steps: dialogs.map(
        ({ handle, account, dialled }) => `dlg.end_dlg ${handle.join(' ')} (${account} to ${dialled})`,
      ),
      before: null,
    }
  },
  async apply(order, _, reach) {
    const { rpc } = reach.hand
    await Promise.all(
      (await meant(order, reach)).map(({ handle }) => rpc.callOr(GONE, null, 'dlg.end_dlg', [...handle])),
    )
    // It takes a moment until both sides have answered; whoever looks next must not find them.
    for (let tries = 0; tries < WAITS && (await meant(order, reach)).length > 0; tries++) await sleep(WAIT_MS)
  },
  observe: async (order, _, reach) => ((await meant(order, reach)).length === 0 ? 'in-force' : 'absent'),
  undo: async () => undefined,
}

async function meant(order: Order, { hand }: Reach): Promise<readonly Dialog[]> {
  const all = await readDialogs(hand.rpc)
  const targets = new Set(order.target.split(' '))
  return all.filter(({ callId, account, dialled }) => {
    if (order.emergency.includes(dialled)) return false
    if (order.target === '') return order.dial !== null && refusesDialled(order, dialled)
    return targets.has(callId) || targets.has(account)
  })
}
