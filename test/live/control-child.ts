// Run by the live tests as a process of its own that ends by kill -9 in the middle of a control.
//   DATADIR SCHEMA NETNS contain IP N   blocks an address; dies at the N-th step on the way
//   DATADIR SCHEMA NETNS undo ID N      undoes a control; the same
// A step is each moment before and after something is written down or done to the firewall.

import { openDatabase } from '../../src/adapters/storage/open.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'
import type { Actuator, ControlStore } from '../../src/core/response/index.ts'
import { firewallHand } from '../support/firewall.ts'
import { createDesk, HOME, wanted } from '../support/responder.ts'

const [dataDir = '', schema = '', netns = '', what = '', subject = '', at = '0'] = process.argv.slice(2)
const database = await openDatabase({ bundled: bundledPostgres(dataDir), role: 'visitor', schema })

let step = 0
function mark(): void {
  if (++step === Number(at)) process.kill(process.pid, 'SIGKILL')
}
/** The same methods, each with a step before and after. */
function marked<T extends Actuator | ControlStore>(object: T, names: readonly (keyof T)[]): T {
  const copy = { ...object }
  for (const name of names) {
    const method = object[name] as (...args: unknown[]) => Promise<unknown>
    copy[name] = (async (...args: unknown[]) => {
      mark()
      const result = await method(...args)
      mark()
      return result
    }) as T[typeof name]
  }
  return copy
}

const hand = firewallHand(netns)
const desk = await createDesk({ pool: database.pool, dataDir }, [
  { ...hand, actuator: marked(hand.actuator, ['apply', 'observe', 'undo']) },
])
Object.assign(desk.ports.store, marked(desk.ports.store, ['add', 'step']))

if (what === 'contain') await desk.responder.contain(wanted({ ips: [subject] }))
else await desk.responder.undo(HOME, subject, 'system:test')
process.stdout.write(`steps ${step}\n`)
await database.close()
