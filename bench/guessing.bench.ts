import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { crowdsec, type Found } from './crowdsec.ts'
import type { BenchRow } from './model.ts'
import { guessing, innocent, type SecurityLog, securityLog, type Who } from './security-log.ts'

const call = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const BIG = { maxBuffer: 1 << 30 }
const area = 'guessing'

/** Who guessed passwords, told from one security log: beside fail2ban's and CrowdSec's own Asterisk rules. */
export async function run(): Promise<BenchRow[]> {
  const log = await securityLog()
  const ours = await investigate(log.path)
  const peers: [string, Found | null][] = [
    ['fail2ban, its Asterisk jail (10 in 10 min)', await fail2ban(log.path)],
    ['CrowdSec, its Asterisk scenarios', await crowdsec(log.path)],
  ]
  return peers.flatMap(([peer, theirs]) => compare(log, ours, peer, theirs))
}

function compare(log: SecurityLog, ours: Found, peer: string, theirs: Found | null): BenchRow[] {
  const row = (what: string, unit: string, of: (found: Found) => number, higherIsBetter: boolean) => ({
    area,
    what,
    ours: of(ours),
    peer,
    theirs: theirs && of(theirs),
    unit,
    higherIsBetter,
  })
  const named = (who: Who) => (found: Found) => log.addresses[who].filter((ip) => found.named.has(ip)).length
  return [
    ...guessing.map((who) => row(`guesses ${who}: addresses found`, 'of 20', named(who), true)),
    ...innocent.map((who) => row(`${who}: addresses accused`, 'of 20', named(who), false)),
    row('lines read', '1/s', ({ seconds }) => log.lines / seconds, true),
  ]
}

async function investigate(log: string): Promise<Found> {
  const began = performance.now()
  const { stdout } = await call(
    process.execPath,
    [join(root, 'tools/ringfence.mjs'), 'investigate', log, '--timezone', 'UTC', '--json'],
    BIG,
  ).catch((error) => error)
  const seconds = (performance.now() - began) / 1000
  const { sources } = JSON.parse(stdout) as { sources: { ip: string; signals: string[] }[] }
  return { named: new Set(sources.filter(({ signals }) => signals.length > 0).map(({ ip }) => ip)), seconds }
}

const MAX_RETRY = 10
const FIND_TIME = 600

/** Its filter finds the lines; the jail's arithmetic over them is its default. */
async function fail2ban(log: string): Promise<Found | null> {
  const filter = '/etc/fail2ban/filter.d/asterisk.conf'
  if (!(await there(filter))) return null
  const began = performance.now()
  const { stdout } = await call('fail2ban-regex', ['--out', 'row', log, filter], BIG)
  const seconds = (performance.now() - began) / 1000
  const named = new Set<string>()
  const tries = new Map<string, number[]>()
  for (const [, ip = '', at = ''] of stdout.matchAll(/\['([\d.]+)',\s*([\d.]+)/g)) {
    const recent = (tries.get(ip) ?? []).filter((t) => t > Number(at) - FIND_TIME)
    recent.push(Number(at))
    tries.set(ip, recent)
    if (recent.length >= MAX_RETRY) named.add(ip)
  }
  return { named, seconds }
}

const there = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
