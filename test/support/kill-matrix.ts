import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect } from 'vitest'
import { verifyLedger } from '../../src/adapters/storage/ledger.ts'
import type { ContainRequest } from '../../src/app/flows/respond/plan.ts'
import { type Control, isMomentary } from '../../src/core/response/index.ts'
import type { TestDatabase } from './database.ts'
import { type Desk, HOME, wanted } from './responder.ts'

const execute = promisify(execFile)

export interface Matrix {
  readonly db: TestDatabase
  /** Bundled test/live/control-child.ts. */
  readonly child: string
  /** The same system, as the child opens it. */
  readonly hand: {
    readonly id: string
    readonly kind: string
    readonly settings: object
    readonly kept?: string
  }
  /** Ringfence as it comes back. */
  readonly desk: Desk
  /** Everything at the system that a control may change, as text. */
  readonly snapshot: () => Promise<string>
}

/** How the child ended: killed at its step, or how many steps there were. */
export async function killed(
  m: Matrix,
  what: string,
  subject: string,
  step: number,
): Promise<'killed' | number> {
  const args = [m.child, m.db.dataDir, m.db.schema, JSON.stringify(m.hand), what, subject, String(step)]
  return execute(process.execPath, args).then(
    ({ stdout }) => Number(/steps (\d+)/.exec(stdout)?.[1]),
    (error: { signal?: string; stderr?: string }) => {
      if (error.signal !== 'SIGKILL') throw error
      return 'killed'
    },
  )
}

/** The first run on a system takes steps that a later one need not: it may come to its end before the step. */
async function die(m: Matrix, what: string, subject: string, step: number): Promise<void> {
  const ended = await killed(m, what, subject, step)
  if (ended !== 'killed') expect(step).toBeGreaterThan(ended)
}

/** PostgreSQL takes a moment to see that the killed process, and with it the lock it held, is gone. */
export async function recover({ db, desk }: Pick<Matrix, 'db' | 'desk'>): Promise<void> {
  const held =
    "SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = hashtext('ringfence.control')::bigint & 4294967295"
  while ((await db.pool.query(held)).rowCount) await sleep(20)
  expect(await desk.responder.reconcile()).toEqual([])
}

/** At most `count` of them, spread over all, first and last among them. */
export const spread = (total: number, count: number): number[] =>
  total <= count
    ? Array.from({ length: total }, (_, n) => n + 1)
    : Array.from({ length: count }, (_, n) => 1 + Math.round((n * (total - 1)) / (count - 1)))

const open = ({ desk }: Matrix): Promise<readonly Control[]> => desk.responder.list(HOME, true)

/** How often the ledger says of a control that it came into force. */
export async function timesInForce({ db }: Pick<Matrix, 'db'>, id: string): Promise<number> {
  const { rows } = await db.pool.query(
    "SELECT FROM ledger WHERE subject = $1 AND action = 'control.in-force'",
    [id],
  )
  return rows.length
}

/** Puts everything back; what stands at the system then is what stood there before. */
async function undoAll(m: Matrix, before: string, where: unknown): Promise<void> {
  for (const { id } of await open(m)) await m.desk.responder.undo(HOME, id, 'system:test')
  expect([where, (await open(m)).filter(({ order }) => !isMomentary(order.kind))]).toEqual([where, []])
  expect([where, await m.snapshot()]).toEqual([where, before])
}

/**
 * Ringfence is killed at `count` steps of putting something in force, spread over all of them. After each: what had begun is in force
 * once and is what a whole run leaves behind; what had not is not there; and undone, all is as it was before.
 */
export async function killPuttingInForce(
  m: Matrix,
  asked: Partial<ContainRequest>,
  count: number,
): Promise<void> {
  const subject = JSON.stringify(asked)
  const before = await m.snapshot()
  const total = await killed(m, 'contain', subject, 0)
  if (total === 'killed') throw new Error('nobody killed it')
  const whole = await m.snapshot()
  expect(whole).not.toBe(before)
  await undoAll(m, before, 'a whole run')
  for (const step of spread(total, count)) {
    const where = [subject, step, total]
    await die(m, 'contain', subject, step)
    const left = await open(m)
    await recover(m)
    const begun = left.filter(({ state }) => state !== 'planned')
    for (const { id } of begun) {
      expect([where, (await m.desk.ports.store.find(id))?.state]).toEqual([where, 'in-force'])
      expect([where, await timesInForce(m, id)]).toEqual([where, 1])
    }
    expect([where, await m.snapshot()]).toEqual([where, begun.length > 0 ? whole : before])
    await undoAll(m, before, where)
  }
  expect((await verifyLedger(m.db.pool)).problems).toEqual([])
}

/** The same of undoing: it is undone after, or wholly in force where nobody had asked yet. */
export async function killUndoing(m: Matrix, asked: Partial<ContainRequest>, count: number): Promise<void> {
  const before = await m.snapshot()
  const inForce = async (): Promise<Control> => {
    const [control] = await m.desk.responder.contain(wanted({ ...asked, confirmed: true }))
    expect([control?.error, control?.state]).toEqual([null, 'in-force'])
    return control as Control
  }
  const total = await killed(m, 'undo', (await inForce()).id, 0)
  if (total === 'killed') throw new Error('nobody killed it')
  expect(await m.snapshot()).toBe(before)
  for (const step of spread(total, count)) {
    const { id } = await inForce()
    const whole = await m.snapshot()
    const where = [JSON.stringify(asked), 'undo', step, total]
    await die(m, 'undo', id, step)
    const isAsked = (await m.desk.ports.store.find(id))?.ending !== null
    await recover(m)
    expect([where, (await m.desk.ports.store.find(id))?.state]).toEqual([
      where,
      isAsked ? 'undone' : 'in-force',
    ])
    expect([where, await m.snapshot()]).toEqual([where, isAsked ? before : whole])
    await undoAll(m, before, where)
  }
}
