import { draft } from '../draft.ts'
import { shown } from '../mask.ts'
import type { ConfigFile, Origin } from '../model.ts'
import type { Taking } from '../taking.ts'
import { type ActiveLine, activeLines } from './active-lines.ts'
import { blockOf, leavesOutCalls, meansOwnUsers, type Scope, scopesOf } from './scopes.ts'

const IS_KAMAILIO = /^\s*(?:#!KAMAILIO|#!SER|loadmodule\s+"|modparam\(\s*")/m

/** kamailio.cfg: what its routes do before they believe a request, and what listens. */
export function readKamailio(files: readonly ConfigFile[], to: Taking): ReadonlySet<string> {
  const own = files.filter(({ path, text }) => /\.cfg$/i.test(path) && IS_KAMAILIO.test(text))
  for (const file of own) readFile(file, to)
  return new Set(own.map(({ path }) => path))
}

interface Config {
  readonly file: string
  readonly text: string
  readonly lines: readonly ActiveLine[]
  readonly defines: ReadonlyMap<string, ActiveLine>
}

function readFile(file: ConfigFile, to: Taking): void {
  to.told.add('sip-proxy').add('sip-settings').add('control-socket')
  const config: Config = { file: file.path, text: file.text, ...activeLines(file.text) }
  const it = draft('sip-proxy', file.path, { file: file.path, line: 1, text: '' })
  const says = (fact: string, pattern: RegExp): void => {
    const line = find(config, pattern)
    it.say(fact, line !== null, line)
  }
  readAuthentication(config, it)
  says('stopsFloods', /\b(?:pike_check_req|rl_check|pipelimit|pl_check)\s*\(|\$sht\(ipban/)
  says('checksSanity', /\bsanity_check\s*\(/)
  says('refusesScanners', /\$ua\s*(?:=~|==)/)
  says('limitsSize', /\bmsg:len\b|\$ml\b|MSG_MAX_SIZE/)
  const guard = find(
    config,
    /not relaying|\b(?:from_)?uri\s*!=\s*myself|!\s*is_myself\(|!\s*allow_(?:trusted|source_address|address)\(/i,
  )
  it.say('guardsRelay', guard !== null, guard)
  readFlood(config, it)
  readDatabase(config, it)
  readRegistrar(config, it)
  to.drafts.push(it)
  const settings = draft('sip-settings', file.path, it.at)
  const tls = find(config, /^\s*listen\s*=\s*tls:|enable_tls\s*=\s*(?:yes|1)/i)
  settings.say('encrypts', tls !== null, tls)
  readSignature(config, settings)
  to.drafts.push(settings)
  readSockets(config, to)
}

const placeOf = (file: string, { text, line }: ActiveLine): Origin => ({
  file,
  line,
  text: masked(text.trim()),
})

function find({ file, lines }: Config, pattern: RegExp): Origin | null {
  const line = lines.find(({ text }) => pattern.test(text))
  return line ? placeOf(file, line) : null
}

/** `modparam("auth_db", "password_column", "password")` hides what stands under a secret's name. */
const masked = (text: string): string => {
  const [, name = '', value = ''] = /modparam\(\s*"[^"]*"\s*,\s*"([^"]*)"\s*,\s*"([^"]*)"/.exec(text) ?? []
  const hidden = value === '' ? text : text.replace(value, shown(name, value))
  return hidden.replace(/(\/\/[^\s/:@]+:)[^\s@/]+@/g, '$1••••@')
}

interface Parameter {
  readonly value: string
  readonly at: Origin
}

function parameter({ file, lines }: Config, module: string, name: string): Parameter | null {
  const pattern = new RegExp(
    `modparam\\(\\s*"(?:[^"]*\\|)?${module}(?:\\|[^"]*)?"\\s*,\\s*"${name}"\\s*,\\s*("?)(.*?)\\1\\s*\\)`,
  )
  const found = lines.findLast(({ text }) => pattern.test(text))
  if (!found) return null
  return {
    value: pattern.exec(found.text)?.[2] ?? '',
    at: { file, line: found.line, text: masked(found.text.trim()) },
  }
}

type It = ReturnType<typeof draft>

const ASKS =
  /\b(?:www_authorize|proxy_authorize|pv_www_authenticate|pv_proxy_authenticate|pv_auth_check|auth_check)\s*\(/

/** Whether anybody is asked for a secret, and whether callers are: all of them, or those alone who say they are of the house. */
function readAuthentication(config: Config, it: It): void {
  const asks = scopesOf(config.lines, ASKS)
  const at = (scope: Scope | undefined): Origin | null => (scope && placeOf(config.file, scope.line)) || null
  it.say('authenticates', asks.length > 0, at(asks[0]))
  const calls = asks.filter(({ conditions }) => !conditions.some(leavesOutCalls))
  it.say('authenticatesCalls', calls.length > 0, at(calls[0] ?? asks[0]))
  const all = calls.find(({ conditions }) => !conditions.some(meansOwnUsers))
  it.say('authenticatesStrangers', all !== undefined, at(all ?? calls[0]))
}

/** In the answers it makes itself Kamailio names its version, unless it is told otherwise. */
function readSignature(config: Config, it: It): void {
  const off = find(config, /^\s*server_signature\s*=\s*(?:no|off|0|false)\b/i)
  const own = find(config, /^\s*server_header\s*=/)
  // It has no realm of its own: each route names one.
  it.say('realm', '')
  it.say(
    'namesVersion',
    off === null && (own === null || /kamailio|\d+\.\d+/i.test(own.text.replace('server_header', ''))),
    off ?? own,
  )
}

function readFlood(config: Config, it: It): void {
  const density = parameter(config, 'pike', 'reqs_density_per_unit')
  it.say('floodLimit', density ? Number(density.value) : 0, density?.at)
}

function readDatabase(config: Config, it: It): void {
  const define = config.defines.get('DBURL')
  const defined = define && /kamailiorw@/.test(define.text) ? placeOf(config.file, define) : null
  const used = defined ?? find(config, /kamailiorw@/)
  // Written in a part that is switched off, it still is what the database was set up with.
  const written = config.text.split('\n').findIndex((text) => /^\s*[#!]!\w+\s.*kamailiorw@/.test(text))
  const unused = written < 0 ? null : { file: config.file, line: written + 1, text: '' }
  it.say('defaultDatabasePassword', used !== null || unused !== null, used ?? unused)
  it.say('usesDatabase', used !== null)
  const plain = parameter(config, 'auth_db', 'calculate_ha1')
  it.say('clearPasswords', plain !== null && plain.value !== '0', plain?.at)
}

function readRegistrar(config: Config, it: It): void {
  const most = parameter(config, 'registrar', 'max_contacts')
  const registers = find(config, /\bsave\s*\(\s*"/)
  it.say('registers', registers !== null, registers)
  it.say('maxContacts', most ? Number(most.value) : 0, most?.at ?? registers)
}

const LOOPBACK = /127\.0\.0\.1|localhost|\[?::1\]?|unix:/

function readSockets(config: Config, to: Taking): void {
  for (const { text, line } of config.lines) {
    const at = { file: config.file, line, text: masked(text.trim()) }
    const control =
      /modparam\(\s*"(ctl|jsonrpcs|rtpengine|rtpproxy)"\s*,\s*"(binrpc|tcp_socket|rtpengine_sock|rtpproxy_sock)"\s*,\s*"([^"]+)"/.exec(
        text,
      )
    if (!control) continue
    const [, module = '', , address = ''] = control
    const it = draft('control-socket', `${module} ${address}`, at)
    const beyond = /(?:tcp|udp):/.test(address) && !LOOPBACK.test(address)
    it.say('listensBeyondLoopback', beyond, at)
    it.say('limited', !beyond, at)
    it.say('kamailio', module.startsWith('rtp') ? 'relay' : 'rpc')
    to.drafts.push(it)
  }
  readRpcOverHttp(config, to)
}

/** RPC by HTTP is open to whoever reaches the port, unless its route asks who that is. */
function readRpcOverHttp(config: Config, to: Taking): void {
  const route = find(config, /jsonrpc_dispatch\s*\(/)
  if (!route || !find(config, /loadmodule\s+"xhttp/)) return
  const it = draft('control-socket', 'RPC over HTTP', route)
  const door = { ...config, lines: blockOf(config.lines, /event_route\s*\[\s*xhttp:request\s*\]/) }
  const guard = find(door, /(?:src_ip|\$si)\s*(?:!=|==|=~)|allow_source_address|www_authenticate/)
  it.say('listensBeyondLoopback', guard === null, route)
  it.say('limited', guard !== null, guard ?? route)
  it.say('kamailio', 'rpc')
  to.drafts.push(it)
}
