import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const call = promisify(execFile)
const BIG = { maxBuffer: 1 << 30 }

/** Addresses it named, and how long the whole log took. */
export interface Found {
  readonly named: ReadonlySet<string>
  readonly seconds: number
}

/** Debian's package unpacked, not installed: its installation wants to register at a central service. */
export async function crowdsec(log: string): Promise<Found | null> {
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
