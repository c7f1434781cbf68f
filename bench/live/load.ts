import { setTimeout as sleep } from 'node:timers/promises'
import type { WatchLine } from '#contract'
import { type Pbx, startPbx } from '../../test/support/asterisk/pbx.ts'
import type { BenchRow } from '../model.ts'
import { GOOD } from './bench-pbx.ts'
import { quantile, row } from './figures.ts'
import { answerAll, place } from './phones.ts'
import { type Process, type Program, usage } from './program.ts'

const PER_SECOND = 25
const CONCURRENT = 200
const SECONDS = 24

interface Watching {
  readonly process: Process
  /** Of each call event, from the PBX's own stamp to the line. */
  readonly lags: number[]
  readonly most: () => number
  connected(count: number): Promise<void>
}

function watched(ringfence: Program, site: string): Watching {
  const lags: number[] = []
  const up = new Set<string>()
  let back = 0
  let most = 0
  const process = ringfence.watch(site, (line: WatchLine, at) => {
    if (line.type === 'source-back') back++
    if (line.type === 'call-answered') up.add(line.id)
    if (line.type === 'call-ended') up.delete(line.id)
    most = Math.max(most, up.size)
    if (line.type === 'call-started' || line.type === 'call-answered' || line.type === 'call-ended')
      lags.push(Math.max(0, at - Date.parse(line.at)))
  })
  return {
    process,
    lags,
    most: () => most,
    async connected(count) {
      for (let tries = 0; back < count; tries++) {
        if (tries > 600) throw new Error(`${back} of ${count} connected`)
        await sleep(50)
      }
    },
  }
}

/** 200 calls at a time, 25 new ones a second, each told by every event of it. */
export async function load(pbx: Pbx, ringfence: Program): Promise<BenchRow[]> {
  const watching = watched(ringfence, 'main')
  await watching.connected(1)
  await sleep(1000)
  const before = usage(watching.process.pid)
  await place({
    to: pbx.address,
    from: pbx.block.address(14),
    callers: GOOD,
    dialled: '912025550143',
    count: PER_SECOND * SECONDS,
    perSecond: PER_SECOND,
    seconds: CONCURRENT / PER_SECOND + 0.2,
  }).done // prettier-ignore
  const after = usage(watching.process.pid)
  await watching.process.stop()
  const what = `${PER_SECOND} new calls a second, up to ${watching.most()} at a time`
  return [
    row(`${what}: event of the PBX to line of watch, median`, quantile(watching.lags, 0.5), 'ms'),
    row('the same: 99 of 100', quantile(watching.lags, 0.99), 'ms'),
    row(
      'a core of which it took, of 100',
      ((after.coreSeconds - before.coreSeconds) / (SECONDS + 8)) * 100,
      '%',
    ),
    row('most memory', after.megabytes, 'MiB'),
  ]
}

/** Ten PBXs followed by one process. */
export async function tenAtOnce(first: Pbx, ringfence: Program): Promise<BenchRow[]> {
  const others: Pbx[] = []
  const carriers: { stop(): void }[] = []
  try {
    for (let n = 0; n < 9; n++) {
      const pbx = await startPbx()
      others.push(pbx)
      carriers.push(answerAll(pbx.carrier))
    }
    for (const pbx of [first, ...others]) await ringfence.connect('ten', pbx.address)
    const watching = watched(ringfence, 'ten')
    await watching.connected(10)
    const calls = [first, ...others].map((pbx) =>
      place({
        to: pbx.address,
        from: pbx.block.address(15),
        callers: [['1001', 'first-Phone-1']],
        dialled: '912025550143',
        count: 20,
        perSecond: 2,
        seconds: 2,
      }),
    ) // prettier-ignore
    await Promise.all(calls.map(({ done }) => done))
    const { megabytes } = usage(watching.process.pid)
    await watching.process.stop()
    return [
      row(
        'ten PBXs in one process, 20 new calls a second: event to line, 99 of 100',
        quantile(watching.lags, 0.99),
        'ms',
      ),
      row('the same: most memory', megabytes, 'MiB'),
    ]
  } finally {
    for (const one of carriers) one.stop()
    await Promise.all(others.map((pbx) => pbx.remove()))
  }
}
