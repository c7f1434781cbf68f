import { resolve } from 'node:path'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import type { ConnectReport } from '#contract'
import { plainText } from '#core/kernel'
import { capabilityLines } from '../capabilities.ts'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption, port } from '../options.ts'
import { note, print, printJson } from '../output.ts'

interface Options extends DataOptions, JsonOptions {
  readonly site: string
  readonly check?: boolean
  readonly ami?: HostPort
  readonly amiTls?: boolean
  readonly amiFingerprint?: string
  readonly host?: HostMaybePort
  readonly port?: number
  readonly tls?: 'starttls' | 'tls' | 'none'
  readonly from?: string
  readonly fingerprint?: string
  readonly user?: string
  readonly secretFile?: string
  readonly ari?: string
  readonly ariUser?: string
  readonly ariSecretFile?: string
  readonly db?: HostMaybePort
  readonly dbName?: string
  readonly dbUser?: string
  readonly dbSecretFile?: string
  readonly configDir?: string
  readonly cdr?: string
  readonly securityLog?: string
  readonly dir?: string
  readonly rpc?: string
  readonly evapi?: HostPort
  readonly acc?: string
  readonly ssh?: UserHost
  readonly keyFile?: string
  readonly hostKey?: string
  readonly table?: string
  readonly netns?: string
  readonly snmp?: HostMaybePort
  readonly auth?: string
  readonly authSecretFile?: string
  readonly priv?: string
  readonly privSecretFile?: string
  readonly uplink?: string[]
  readonly quarantineVlan?: number
}

interface HostPort {
  readonly host: string
  readonly port: number
}

interface HostMaybePort {
  readonly host: string
  readonly port?: number
}

interface UserHost {
  readonly user: string
  readonly host: string
  readonly port?: number
}

/** connect KIND: adds a PBX, a firewall or a mail server to a site, after trying it. */
export function connectCommand(): Command {
  const command = new Command('connect')
    .description('add a PBX, firewall or mail server to a site; says what can be read and done there')
    .addArgument(new Argument('<kind>', 'what it is').choices(Object.keys(settingsOf)))
    .option('--site <id>', 'the site it belongs to; made when it is new', 'main')
    .option('--check', 'only try it and say what can be done')
    .option('--ami <host:port>', 'asterisk, freepbx: address of the manager interface', hostPort)
    .option('--ami-tls', 'asterisk: the manager interface speaks TLS')
    .option('--ami-fingerprint <sha256>', 'asterisk: of a certificate that nobody signed')
    .option('--user <name>', 'asterisk, freepbx: manager user; switch: SNMPv3 user; smtp: who signs in')
    .option('--secret-file <file>', 'asterisk, freepbx, smtp: file that holds the secret of that user')
    .option('--ari <url>', 'asterisk: address of the REST interface')
    .option('--ari-user <name>', 'asterisk: user of the REST interface')
    .option('--ari-secret-file <file>', 'asterisk: file that holds its secret')
    .option('--db <host[:port]>', 'freepbx: address of its MariaDB, or the path of its socket', hostMaybePort)
    .option('--db-name <name>', 'freepbx: name of its database (default: asterisk)')
    .option('--db-user <name>', 'freepbx: database user that may read')
    .option('--db-secret-file <file>', 'freepbx: file that holds the password of that user')
    .option('--config-dir <dir>', 'asterisk: its configuration, when it can be read here')
    .option('--cdr <file>', 'asterisk: Master.csv, to catch up on missed calls')
    .option('--security-log <file>', 'asterisk: security log, to catch up on sign-ins')
    .option('--dir <dir>', 'files: folder that call records are put into', (dir) => resolve(dir))
    .option('--rpc <url>', 'kamailio: address of its JSON-RPC')
    .option('--evapi <host:port>', 'kamailio: address of its event interface', hostPort)
    .option('--acc <url>', 'kamailio: PostgreSQL that module acc writes to')
    .option('--ssh <user@host>', 'nftables: the firewall is another machine', userHost)
    .option('--key-file <file>', 'nftables: private key for --ssh')
    .option('--host-key <fingerprint>', 'nftables: SHA256:… of the host, pinned')
    .option('--table <family:name>', 'nftables: table to work in (default: inet:ringfence)')
    .option('--netns <name>', 'nftables: network namespace')
    .option('--snmp <host[:port]>', 'switch: address of its SNMPv3 agent', hostMaybePort)
    .option('--auth <protocol>', 'switch: how the user of --user proves itself (default: sha256)')
    .option('--auth-secret-file <file>', 'switch: file that holds the authentication secret')
    .option('--priv <protocol>', 'switch: how it is encrypted (default: aes)')
    .option('--priv-secret-file <file>', 'switch: file that holds the privacy secret')
    .option('--uplink <port...>', 'switch: ports that are never touched')
    .option('--quarantine-vlan <number>', 'switch: VLAN that ports are put into', vlan)
    .option('--host <host>', 'smtp: mail server that notices leave through', hostMaybePort)
    .option('--port <n>', 'smtp: its port (default: by --tls 587, 465 or 25)', port)
    .addOption(
      new Option('--tls <mode>', 'smtp: how it is encrypted (default: tls on port 465)').choices([
        'starttls',
        'tls',
        'none',
      ]),
    )
    .option('--from <address>', 'smtp: sender of the notices')
    .option('--fingerprint <sha256>', 'smtp: of a certificate that nobody signed')
  dataOption(command)
  jsonOption(command)
  example(
    command,
    'ringfence connect asterisk --site main --ami 192.0.2.10:5038 \\\n  --user ringfence --secret-file ami.secret --cdr /var/log/asterisk/cdr-csv/Master.csv',
  )
  command.addHelpText(
    'after',
    '  ringfence connect smtp --site main --host mail.example.com --user alerts@example.com \\\n    --secret-file smtp.secret --from alerts@example.com',
  )
  return command.action(run)
}

async function run(kind: keyof typeof settingsOf, { json, ...options }: Options): Promise<void> {
  const { connect } = await import('#app')
  const { data, site, check = false } = options
  const report = await connect({ kind, site, data, check, ...settingsOf[kind](options) })
  if (json) printJson(report)
  else show(report)
}

interface Settings {
  readonly settings: Record<string, unknown>
  readonly secretFiles: Record<string, string>
}

/** What each kind wants of the options. What is missing, the connector names. */
const settingsOf = {
  asterisk(o: Options): Settings {
    const ari = o.ari === undefined ? {} : { ari: { url: o.ari, user: o.ariUser, secret: '' } }
    return {
      settings: given({
        ...(o.ami ?? {}),
        tls: o.amiTls ?? false,
        fingerprint: o.amiFingerprint,
        user: o.user,
        configDir: o.configDir,
        cdr: o.cdr,
        securityLog: o.securityLog,
        ...ari,
      }),
      secretFiles: given({ secret: o.secretFile, 'ari.secret': o.ari && o.ariSecretFile }),
    }
  },
  freepbx(o: Options): Settings {
    const { settings, secretFiles } = settingsOf.asterisk(o)
    const database = given({ ...(o.db ?? {}), name: o.dbName, user: o.dbUser, secret: '' })
    return {
      settings: { ...settings, database },
      secretFiles: { ...secretFiles, ...given({ 'database.secret': o.dbSecretFile }) },
    }
  },
  files: (o: Options): Settings => ({ settings: given({ dir: o.dir }), secretFiles: {} }),
  kamailio: (o: Options): Settings => ({
    settings: given({ rpc: o.rpc, evapi: o.evapi, acc: o.acc }),
    secretFiles: {},
  }),
  nftables: (o: Options): Settings => ({
    settings: given({
      table: o.table,
      netns: o.netns,
      ssh: o.ssh && { ...o.ssh, keySecret: '', hostKey: o.hostKey },
    }),
    secretFiles: given({ 'ssh.keySecret': o.ssh && o.keyFile }),
  }),
  switch: (o: Options): Settings => ({
    settings: given({
      ...(o.snmp ?? {}),
      user: o.user,
      auth: o.auth,
      priv: o.priv,
      uplinks: o.uplink,
      quarantineVlan: o.quarantineVlan,
    }),
    secretFiles: given({ authSecret: o.authSecretFile, privSecret: o.privSecretFile }),
  }),
  smtp: (o: Options): Settings => ({
    settings: given({
      port: o.port,
      ...(o.host ?? {}),
      tls: o.tls,
      user: o.user,
      from: o.from,
      fingerprint: o.fingerprint,
      trusted: true,
    }),
    secretFiles: given({ secret: o.secretFile }),
  }),
}

const given = <T>(object: Record<string, T | undefined>): Record<string, T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Record<string, T>

function show(report: ConnectReport): void {
  print(`${plainText(report.product)} at site ${report.site}${report.id === null ? ' (tried only)' : ''}`)
  for (const line of report.reads) print(`  ${plainText(line)}`)
  for (const line of capabilityLines(report.capabilities)) print(`  ${line}`)
  if (report.paste !== '') note(`\nTo enable the rest, put on the system:\n\n${report.paste}`)
  if (report.id !== null) note(`Connected as ${report.id}`)
}

function hostPort(text: string): HostPort {
  const m = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(text)
  if (!m) throw new InvalidArgumentError('Write it as HOST:PORT, like 192.0.2.10:5038.')
  return { host: m[1] as string, port: Number(m[2]) }
}

function hostMaybePort(text: string): HostMaybePort {
  return /^[^:]+:\d{1,5}$|\]:\d{1,5}$/.test(text) ? hostPort(text) : { host: text.replace(/^\[|\]$/g, '') }
}

function userHost(text: string): UserHost {
  const m = /^([\w.-]+)@\[?([^\]]+?)\]?(?::(\d{1,5}))?$/.exec(text)
  if (!m) throw new InvalidArgumentError('Write it as USER@HOST, like fence@192.0.2.1.')
  return { user: m[1] as string, host: m[2] as string, ...(m[3] ? { port: Number(m[3]) } : {}) }
}

function vlan(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 4094) return Number(text)
  throw new InvalidArgumentError('Write the number of a VLAN, 1 to 4094.')
}
