import { setTimeout as sleep } from 'node:timers/promises'
import { type Order, refusesDialled } from '#core/response'
import type { AmiMessage } from '../ami-frames.ts'
import { endpointOf } from '../names.ts'
import type { Control, Reach } from './control.ts'

/** Cause 21, call rejected: the phone shows that it was cut on purpose. */
const CAUSE = '21'
const WAIT_MS = 20
const WAITS = 100

/** Cuts calls in progress: one channel, all of an account, or those to refused numbers. Emergency calls go on. */
export const hangUp: Control<null> = {
  capability: (facts) => ({
    available: facts.mayHangUp && facts.maySee,
    how: 'AMI Hangup, one channel at a time',
    ...(facts.mayHangUp && facts.maySee ? {} : { missing: 'manager.conf: write=system,call,reporting' }),
    undoable: false,
    survivesRestart: true,
    keepsEmergency: true,
  }),
  async plan(order, reach) {
    const channels = await meant(order, reach)
    return {
      summary: channels.length === 1 ? 'Hang up 1 call' : `Hang up ${channels.length} calls`,
      steps: channels.map((name) => `Hangup ${name} (cause ${CAUSE})`),
      before: null,
    }
  },
  async apply(order, _, reach) {
    // Exact names from the PBX's own list: a name between slashes would be taken for a pattern.
    await Promise.all(
      (await meant(order, reach)).map((name) =>
        reach.hand.act({ Action: 'Hangup', Channel: name, Cause: CAUSE }).catch(goneAlready),
      ),
    )
    // The PBX takes a moment to end them; whoever looks next must not find them.
    for (let tries = 0; tries < WAITS && (await meant(order, reach)).length > 0; tries++) await sleep(WAIT_MS)
  },
  observe: async (order, _, reach) => ((await meant(order, reach)).length === 0 ? 'in-force' : 'absent'),
  undo: async () => undefined,
}

async function meant(order: Order, { hand }: Reach): Promise<readonly string[]> {
  const all = await hand.list({ Action: 'CoreShowChannels' })
  const channels = all.filter((m) => !(m['Channel'] ?? '').startsWith('Local/'))
  const callers = channels.filter((m) => m['Application'] !== 'AppDial')
  const dialled = new Map(
    await Promise.all(callers.map(async (m) => [m['Linkedid'] ?? '', await dialledOn(m, hand)] as const)),
  )
  return channels
    .filter((m) => {
      const number = dialled.get(m['Linkedid'] ?? '') ?? ''
      if (order.emergency.includes(number)) return false
      if (order.target === '') return order.dial !== null && refusesDialled(order, number)
      return m['Channel'] === order.target || endpointOf(m['Channel'] ?? '') === order.target
    })
    .map((m) => m['Channel'] ?? '')
}

/** What the phone dialled, before the dial plan took prefixes off. */
async function dialledOn(m: AmiMessage, hand: Reach['hand']): Promise<string> {
  const answer = await hand
    .act({ Action: 'Getvar', Channel: m['Channel'] ?? '', Variable: 'CALLERID(dnid)' })
    .catch(() => null)
  return answer?.['Value'] || (m['Exten'] ?? '')
}

function goneAlready(error: { code?: string }): void {
  if (error.code !== 'ami-refused') throw error
}
