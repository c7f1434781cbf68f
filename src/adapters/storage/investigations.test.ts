import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Act, Outcome } from '#core/incidents'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { investigationStore } from './investigations.ts'
import { type InvestigationHandler, investigationQueue } from './jobs.ts'
import { readLedger, verifyLedger } from './ledger.ts'

const place = { customer: 'default', site: 'main' }
const other = { customer: 'default', site: 'annexe' }
const act = (action: string, subject: string): Act => ({
  actor: 'p1',
  action,
  subject,
  detail: {},
  at: 1_772_831_051_000,
})
const outcome: Outcome = {
  verdict: 'breach',
  ongoing: true,
  headline: 'Account 1004 was used for calls to Somalia',
  began: 1_772_831_051_000,
  likely: { micros: 12_340_000, currency: 'USD' },
}

let db: TestDatabase
let store: ReturnType<typeof investigationStore>
beforeAll(async () => {
  db = await testDatabase()
  store = investigationStore(db.pool)
})
beforeEach(() => db.pool.query('DELETE FROM investigation'))
afterAll(() => db.close())

const fresh = (id: string, createdAt = 1_772_831_051_000) => ({
  ...place,
  id,
  title: `Records ${id}`,
  createdAt,
  createdBy: 'p1',
  files: [
    { name: 'Master.csv', bytes: 100, sha256: 'a'.repeat(64) },
    { name: 'security.log', bytes: 50, sha256: 'b'.repeat(64) },
  ],
  againAt: null,
  options: { country: 'US', timezone: 'America/Los_Angeles' },
})
const create = (id: string, createdAt?: number) =>
  store.create(fresh(id, createdAt), act('investigation.created', id))
const actions = async () => (await readLedger(db.pool, 0, 1000)).map((e) => `${e.action} ${e.subject}`)

describe('an investigation', () => {
  it('is waiting when it is created, with its files and options', async () => {
    await create('i1')
    expect(await store.get(place, 'i1')).toEqual({
      ...fresh('i1'),
      status: 'waiting',
      failure: null,
      outcome: null,
      progress: {
        phase: 'waiting',
        bytesRead: 0,
        bytesTotal: 150,
        rows: 0,
        calls: 0,
        rejected: 0,
        etaSeconds: null,
      },
    })
    expect(await actions()).toContain('investigation.created i1')
  })

  it('is neither there nor in the ledger when creating it fails', async () => {
    await create('i2')
    const before = await actions()
    await expect(create('i2')).rejects.toThrow('duplicate key')
    expect(await actions()).toEqual(before)
  })

  it('is not seen from another site', async () => {
    await create('i3')
    expect(await store.get(other, 'i3')).toBeNull()
    expect(await store.list(other, 10)).toEqual([])
    await store.remove(other, 'i3', act('investigation.removed', 'i3'))
    expect(await store.get(place, 'i3')).not.toBeNull()
    expect(await actions()).not.toContain('investigation.removed i3')
  })

  it('is listed newest first, page by page', async () => {
    for (const [id, at] of [
      ['a', 1],
      ['b', 3],
      ['c', 2],
      ['d', 3],
    ] as const)
      await create(id, at)
    const ids = async (before?: string) => (await store.list(place, 2, before)).map((i) => i.id)
    expect(await ids()).toEqual(['d', 'b'])
    expect(await ids('b')).toEqual(['c', 'a'])
    expect(await ids('a')).toEqual([])
  })

  it('keeps its verdict, incidents and outcome together; a repetition changes nothing', async () => {
    await create('i4')
    const verdict = { verdict: 'breach', accounts: [{ account: '10\u000004' }] }
    const incident = {
      ...place,
      id: 'inc',
      investigation: 'i4',
      title: 't',
      kind: 'irsf',
      began: 1,
      ended: 2,
      accounts: ['1004'],
      exposure: outcome.likely,
    }
    for (const round of [verdict, { verdict: 'clear' }])
      await store.finish('i4', outcome, round, [incident], act('investigation.finished', 'i4'))
    expect(await store.get(place, 'i4')).toMatchObject({
      status: 'done',
      outcome,
      failure: null,
      progress: { phase: 'done' },
    })
    expect(await store.verdict(place, 'i4')).toEqual({
      verdict: 'breach',
      accounts: [{ account: '10\ufffd04' }],
    })
    expect(await store.verdict(other, 'i4')).toBeNull()
    expect((await actions()).filter((a) => a === 'investigation.finished i4')).toHaveLength(1)
  })

  it('says why it failed', async () => {
    await create('i5')
    const failure = { code: 'no-calls', message: 'm', remedy: 'r' }
    await store.fail('i5', failure, act('investigation.failed', 'i5'))
    expect(await store.get(place, 'i5')).toMatchObject({
      status: 'failed',
      failure,
      progress: { phase: 'failed' },
    })
  })

  it('is gone with everything of it when removed, also while it was being worked on', async () => {
    await create('i6')
    await store.remove(place, 'i6', act('investigation.removed', 'i6'))
    await store.finish('i6', outcome, {}, [], act('investigation.finished', 'i6'))
    expect(await store.get(place, 'i6')).toBeNull()
    expect(await store.verdict(place, 'i6')).toBeNull()
    expect(await actions()).toContain('investigation.removed i6')
    expect(await actions()).not.toContain('investigation.finished i6')
    expect((await verifyLedger(db.pool)).problems).toEqual([])
  })
})

describe('the queue', () => {
  const open = (errors: unknown[] = [], stopped: string[] = []) =>
    investigationQueue({
      pool: db.pool,
      now: () => 5,
      onError: (error) => errors.push(error),
      onStopped: (id) => stopped.push(id),
    })
  const settled = async (id: string) => {
    for (;;) {
      const found = await store.get(place, id)
      if (found && (found.status === 'done' || found.status === 'failed')) return found
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const finish: InvestigationHandler = async (i) => {
    await store.finish(i.id, outcome, {}, [], act('investigation.finished', i.id))
    await store.settledAgain(i.id, act('', '').at)
  }

  it('works off what waits, oldest first, and what comes later', async () => {
    await create('q2', 2)
    await create('q1', 1)
    const order: string[] = []
    const queue = open()
    queue.start(async (investigation, signal) => {
      order.push(`${investigation.id} ${investigation.status}`)
      await store.progress(investigation.id, { ...investigation.progress, phase: 'reading', rows: 7 })
      await finish(investigation, signal)
    })
    await settled('q2')
    await create('q3', 3)
    queue.wake()
    expect((await settled('q3')).progress).toMatchObject({ phase: 'done', rows: 7 })
    await queue.stop()
    expect(order).toEqual(['q1 running', 'q2 running', 'q3 running'])
  })

  it('takes up what a killed server left running', async () => {
    await create('q4')
    await db.pool.query("UPDATE investigation SET status = 'running', attempts = 1")
    const queue = open()
    queue.start(finish)
    expect((await settled('q4')).status).toBe('done')
    await queue.stop()
  })

  it('gives up on one that breaks off again and again', async () => {
    await create('q5')
    const errors: unknown[] = []
    const queue = open(errors)
    queue.start(() => Promise.reject(new Error('out of memory')))
    expect((await settled('q5')).failure?.code).toBe('investigation-crashed')
    await queue.stop()
    expect(errors).toHaveLength(3)
    expect(await actions()).toContain('investigation.failed q5')
  })

  it('says of one that is done that what was to follow broke off again and again; the verdict stays', async () => {
    await create('q7')
    const { at } = act('', '')
    const queue = investigationQueue({
      pool: db.pool,
      now: () => at,
      onError: () => undefined,
      onStopped: () => undefined,
    })
    queue.start(async (i) => {
      if (i.status === 'running')
        await store.finish(i.id, outcome, {}, [], act('investigation.finished', i.id))
      throw new Error('the disk is full')
    })
    while ((await store.get(place, 'q7'))?.failure == null) await new Promise((go) => setTimeout(go, 20))
    await queue.stop()
    expect(await store.get(place, 'q7')).toMatchObject({
      status: 'done',
      failure: { code: 'investigation-unfinished' },
    })
    expect(await actions()).toContain('investigation.unfinished q7')
    // It is not begun for ever.
    const { rows } = await db.pool.query("SELECT again_at FROM investigation WHERE id = 'q7'")
    expect(rows).toEqual([{ again_at: null }])
  })

  it('puts back what it works on when it is stopped, without counting the attempt or calling it an error', async () => {
    await create('q6')
    const [errors, stopped]: [unknown[], string[]] = [[], []]
    const queue = open(errors, stopped)
    const started = new Promise<void>((resolve) =>
      queue.start((_, signal) => {
        resolve()
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('stopped'))),
        )
      }),
    )
    await started
    await queue.stop()
    const { rows } = await db.pool.query("SELECT status, attempts FROM investigation WHERE id = 'q6'")
    expect(rows).toEqual([{ status: 'waiting', attempts: 0 }])
    expect({ errors, stopped }).toEqual({ errors: [], stopped: ['q6'] })
  })
})
