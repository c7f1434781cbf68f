import { execFile } from 'node:child_process'
import { access, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { BenchRow } from './model.ts'
import { guessing, innocent, type SecurityLog, securityLog, type Who } from './security-log.ts'

const call = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const BIG = { maxBuffer: 1 << 30 }
const area = 'guessing'

/** Addresses it named, and how long the whole log took. */
interface Found {
  readonly named: ReadonlySet<string>
  readonly seconds: number
}

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

/** Debian's package unpacked, not installed: its installation wants to register at a central service. */
async function crowdsec(log: string): Promise<Found | null> {
  const folder = await mkdtemp(join(tmpdir(), 'ringfence-bench-'))
  try {
    await call('apt-get', ['-qq', 'download', 'crowdsec'], { cwd: folder })
    const [deb = ''] = (await readdir(folder)).filter((name) => name.endsWith('.deb'))
    await call('dpkg', ['-x', deb, 'pack'], { cwd: folder })
    const config = await crowdsecConfig(folder)
    const began = performance.now()
    const { stdout, stderr } = await call(
      join(folder, 'pack/usr/bin/crowdsec'),
      ['-c', config, '-no-capi', '-type', 'asterisk', '-dsn', `file://${log}`],
      BIG,
    )
    const seconds = (performance.now() - began) / 1000
    const named = `${stdout}${stderr}`.matchAll(/Ip ([\d.]+) performed 'crowdsecurity\/asterisk/gi)
    return { named: new Set([...named].map(([, ip = '']) => ip)), seconds }
  } catch (error) {
    process.stderr.write(`CrowdSec could not be run: ${String(error).slice(0, 300)}\n`)
    return null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A configuration that knows no online service: the packaged hub's Asterisk parser and scenarios, and nothing else. */
async function crowdsecConfig(folder: string): Promise<string> {
  const pack = join(folder, 'pack')
  const hub = join(pack, 'usr/share/crowdsec/hub')
  const here = join(folder, 'etc')
  const take = async (from: string, names: RegExp, to: string): Promise<void> => {
    await mkdir(join(here, to), { recursive: true })
    for (const name of (await readdir(from)).filter((each) => names.test(each)))
      await cp(join(from, name), join(here, to, name), { recursive: true })
  }
  await take(join(pack, 'etc/crowdsec'), /^(patterns|profiles\.yaml|simulation\.yaml)$/, '')
  await take(hub, /./, 'hub')
  await take(join(pack, 'usr/share/crowdsec/data'), /./, 'data')
  await take(join(hub, 'parsers/s00-raw/crowdsecurity'), /^syslog-logs\.yaml$/, 'parsers/s00-raw')
  await take(join(hub, 'parsers/s01-parse/crowdsecurity'), /^asterisk-logs\.yaml$/, 'parsers/s01-parse')
  await take(join(hub, 'parsers/s02-enrich/crowdsecurity'), /^dateparse-enrich\.yaml$/, 'parsers/s02-enrich')
  await take(join(hub, 'scenarios/crowdsecurity'), /^asterisk_.*\.yaml$/, 'scenarios')
  for (const empty of ['notifications', 'acquis.d', 'postoverflows', 'collections'])
    await mkdir(join(here, empty), { recursive: true })
  await writeFile(join(here, 'acquis.yaml'), '')
  await writeFile(
    join(here, 'lapi.yaml'),
    'url: http://127.0.0.1:18081\nlogin: bench\npassword: bench-password\n',
  )
  const config = join(here, 'config.yaml')
  await writeFile(config, configText(here, join(pack, 'usr/lib/crowdsec/plugins')))
  await call(join(pack, 'usr/bin/cscli'), [
    '-c',
    config,
    'machines',
    'add',
    'bench',
    '--password',
    'bench-password',
    '--force',
    '-f',
    join(here, 'lapi.yaml'),
  ])
  return config
}

const configText = (here: string, plugins: string): string => `
common: { daemonize: false, log_media: stdout, log_level: info, working_dir: . }
config_paths:
  config_dir: ${here}
  data_dir: ${here}/data
  simulation_path: ${here}/simulation.yaml
  hub_dir: ${here}/hub
  index_path: ${here}/hub/.index.json
  notification_dir: ${here}/notifications
  plugin_dir: ${plugins}
crowdsec_service: { acquisition_path: ${here}/acquis.yaml, parser_routines: 1 }
cscli: { output: json }
db_config: { log_level: info, type: sqlite, db_path: ${here}/data/crowdsec.db }
api:
  client: { insecure_skip_verify: false, credentials_path: ${here}/lapi.yaml }
  server: { log_level: info, listen_uri: 127.0.0.1:18081, profiles_path: ${here}/profiles.yaml }
prometheus: { enabled: false, level: full, listen_addr: 127.0.0.1, listen_port: 16060 }
`

const there = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
