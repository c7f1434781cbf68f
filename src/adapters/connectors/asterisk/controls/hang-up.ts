import { setTimeout as sleep } from 'node:timers/promises'
import { type Order, refusesDialled } from '#core/response'
import { endpointOf } from '../names.ts'
import type { Control, Reach } from './control.ts'
import { type Cutter, cutterByAmi, cutterByAri, type Running } from './cutters.ts'

const WAIT_MS = 20
const WAITS = 100

/** Cuts calls in progress: channels, all of an account, or those to refused numbers. Emergency calls go on. */
export const hangUp: Control<null> = {
  capability: (facts) => {
    const byAmi = facts.mayHangUp && facts.maySee
    const available = byAmi || facts.ariMayAct
    return {
      available,
      how: byAmi ? 'AMI Hangup, one channel at a time' : 'ARI, one channel at a time',
      ...(available ? {} : { missing: 'manager.conf: write=system,call,reporting' }),
      undoable: false,
      survivesRestart: true,
      keepsEmergency: true,
    }
  },
  async plan(order, reach) {
    const channels = await meant(order, await cutterOf(reach))
    return {
      summary: channels.length === 1 ? 'Hang up 1 call' : `Hang up ${channels.length} calls`,
      steps: channels.map(({ name }) => `Hangup ${name}`),
      before: null,
    }
  },
  async apply(order, _, reach) {
    const cutter = await cutterOf(reach)
    await Promise.all((await meant(order, cutter)).map((channel) => cutter.cut(channel)))
    // The PBX takes a moment to end them; whoever looks next must not find them.
    for (let tries = 0; tries < WAITS && (await meant(order, cutter)).length > 0; tries++)
      await sleep(WAIT_MS)
  },
  observe: async (order, _, reach) =>
    (await meant(order, await cutterOf(reach))).length === 0 ? 'in-force' : 'absent',
  undo: async () => undefined,
}

async function meant(order: Order, cutter: Cutter): Promise<readonly Running[]> {
  const all = (await cutter.list()).filter(({ name }) => !name.startsWith('Local/'))
  const targets = new Set(order.target.split(' '))
  const named = order.target === '' ? all : all.filter((one) => isNamed(one, targets))
  const theirs = new Set(named.map(({ conversation }) => conversation))
  // Asking what each caller dialled takes the PBX longer the more calls there are: only those that may be meant.
  const callers = all.filter(({ wasCalled, conversation }) => !wasCalled && theirs.has(conversation))
  const dialled = new Map(
    await Promise.all(callers.map(async (one) => [one.conversation, await cutter.dialled(one)] as const)),
  )
  return named.filter(({ conversation }) => {
    const number = dialled.get(conversation) ?? ''
    if (order.emergency.includes(number)) return false
    return order.target !== '' || (order.dial !== null && refusesDialled(order, number))
  })
}

const isNamed = ({ name }: Running, targets: ReadonlySet<string>): boolean =>
  targets.has(name) || targets.has(endpointOf(name))

/** AMI where its user may, else ARI. */
async function cutterOf({ hand, ari }: Reach): Promise<Cutter> {
  const byAmi = cutterByAmi(hand)
  if (ari === null || (await byAmi.may())) return byAmi
  return cutterByAri(ari)
}
