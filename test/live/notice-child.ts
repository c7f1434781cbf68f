// Run by the live test of notices as a process of its own that ends by kill -9 on its way.
//   DATADIR SCHEMA SMTP-PORT NOW N   sends what is due; dies at the N-th step
// A step is each moment before and after a notice is taken, sent, and settled.

import { openDatabase } from '../../src/adapters/storage/open.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'
import { channel, createTelling } from '../support/telling.ts'

const [dataDir = '', schema = '', port = '', now = '', at = '0'] = process.argv.slice(2)
const database = await openDatabase({ bundled: bundledPostgres(dataDir), role: 'visitor', schema })

let step = 0
const marked =
  <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
  async (...args: A): Promise<R> => {
    if (++step === Number(at)) process.kill(process.pid, 'SIGKILL')
    const result = await work(...args)
    if (++step === Number(at)) process.kill(process.pid, 'SIGKILL')
    return result
  }

const telling = createTelling(database.pool)
telling.clock.now = Number(now)
const mail = channel('mail', 'smtp', {
  host: '127.0.0.1',
  port: Number(port),
  tls: 'none',
  from: 'alerts@example.com',
  trusted: true,
})
telling.channelList = [{ ...mail, notifier: { send: marked(mail.notifier.send) } }]
const { take, settle } = telling.store
Object.assign(telling.store, { take: marked(take), settle: marked(settle) })
await telling.drain()
process.stdout.write(`steps ${step}\n`)
await database.close()
