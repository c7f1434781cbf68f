import { setTimeout as sleep } from 'node:timers/promises'
import { asterisk } from '../../src/adapters/connectors/asterisk/index.ts'
import { type ClearedOrder, Order } from '../../src/core/response/index.ts'
import { managers } from '../support/asterisk/configuration.ts'
import { startPbx } from '../support/asterisk/pbx.ts'
import { answersAt } from '../support/control-systems.ts'

// A PBX whose management interface listens everywhere, in a network of its own where that reaches nobody: the setting is changed and
// taken back by Ringfence on the same machine. Prints where it answers, a line of JSON.

const pbx = await startPbx({
  files: (files) => ({
    ...files,
    'manager.conf': files['manager.conf']?.replace(/bindaddr=.*/, 'bindaddr=0.0.0.0') ?? '',
  }),
})
const connection = asterisk.open(
  asterisk.parse({ host: '127.0.0.1', port: 5038, user: 'all', secret: managers['all']?.secret }),
  {
    now: Date.now,
    random: () => '',
    saveSettings: async () => undefined,
    cursor: { read: async () => '', write: async () => undefined },
  },
)
const { actuator } = connection
const order = Order.parse({
  id: 'bind',
  kind: 'change-setting',
  target: 'manager.conf [general] bindaddr=127.0.0.1',
  emergency: ['911'],
  dial: null,
}) as ClearedOrder
const change = await actuator?.plan(order)
const look = async () => ({
  elsewhere: await answersAt(pbx.address, 5038),
  here: await answersAt('127.0.0.1', 5038),
})
/** The PBX closes one listener and opens the other a moment after it has answered. */
async function seen(elsewhere: boolean) {
  let found = await look()
  for (let tries = 0; tries < 100 && !(found.here && found.elsewhere === elsewhere); tries++) {
    await sleep(50)
    found = await look()
  }
  return { ...found, as: change && (await actuator?.observe(order, change)) }
}
const before = await seen(true)
if (change) await actuator?.apply(order, change)
const meanwhile = await seen(false)
if (change) await actuator?.undo(order, change)
const after = await seen(true)
await connection.close()
await pbx.remove()
process.stdout.write(`${JSON.stringify({ risk: change?.risk, before, meanwhile, after })}\n`)
