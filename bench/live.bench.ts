import { randomBytes } from 'node:crypto'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { managers } from '../test/support/asterisk/configuration.ts'
import { hasAsterisk } from '../test/support/asterisk/pbx.ts'
import { attacks } from './live/attacks.ts'
import { benchPbx } from './live/bench-pbx.ts'
import { load, tenAtOnce } from './live/load.ts'
import { lockdown } from './live/lockdown.ts'
import { answerAll } from './live/phones.ts'
import { program } from './live/program.ts'
import type { BenchRow } from './model.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The default policy, with room for as many attacks one after the other, and one account that is left alone. */
const SITE = `country: US
prefixes: { outsideLine: ["9"] }
containment: { limits: { accounts: 1000 }, quiet: ["1003"] }
`

/** A real Asterisk with real calls, followed and acted on by the shipped program. Ends within eight minutes. */
export async function run(): Promise<BenchRow[]> {
  if (!hasAsterisk) {
    process.stderr.write('live: no Asterisk 22 or SIPp on this machine: left out\n')
    return []
  }
  const before = loadavg()[0] ?? 0
  const pbx = await benchPbx()
  const carrier = answerAll(pbx.carrier)
  const data = join(tmpdir(), `ringfence-bench-${randomBytes(6).toString('hex')}`)
  const ringfence = program(root, data, managers['ringfence']?.secret ?? '')
  try {
    await sleep(300)
    await ringfence.connect('main', pbx.address)
    await ringfence.settle('main', SITE)
    const server = await ringfence.serve()
    const rows: BenchRow[] = []
    for (const part of [attacks, lockdown, load, tenAtOnce]) {
      process.stderr.write(`live: ${part.name} …\n`)
      rows.push(...(await part(pbx, ringfence)))
    }
    await server.stop()
    return [...rows, loadRow(before)]
  } finally {
    carrier.stop()
    await pbx.remove()
    ringfence.remove()
  }
}

const loadRow = (before: number): BenchRow => ({
  area: 'live',
  what: 'what else the machine did before the run (load average of a minute)',
  ours: Math.max(before, 0.01),
  peer: null,
  theirs: null,
  unit: 'load',
  higherIsBetter: false,
})
