import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { readLedger, verifyLedger } from '../../src/adapters/storage/ledger.ts'
import { sight } from '../../src/app/flows/notify/tell.ts'
import type { Contact, Notice, Sighting } from '../../src/core/notices/index.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { type MailServer, startMailServer } from './smtp.ts'
import { channel, createTelling, HERE, sighting, type Telling } from './telling.ts'

export const SECRET = 'a secret both sides know'
export const byHook: Contact['ways'] = [{ channel: 'hook', to: '' }]
export const byMail = (to: string): Contact['ways'] => [{ channel: 'mail', to }]

/** What a test of notices works with; a new incident and new receivers for each test. */
export interface Bench {
  readonly db: TestDatabase
  readonly telling: Telling
  readonly hook: Receiver
  mail: MailServer
  incident: string
  notices(): Promise<readonly Notice[]>
  only(): Promise<Notice>
  /** The actions of the ledger on one notice. */
  story(notice: Notice): Promise<string[]>
  /** An alert of the live engine. */
  alarm(more?: Partial<Sighting>): Promise<void>
}

export function noticeBench(): Bench {
  let count = 0
  const bench = {
    notices: () => bench.telling.store.list(HERE, bench.incident),
    async only() {
      const all = await bench.notices()
      expect(all).toHaveLength(1)
      return all[0] as Notice
    },
    story: async ({ id }: Notice) =>
      (await readLedger(bench.db.pool, 0, 100_000))
        .filter(({ subject }) => subject === id)
        .map(({ action }) => action),
    alarm: (more: Partial<Sighting> = {}) =>
      sight(bench.telling, HERE, sighting(bench.incident, more), 'system:watch'),
  } as { -readonly [K in keyof Bench]: Bench[K] }
  beforeAll(async () => {
    bench.db = await testDatabase()
  }, 60_000)
  afterAll(() => bench.db?.close())
  beforeEach(async () => {
    bench.hook = await startReceiver()
    bench.mail = await startMailServer({
      tls: 'none',
      recipient: (to) => (to.startsWith('gone') ? 550 : null),
    })
    bench.telling = createTelling(bench.db.pool)
    bench.telling.channelList = [
      channel('hook', 'webhook', { name: 'Desk', url: `${bench.hook.url}/in`, secret: SECRET }),
      channel('mail', 'smtp', {
        host: '127.0.0.1',
        port: bench.mail.port,
        tls: 'none',
        from: 'alerts@example.com',
        trusted: true,
      }),
    ]
    bench.incident = `attack-${++count}`
  })
  afterEach(async () => {
    await Promise.all([bench.hook.close(), bench.mail.close()])
    await bench.db.pool.query('DELETE FROM notice')
    await bench.db.pool.query('DELETE FROM notice_case')
    expect((await verifyLedger(bench.db.pool)).problems).toEqual([])
  })
  return bench
}
