import { draft } from '../draft.ts'
import type { Gathering } from './model.ts'
import { isNo, isYes, listOf, originOf } from './origin.ts'
import { allOf, lastOf, type Section } from './parse-config.ts'

/** asterisk.conf. */
export function readOptions(sections: readonly Section[], to: Gathering): void {
  to.told.add('asterisk-options')
  const options = sections.find((section) => section.name === 'options')
  const files = sections.find((section) => section.name === 'files')
  const at = options?.at ?? sections[0]?.at ?? { file: 'asterisk.conf', line: 1, text: '' }
  const it = draft('asterisk-options', 'asterisk.conf', at)
  const own = options ?? { entries: [] }
  const dangerous = lastOf(own, 'live_dangerously')
  it.say('livesDangerously', isYes(dangerous?.value), dangerous && originOf(dangerous))
  const user = lastOf(own, 'runuser')
  it.say('runsAs', user?.value ?? 'root', user && originOf(user))
  const exec = lastOf(own, 'execincludes')
  it.say('runsIncludes', isYes(exec?.value), exec && originOf(exec))
  const shell = lastOf(own, 'disable_remote_console_shell')
  it.say('consoleShell', !isYes(shell?.value), shell && originOf(shell))
  const mode = lastOf(files ?? own, 'astctlpermissions')
  it.say('socketForAll', /[2367]$/.test(mode?.value ?? ''), mode && originOf(mode))
  const most = lastOf(own, 'maxcalls')
  it.say('maxCalls', most ? Number(most.value) : 0, most && originOf(most))
  to.drafts.push(it)
}

/** cli_permissions.conf. */
export function readCliPermissions(sections: readonly Section[], to: Gathering): void {
  to.told.add('cli-permissions')
  const general = sections.find((section) => section.name === 'general')
  if (!general) return
  const it = draft('cli-permissions', 'cli_permissions.conf', general.at)
  const fallback = lastOf(general, 'default_perm')
  it.say('permitsByDefault', !/^deny$/i.test(fallback?.value ?? 'permit'), fallback && originOf(fallback))
  it.say('namedUsers', sections.filter((section) => section !== general).length)
  to.drafts.push(it)
}

const RISKY = [
  'chan_sip',
  'chan_iax2',
  'chan_mgcp',
  'chan_skinny',
  'chan_unistim',
  'res_snmp',
  'pbx_dundi',
  'app_adsiprog',
  'res_http_post',
  'res_phoneprov',
]
const OLD = ['chan_sip', 'chan_mgcp', 'chan_skinny', 'res_phoneprov']

/** modules.conf: what is loaded, by autoload or by name. Asterisk's names may stand with or without `.so`. */
export function readModules(sections: readonly Section[], to: Gathering): void {
  to.told.add('modules')
  const modules = sections.find((section) => section.name === 'modules')
  if (!modules) return
  const it = draft('modules', 'modules.conf', modules.at)
  const auto = lastOf(modules, 'autoload')
  const autoload = isYes(auto?.value)
  const bare = (value: string): string => value.replace(/\.so$/, '')
  const not = new Set(allOf(modules, 'noload').map(({ value }) => bare(value)))
  const loads = modules.entries.filter(({ key }) => /^(?:load|preload|require)$/i.test(key))
  const loaded = new Set(loads.map(({ value }) => bare(value)))
  const isLoaded = (name: string): boolean => !not.has(name) && (autoload || loaded.has(name))
  it.say('autoload', autoload, auto && originOf(auto))
  const place = (names: readonly string[]) => loads.find(({ value }) => names.includes(bare(value))) ?? auto
  const risky = RISKY.filter(isLoaded)
  const riskyAt = place(risky)
  it.say('unneeded', risky, riskyAt && originOf(riskyAt))
  const named = OLD.filter((name) => loaded.has(name) && !not.has(name))
  const oldAt = place(named)
  it.say('outdated', named, oldAt && originOf(oldAt))
  to.drafts.push(it)
}

/** logger.conf. */
export function readLogger(sections: readonly Section[], to: Gathering): void {
  to.told.add('logger')
  const files = sections.find((section) => section.name === 'logfiles')
  const at = files?.at ?? sections[0]?.at ?? { file: 'logger.conf', line: 1, text: '' }
  const it = draft('logger', 'logger.conf', at)
  const security = files?.entries.find(({ value }) =>
    listOf(value.replace(/^\[[^\]]*\]/, '')).some((each) => /^(?:security|\*)$/i.test(each)),
  )
  it.say('keepsSecurity', security !== undefined, security && originOf(security))
  to.drafts.push(it)
}

/** rtp.conf: the defaults are those of res_rtp_asterisk.c. */
export function readRtp(sections: readonly Section[], to: Gathering): void {
  to.told.add('rtp')
  const general = sections.find((section) => section.name === 'general')
  if (!general) return
  const it = draft('rtp', 'rtp.conf', general.at)
  const strict = lastOf(general, 'strictrtp')
  it.say('strict', !isNo(strict?.value), strict && originOf(strict))
  const probation = lastOf(general, 'probation')
  it.say('probation', probation ? Number(probation.value) : 4, probation && originOf(probation))
  const replay = lastOf(general, 'srtpreplayprotection')
  it.say('stopsReplay', !isNo(replay?.value), replay && originOf(replay))
  for (const [fact, key, usual] of [
    ['from', 'rtpstart', 5000],
    ['to', 'rtpend', 31_000],
  ] as const) {
    const entry = lastOf(general, key)
    it.say(fact, entry ? Number(entry.value) : usual, entry && originOf(entry))
  }
  to.drafts.push(it)
}
