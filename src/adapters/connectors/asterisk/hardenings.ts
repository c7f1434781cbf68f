import { DomainError } from '#core/kernel'

/** A change of the configuration that closes what an audit found open. */
export interface Hardening {
  readonly file: string
  readonly section: string
  /** The `type=` of the section, where PJSIP knows several of one name. */
  readonly type?: string
  readonly lines: readonly (readonly [key: string, value: string])[]
  /** What reads it again: a module that must be loaded, or a part of Asterisk that always is. */
  readonly module: string
  /** The lines are added to whatever stands there; else they are the only ones of their key. */
  readonly adds: boolean
  /** A line that is missing means the same as ours. */
  readonly isDefault: boolean
  /** Who is shut out by it; '' for nobody but strangers. */
  readonly shutsOut: string
}

const AT_LEAST: readonly string[] = ['minpassword', 'probation']
const AT_MOST: readonly string[] = ['maxlogins']

/** Whether a value is as good as ours: nobody's stricter one is taken back. */
export function isEnough(key: string, value: string, wanted: string): boolean {
  if (AT_LEAST.includes(key)) return Number(value) >= Number(wanted)
  if (AT_MOST.includes(key)) return Number(value) <= Number(wanted)
  return value === wanted
}

interface Known extends Omit<Hardening, 'section' | 'file' | 'lines'> {
  /** `file [section] key=value …`; the section may be a pattern. */
  readonly file: string
  readonly section: RegExp
  readonly words: string
}

const usual = { adds: false, isDefault: false, shutsOut: '' }
const known: readonly Known[] = [
  {
    ...usual,
    file: 'pjsip.conf',
    section: /^anonymous(?:@[\w.-]+)?$/,
    type: 'endpoint',
    words: 'deny=0.0.0.0/0 deny=::/0',
    module: 'res_pjsip.so',
    adds: true,
  },
  {
    ...usual,
    file: 'rtp.conf',
    section: /^general$/,
    words: 'strictrtp=yes probation=4 srtpreplayprotection=yes',
    module: 'res_rtp_asterisk.so',
    isDefault: true,
  },
  {
    ...usual,
    file: 'voicemail.conf',
    section: /^general$/,
    words: 'minpassword=6',
    module: 'app_voicemail.so',
  },
  {
    ...usual,
    file: 'voicemail.conf',
    section: /^general$/,
    words: 'maxlogins=3',
    module: 'app_voicemail.so',
    isDefault: true,
  },
  { ...usual, file: 'logger.conf', section: /^logfiles$/, words: 'security.log=security', module: 'logger' },
  {
    ...usual,
    file: 'http.conf',
    section: /^general$/,
    words: 'bindaddr=127.0.0.1',
    module: 'http',
    shutsOut:
      "Phones and programs on other machines that use the PBX's web server (WebSocket, ARI) are shut out",
  },
  {
    ...usual,
    file: 'manager.conf',
    section: /^general$/,
    words: 'bindaddr=127.0.0.1',
    module: 'manager',
    shutsOut: 'Programs on other machines that use the management interface are shut out',
  },
  { ...usual, file: 'sip.conf', section: /^general$/, words: 'allowguest=no', module: 'chan_sip.so' },
  { ...usual, file: 'sip.conf', section: /^general$/, words: 'alwaysauthreject=yes', module: 'chan_sip.so' },
]

/**
 * The change that a target names: `rtp.conf [general] strictrtp=yes …`. Only those of this list: whoever may write any line of a dial
 * plan may run programs on the PBX.
 */
export function hardeningOf(target: string): Hardening {
  const [, file = '', section = '', words = ''] = /^(\S+) \[([^\]]+)\] (.+)$/.exec(target) ?? []
  const found = known.find((each) => each.file === file && each.words === words && each.section.test(section))
  if (!found)
    throw new DomainError(
      'setting-unknown',
      `"${target}" is no setting that Ringfence changes`,
      'Take it as the finding of an audit names it: see docs/guides/asterisk.md for those there are.',
    )
  const lines = words.split(' ').map((word): [string, string] => {
    const [key = '', value = ''] = word.split('=')
    return [key, value]
  })
  return { ...found, section, lines }
}
