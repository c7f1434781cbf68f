import { type Draft, draft } from '../draft.ts'
import type { ConfigFile, Origin } from '../model.ts'
import type { Taking } from '../taking.ts'

/** Files of the operating system under the telephone system: sshd_config and fail2ban's jails. */
export function readHost(files: readonly ConfigFile[], to: Taking): ReadonlySet<string> {
  const read = new Set<string>()
  const sshd = files.filter(({ path }) => /(?:^|\/)sshd_config(?:\.d\/[^/]+\.conf)?$/.test(path))
  if (sshd.length > 0) {
    to.told.add('sshd')
    to.drafts.push(readSshd(sshd))
  }
  const jails = files.filter(({ path }) => /(?:^|\/)jail\.(?:conf|local|d\/[^/]+)$/.test(path))
  if (jails.length > 0) {
    to.told.add('ban-jail')
    to.drafts.push(readJails(jails))
  }
  for (const { path } of [...sshd, ...jails]) read.add(path)
  return read
}

interface Line {
  readonly key: string
  readonly value: string
  readonly at: Origin
}

/** The first value of a key counts, as sshd reads it; files of sshd_config.d are read where they are included, at the top. */
function readSshd(files: readonly ConfigFile[]): Draft {
  const ordered = files.toSorted((a, b) => Number(b.path.includes('.d/')) - Number(a.path.includes('.d/')))
  const lines = ordered.flatMap((file) => linesOf(file, /^\s*([A-Za-z]+)[\s=]+(.*?)\s*$/))
  const outside = lines.slice(
    0,
    lines.findIndex(({ key }) => key === 'match') < 0
      ? undefined
      : lines.findIndex(({ key }) => key === 'match'),
  )
  const of = (key: string): Line | undefined => outside.find((line) => line.key === key)
  const [main] = files as [ConfigFile, ...ConfigFile[]]
  const it = draft('sshd', main.path, { file: main.path, line: 1, text: '' })
  const password = of('passwordauthentication')
  it.say('takesPasswords', !/^no$/i.test(password?.value ?? 'yes'), password?.at)
  const root = of('permitrootlogin')
  it.say('rootByPassword', /^yes$/i.test(root?.value ?? 'prohibit-password'), root?.at)
  return it
}

function linesOf(file: ConfigFile, pattern: RegExp): Line[] {
  return file.text.split('\n').flatMap((raw, index) => {
    const text = raw.replace(/\s#.*$/, '')
    const [, key = '', value = ''] = /^\s*[#;]/.test(text) ? [] : (pattern.exec(text) ?? [])
    return key === ''
      ? []
      : [{ key: key.toLowerCase(), value, at: { file: file.path, line: index + 1, text: text.trim() } }]
  })
}

const JAILS = /^(?:asterisk|asterisk-[a-z]+|freeswitch|pbx-gui|kamailio)$/

function readJails(files: readonly ConfigFile[]): Draft {
  const jails = new Map<string, Map<string, Line>>()
  const order = files.toSorted(
    (a, b) => Number(a.path.endsWith('.local')) - Number(b.path.endsWith('.local')),
  )
  for (const file of order) readJailFile(file, jails)
  const [main] = files as [ConfigFile, ...ConfigFile[]]
  const it = draft('ban-jail', 'fail2ban', { file: main.path, line: 1, text: '' })
  const usual = jails.get('DEFAULT') ?? new Map<string, Line>()
  const on = [...jails].filter(
    ([name, jail]) =>
      JAILS.test(name) &&
      /^(?:true|yes|1)$/i.test((jail.get('enabled') ?? usual.get('enabled'))?.value ?? 'false'),
  )
  const [, first] = on[0] ?? []
  it.say('guardsPbx', on.length > 0, first?.get('enabled')?.at)
  const time = first?.get('bantime') ?? usual.get('bantime')
  it.say('banSeconds', secondsOf(time?.value ?? '10m'), time?.at)
  const ignored = [...jails.values()]
    .map((jail) => jail.get('ignoreip'))
    .find((line) =>
      /(?:^|\s)(?:0\.0\.0\.0\/0|::\/0|\d+\.0\.0\.0\/[1-8])(?:\s|$)/.test(privateLeftOut(line?.value ?? '')),
    )
  it.say('ignoresAll', ignored !== undefined, ignored?.at)
  return it
}

/** 10/8 and loopback are no strangers. */
const privateLeftOut = (text: string): string => text.replace(/(?:^|\s)(?:10\.0\.0\.0|127\.0\.0\.0)\/8/g, ' ')

function readJailFile(file: ConfigFile, jails: Map<string, Map<string, Line>>): void {
  let name = ''
  for (const line of linesOf(file, /^\s*(\[[^\]]+\]|[\w.]+\s*(?==))\s*=?\s*(.*?)\s*$/)) {
    if (line.key.startsWith('[')) name = /\[([^\]]+)\]/.exec(line.at.text)?.[1] ?? ''
    else {
      const jail = jails.get(name) ?? new Map<string, Line>()
      jail.set(line.key.trim(), line)
      jails.set(name, jail)
    }
  }
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** `600`, `10m`, `1h`, `-1` for ever. */
function secondsOf(text: string): number {
  if (/^-\d/.test(text)) return Number.MAX_SAFE_INTEGER
  const [, number = '600', unit = 's'] = /^(\d+)\s*([smhdw])?/.exec(text) ?? []
  return Number(number) * (UNITS[unit] ?? 1)
}
