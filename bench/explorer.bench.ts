import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { measured } from './measured.ts'
import type { BenchRow } from './model.ts'
import { asteriskRecords } from './records.ts'

const MAIN = 'dist/faces/cli/main.js'
const PATH = '/api/v1/customers/default/sites/main/calls'
const PAGE = 'limit=100'
const FIRST_ROWS = 0.3
const ANY_FILTER = 1

/** What people narrow a million calls to; the worst for an index is what nearly no call fits. */
const filters: readonly (readonly [what: string, query: string])[] = [
  ['an account', 'account=1004'],
  ['an account there is not', 'account=none'],
  ['a country', 'country=SO'],
  ['a prefix', 'prefix=25261'],
  ['a prefix nobody called', 'prefix=99999'],
  ['a part of a number', 'number=5550'],
  ['a part of a number that no call has', 'number=00000000009'],
  ['a direction', 'direction=inbound'],
  ['a disposition', 'disposition=failed'],
  ['long calls', 'minSeconds=3000'],
  ['calls longer than any', 'minSeconds=9000000'],
  ['dear calls', 'minCost=1'],
  ['calls dearer than any', 'minCost=1000000'],
  ['flagged ones', 'flagged=true'],
]

/** A million calls of one site in the bundled PostgreSQL, asked for as the console asks: over HTTP, by a running server. */
export async function run(): Promise<BenchRow[]> {
  // Not made yet: the server makes it so that PostgreSQL's own user may pass through.
  const data = join(tmpdir(), `ringfence-bench-${randomUUID()}`)
  const file = await asteriskRecords(1_000_000)
  await measured([
    MAIN,
    'investigate',
    file,
    '--country',
    'US',
    '--timezone',
    'UTC',
    '--save',
    '--data',
    data,
    '--json',
  ])
  const server = spawn(process.execPath, [MAIN, 'serve', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await once(createInterface({ input: server.stdout }), 'line')
    const ask = (query: string) => slowest(join(data, 'ringfence.sock'), query)
    const rows = [row('first rows of 1 M calls', await ask(`${PATH}?${PAGE}`), FIRST_ROWS)]
    for (const [what, query] of filters) {
      rows.push(row(`${what}: rows`, await ask(`${PATH}?${PAGE}&${query}`), ANY_FILTER))
      rows.push(row(`${what}: how many`, await ask(`${PATH}/count?${query}`), ANY_FILTER))
    }
    return rows
  } finally {
    server.kill('SIGINT')
    await once(server, 'close')
    await rm(data, { recursive: true, force: true })
  }
}

const row = (what: string, ours: number, promised: number): BenchRow => ({
  area: 'explorer',
  what,
  ours,
  peer: 'promised at most',
  theirs: promised,
  unit: 's',
  higherIsBetter: false,
})

/** Seconds of the slowest of three. */
async function slowest(socketPath: string, path: string): Promise<number> {
  let most = 0
  for (let turn = 0; turn < 3; turn++) most = Math.max(most, await seconds(socketPath, path))
  return most
}

async function seconds(socketPath: string, path: string): Promise<number> {
  const began = performance.now()
  const [answer] = await once(request({ socketPath, path }).end(), 'response')
  let text = ''
  for await (const piece of answer) text += piece
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${text}`)
  return (performance.now() - began) / 1000
}
