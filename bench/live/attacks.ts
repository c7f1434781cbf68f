import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { WatchLine } from '#contract'
import type { Pbx } from '../../test/support/asterisk/pbx.ts'
import { crowdsec } from '../crowdsec.ts'
import type { BenchRow } from '../model.ts'
import { GOOD, STOLEN } from './bench-pbx.ts'
import { quantile, row } from './figures.ts'
import { type Placed, place } from './phones.ts'
import type { Program } from './program.ts'

const ABROAD = '90025261234567'
const AT_HOME = '912025550143'
const CALLS = 8
const BUDGET_MS = 240_000
const PATIENCE_MS = 10_000

interface Attack {
  /** From the event that crossed the rule to the first BYE, and to the last, milliseconds; NaN when it was not cut. */
  readonly first: number
  readonly last: number
  readonly answered: number
  readonly cut: number
}

/** A thief signs in with a right password and pumps eight calls at once to Somalia; each of 200 accounts in turn. */
export async function attacks(pbx: Pbx, ringfence: Program): Promise<BenchRow[]> {
  const lines: WatchLine[] = []
  let wake = (): void => undefined
  const watching = ringfence.watch('main', (line) => {
    lines.push(line)
    wake()
  })
  /** The alert about an account and the call event it came from. */
  async function alertOf(account: string): Promise<number> {
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      const alert = lines.findIndex((line) => line.type === 'alert' && line.account === account)
      if (alert >= 0) {
        const crossing = lines
          .slice(0, alert)
          .findLast((line) => 'dialled' in line && line.account === account)
        return crossing ? Date.parse(crossing.at) : Number.NaN
      }
      if (Date.now() > until) return Number.NaN
      await Promise.race([sleep(100), new Promise<void>((go) => (wake = go))])
    }
  }
  while (!lines.some(({ type }) => type === 'source-back')) await sleep(50)

  const good = place({
    to: pbx.address,
    from: pbx.block.address(11),
    callers: GOOD,
    dialled: AT_HOME,
    count: 1000,
    perSecond: 1,
    seconds: 4,
  }) // prettier-ignore
  const done: Attack[] = []
  const began = Date.now()
  for (const [n, caller] of STOLEN.entries()) {
    if (Date.now() - began > BUDGET_MS) break
    const thief = place({
      to: pbx.address,
      from: pbx.block.address(60 + (n % 100)),
      callers: [caller],
      dialled: ABROAD,
      count: CALLS,
      perSecond: 40,
      seconds: null,
    }) // prettier-ignore
    const crossing = await alertOf(caller[0])
    await Promise.race([thief.done, sleep(PATIENCE_MS)])
    thief.stop()
    const { byes, answered } = await thief.done
    done.push({ ...since(crossing, byes), answered, cut: byes.length })
  }
  const baseline = await firstRecord(pbx, lines)
  good.stop()
  const innocent = await good.done
  await watching.stop()
  const log = join(pbx.dir, 'log/security.log')
  const named = (await crowdsec(log))?.named.size ?? null
  return rowsOf(done, innocent, baseline, { fail2ban: await matchedByFail2ban(log), crowdsec: named })
}

const since = (crossing: number, byes: readonly number[]): Pick<Attack, 'first' | 'last'> =>
  byes.length === 0
    ? { first: Number.NaN, last: Number.NaN }
    : { first: Math.min(...byes) - crossing, last: Math.max(...byes) - crossing }

function rowsOf(
  done: readonly Attack[],
  innocent: Placed,
  baseline: number,
  seen: Readonly<Record<'fail2ban' | 'crowdsec', number | null>>,
): BenchRow[] {
  const times = (which: 'first' | 'last'): number[] =>
    done.map((attack) => attack[which]).filter((ms) => !Number.isNaN(ms))
  const cut = done.filter((attack) => attack.answered > 0 && attack.cut === attack.answered).length
  const records = {
    peer: 'waiting for the call record (these calls: 15 s; a thief talks for 20 min)',
    theirs: baseline,
  }
  const what = `${done.length} attacks under the default policy: event that crosses the rule to`
  return [
    row(`${what} the first BYE, median`, quantile(times('first'), 0.5), 'ms', records),
    row('the same: 99 of 100', quantile(times('first'), 0.99), 'ms', records),
    row('the same: of the last fifty attacks, median', quantile(times('first').slice(-50), 0.5), 'ms', {
      peer: 'of the first fifty',
      theirs: quantile(times('first').slice(0, 50), 0.5),
    }),
    row(`${what} the last BYE of eight calls, median`, quantile(times('last'), 0.5), 'ms', records),
    row('the same: 99 of 100', quantile(times('last'), 0.99), 'ms', records),
    row(`attacks with a stolen password cut whole, of ${done.length}`, cut, 'attacks', {
      peer: "fail2ban's Asterisk filter: addresses it sees in the same log",
      theirs: seen.fail2ban,
      higher: true,
    }),
    row('the same', cut, 'attacks', {
      peer: "CrowdSec's Asterisk scenarios: addresses they name from the same log",
      theirs: seen.crowdsec,
      higher: true,
    }),
    row(`legitimate calls cut meanwhile, of ${innocent.answered}`, innocent.byes.length, 'calls'),
  ]
}

/** One more attack, of an account on the quiet list, that nobody cuts: how long after its first event the first call record is there. */
async function firstRecord(pbx: Pbx, lines: readonly WatchLine[]): Promise<number> {
  const path = join(pbx.dir, 'log/cdr-csv/Master.csv')
  const records = (): number => (existsSync(path) ? readFileSync(path, 'utf8').split('"1003"').length : 0)
  const [before, seen] = [records(), lines.length]
  const thief = place({
    to: pbx.address,
    from: pbx.block.address(59),
    callers: [['1003', 'third-Phone-3']],
    dialled: ABROAD,
    count: CALLS,
    perSecond: 40,
    seconds: 15,
  }) // prettier-ignore
  while (records() === before) await sleep(20)
  const at = Date.now()
  await thief.done
  const first = lines.slice(seen).find((line) => 'dialled' in line && line.account === '1003')
  return first ? at - Date.parse(first.at) : Number.NaN
}

/** Addresses that fail2ban's filter sees in the security log of all these attacks; null when it is not here. */
async function matchedByFail2ban(log: string): Promise<number | null> {
  const filter = '/etc/fail2ban/filter.d/asterisk.conf'
  if (!existsSync(filter)) return null
  const { stdout } = await promisify(execFile)('fail2ban-regex', ['--out', 'ip', log, filter], {
    maxBuffer: 1 << 28,
  }).catch((error) => error as { stdout: string })
  return new Set(stdout.split('\n').filter((text) => /^\d+\./.test(text))).size
}
