import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callStore } from '../../src/adapters/storage/calls.ts'
import { verifyLedger } from '../../src/adapters/storage/ledger.ts'
import { bundle } from '../support/bundle.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const place = { customer: 'default', site: 'main' }
const total = 200_000
const size = 20_000
const rounds = 4

let db: TestDatabase
let child: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  ;[db, child] = await Promise.all([testDatabase(), bundle('test/live/database-child.ts')])
})
afterAll(async () => {
  await db.close()
  await child.remove()
})

function save(): {
  process: ChildProcess
  acknowledged: () => number
  over: Promise<unknown>
  opened(): Promise<void>
} {
  const process = spawn(
    globalThis.process.execPath,
    [child.file, db.dataDir, db.schema, 'save', String(total), String(size)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let output = ''
  process.stdout?.on('data', (chunk) => {
    output += chunk
  })
  return {
    process,
    acknowledged: () =>
      Math.max(0, ...[...output.matchAll(/acknowledged (\d+)\n/g)].map((m) => Number(m[1]))),
    over: once(process, 'close'),
    async opened() {
      while (!output.includes('open\n') && process.exitCode === null) await sleep(10)
    },
  }
}

/** A dead process's session may still be committing what it had sent. */
async function settled(): Promise<void> {
  for (;;) {
    const { rows } = await db.pool.query<{ busy: number }>(
      `SELECT count(*) AS busy FROM pg_stat_activity JOIN pg_locks USING (pid)
       WHERE relation = to_regclass('call') AND pid <> pg_backend_pid()`,
    )
    if (rows[0]?.busy === 0) return
    await sleep(20)
  }
}

async function distinct(): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    'SELECT count(*) AS n FROM (SELECT DISTINCT pbx_id, started_at, account, dialled FROM call) AS one',
  )
  return rows[0]?.n ?? 0
}

describe('kill -9 while calls are being saved', () => {
  it('loses none that was acknowledged, keeps no half of a save, doubles none; a re-run completes it', async () => {
    for (let round = 0; round < rounds; round++) {
      const run = save()
      await run.opened()
      await sleep(Math.random() * 900)
      run.process.kill('SIGKILL')
      await run.over
      await settled()
      const kept = await callStore(db.pool).count(place)
      expect(kept).toBeGreaterThanOrEqual(run.acknowledged())
      expect(kept % size).toBe(0)
      expect(await distinct()).toBe(kept)
    }
    const [one, two] = [save(), save()]
    await Promise.all([one.over, two.over])
    expect([one.acknowledged(), two.acknowledged()]).toEqual([total, total])
    expect(await callStore(db.pool).count(place)).toBe(total)
    expect(await distinct()).toBe(total)
    expect((await verifyLedger(db.pool)).problems).toEqual([])
    // What is in the ledger and what is in the table are the same story.
    const { rows } = await db.pool.query(
      "SELECT sum((detail->>'saved')::bigint)::bigint AS saved FROM ledger",
    )
    expect(rows).toEqual([{ saved: total }])
  }, 60_000)
})
