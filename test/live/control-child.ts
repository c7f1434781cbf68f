// Run by the live tests as a process of its own that ends by kill -9 in the middle of a control.
//   DATADIR SCHEMA HAND contain WANTED N  puts controls in force; dies at the N-th step on the way (0: at none)
//   DATADIR SCHEMA HAND undo ID N         undoes a control; the same
// HAND and WANTED are JSON: a connector with its settings and the file that changed ones are kept in, and what is asked for.
// A step is each moment before and after something is written down, done to the system, or sent to it to change it.
import { writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { connectors } from '../../src/adapters/connectors/index.ts'
import { openDatabase } from '../../src/adapters/storage/open.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'
import type { Actuator } from '../../src/core/response/index.ts'
import { marked } from '../support/marked.ts'
import { createDesk, HOME, wanted } from '../support/responder.ts'

const [dataDir = '', schema = '', given = '', what = '', subject = '', at = '0'] = process.argv.slice(2)
const { id, kind, settings, kept } = JSON.parse(given)
const database = await openDatabase({ bundled: bundledPostgres(dataDir), role: 'visitor', schema })

let step = 0
function mark(): void {
  if (++step === Number(at)) process.kill(process.pid, 'SIGKILL')
}
/** What changes something at a system, as it goes out to it. */
const CHANGES =
  /^Action: (?:DBPut|DBDel|UpdateConfig|Reload|Hangup)\b|"method":"(?:htable\.(?:set|del)|dlg\.end|ul\.rm)/m
const { write } = Socket.prototype
Socket.prototype.write = function (this: Socket, ...args: Parameters<typeof write>) {
  const isChange = CHANGES.test(String(args[0]))
  if (isChange) mark()
  const result = write.apply(this, args)
  if (isChange) mark()
  return result
} as typeof write

const connector = connectors.find((one) => one.kind === kind)
if (!connector) throw new Error(`no connector ${kind}`)
const connection = connector.open(connector.parse(settings), {
  now: Date.now,
  random: (bytes) => 'y'.repeat(bytes),
  async saveSettings(changed) {
    mark()
    if (kept) writeFileSync(kept, JSON.stringify(changed))
    mark()
  },
  cursor: { read: async () => '', write: async () => undefined },
})
const actuator = marked(connection.actuator as Actuator, ['apply', 'observe', 'undo'], mark)
const desk = await createDesk({ pool: database.pool, dataDir }, [{ id, kind, actuator }])
Object.assign(desk.ports.store, marked(desk.ports.store, ['add', 'step'], mark))

if (what === 'contain') await desk.responder.contain(wanted({ ...JSON.parse(subject), confirmed: true }))
else await desk.responder.undo(HOME, subject, 'system:test')
process.stdout.write(`steps ${step}\n`)
await connection.close()
await database.close()
