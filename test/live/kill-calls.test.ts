import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LiveView } from '#contract'
import { type Database, openDatabase } from '../../src/adapters/storage/open.ts'
import { homeSchema } from '../../src/adapters/storage/pool.ts'
import { bundledPostgres } from '../../src/adapters/system/postgres.ts'
import { built, cli, freshData, removed, type Served, serve } from '../e2e/program.ts'
import { managers, phones } from '../support/asterisk/configuration.ts'
import { hasAsterisk, type Pbx, startPbx } from '../support/asterisk/pbx.ts'
import { call, carrier } from '../support/asterisk/sip.ts'
import { withKit } from '../support/asterisk/with-kit.ts'

/** A wire to the PBX that can be cut: nothing passes, and neither end is told. */
async function wireTo(to: string, from: string): Promise<{ cut(): void; mend(): void; close(): void }> {
  let isCut = false
  const ends = new Set<Socket>()
  const server: Server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(5038, to)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.on('data', (data) => !isCut && other.write(data))
      one.on('error', () => undefined)
      one.on('close', () => {
        ends.delete(one)
        if (!isCut) other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(5038, from, resolve))
  const drop = (): void => {
    for (const end of ends) end.destroy()
  }
  return {
    cut() {
      isCut = true
    },
    mend() {
      drop()
      isCut = false
    },
    close() {
      drop()
      server.close()
    },
  }
}

const socketAsk = (data: string, path: string): Promise<LiveView> =>
  new Promise((resolve, reject) => {
    const sent = request({ socketPath: join(data, 'ringfence.sock'), path: `/api/v1${path}` }, (answer) => {
      let text = ''
      answer.on('data', (piece) => {
        text += piece
      })
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(JSON.parse(text))
          : reject(new Error(`${answer.statusCode} ${text}`)),
      )
    })
    sent.on('error', reject)
    sent.end()
  })

describe.skipIf(!hasAsterisk)('no call is lost and none is counted twice', () => {
  const data = freshData()
  let pbx: Pbx
  let line: Awaited<ReturnType<typeof carrier>>
  let wire: Awaited<ReturnType<typeof wireTo>>
  let server: Served
  let database: Database
  let dialled = 912025550100
  const placed: string[] = []

  beforeAll(async () => {
    await built()
    pbx = await startPbx({ files: withKit })
    line = await carrier(pbx.carrier)
    wire = await wireTo(pbx.address, pbx.block.address(5))
    writeFileSync(`${data}.secret`, managers['ringfence']?.secret ?? '')
    const to = [
      '--ami',
      `${pbx.block.address(5)}:5038`,
      '--user',
      'ringfence',
      '--secret-file',
      `${data}.secret`,
    ]
    const files = ['--cdr', join(pbx.dir, 'log/cdr-csv/Master.csv')]
    const added = await cli(['connect', 'asterisk', '--site', 'main', ...to, ...files, '--json'], { data })
    expect([added.code, added.stderr]).toEqual([0, expect.anything()])
    server = await serve(data)
    database = await openDatabase({ bundled: bundledPostgres(data), role: 'visitor' })
  }, 120_000)
  afterAll(async () => {
    await database?.close()
    await server?.stop()
    wire?.close()
    line?.stop()
    await pbx?.remove()
    await removed(data)
    await removed(`${data}.secret`)
  })

  /** A call from a phone to a number nobody called before. */
  const place = (account: '1001' | '1002' | '1003', seconds?: number) => {
    const to = String(++dialled)
    placed.push(to.slice(-10))
    const phone = { account, password: phones[account] as string, from: pbx.block.address(11) }
    return { to, ...call(pbx, phone, to, seconds) }
  }
  const view = () => socketAsk(data, '/customers/default/sites/main/live').catch(() => null)
  const isLost = async () => (await view())?.sources[0]?.lost
  const inView = async () => (await view())?.calls.map((one) => one.dialled) ?? []
  /** How often each number stands among the calls that are kept. */
  const kept = async (): Promise<Record<string, number>> => {
    const { rows } = await database.pool.query<{ dialled: string; n: number }>(
      `SELECT right(dialled, 10) AS dialled, count(*) AS n FROM ${homeSchema}.call GROUP BY 1`,
    )
    return Object.fromEntries(rows.map((row) => [row.dialled, Number(row.n)]))
  }
  const once = (numbers: readonly string[]) => Object.fromEntries(numbers.map((to) => [to, 1]))
  const patient = { timeout: 40_000, interval: 100 }

  it('through kill -9 of Ringfence with calls up, and calls while it is away', async () => {
    await expect.poll(isLost, patient).toBe(false)
    const up = [place('1001', 6), place('1002', 9)]
    expect(await Promise.all(up.map(({ answered }) => answered))).toEqual([true, true])
    await expect.poll(inView, patient).toHaveLength(2)
    await server.kill()
    await place('1003', 0.5).done
    await up[0]?.done
    server = await serve(data)
    await Promise.all(up.map(({ done }) => done))
    await place('1003', 0.5).done
    await expect.poll(kept, patient).toEqual(once(placed))
  }, 120_000)

  it('through a cut network: it is said, and what happened meanwhile is caught up with', async () => {
    const through = place('1001', 8)
    expect(await through.answered).toBe(true)
    await expect.poll(inView, patient).toEqual([through.to])
    wire.cut()
    await Promise.all([through.done, place('1002', 0.5).done])
    await expect.poll(isLost, patient).toBe(true)
    wire.mend()
    await expect.poll(isLost, patient).toBe(false)
    await expect.poll(kept, patient).toEqual(once(placed))
    await expect.poll(inView, patient).toEqual([])
    expect((await view())?.sources[0]?.reason).toBe('')
  }, 120_000)

  it('through kill -9 of PostgreSQL while calls end', async () => {
    const up = [place('1001', 2), place('1002', 3)]
    expect(await Promise.all(up.map(({ answered }) => answered))).toEqual([true, true])
    const pid = Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 'SIGKILL')
    await Promise.all([...up.map(({ done }) => done), place('1003', 0.5).done])
    await expect.poll(() => kept().catch(() => null), patient).toEqual(once(placed))
    await sleep(1500)
    expect(await kept()).toEqual(once(placed))
  }, 120_000)

  it('through kill -9 of the PBX, which writes no record of what was up; and its records say the same', async () => {
    const cut = place('1001')
    expect(await cut.answered).toBe(true)
    await expect.poll(inView, patient).toEqual([cut.to])
    await pbx.kill()
    await expect.poll(isLost, patient).toBe(true)
    cut.stop()
    await pbx.start()
    await expect.poll(isLost, patient).toBe(false)
    await expect.poll(inView, patient).toEqual([])
    await place('1002', 0.5).done
    await expect.poll(kept, patient).toEqual(once(placed))
    const csv = readFileSync(join(pbx.dir, 'log/cdr-csv/Master.csv'), 'utf8')
    expect(placed.filter((to) => !csv.includes(to))).toEqual([cut.to.slice(-10)])
    expect(csv.trim().split('\n')).toHaveLength(placed.length - 1)
  }, 120_000)
})
