import type { DialPlan } from '#core/numbering'
import type { Texts } from './plain-row.ts'

/** Who stands at the end of a channel. One object a name for the whole run; `trunk` and `phone` are learned on the way. */
export interface Endpoint {
  readonly name: string
  readonly kind: 'none' | 'local' | 'endpoint'
  /** An extension of this site by its name. */
  readonly internal: boolean
  /** A line to the outside: by its shape, or because an external call was seen leaving by it. */
  trunk: boolean
  /** A phone by behaviour: it placed calls with an internal number of its own. */
  phone: boolean
  /** Number of its name among those of whoever takes the calls, 0 until somebody asked for it. */
  number: number
}

export interface Endpoints {
  of(channel: string): Endpoint
  /** That of PJSIP/name-0001 or SIP/name-0001, by the number of the name among texts. */
  numbered(texts: Texts, name: number): Endpoint
}

export const NOBODY: Endpoint = {
  name: '',
  kind: 'none',
  internal: false,
  trunk: false,
  phone: false,
  number: 0,
}
const MAX_KNOWN = 200_000
const RECENT = 4096

/** Finds the endpoint of `PJSIP/240-0001`, `IAX2/x-1`, `sofia/internal/1001@host`, `Local/200@ctx-1;2`, a bare device name. */
export function createEndpoints(plan: DialPlan): Endpoints {
  let known = new Map<string, Endpoint>()
  const recent: (Endpoint | undefined)[] = new Array<Endpoint | undefined>(RECENT).fill(undefined)
  const make = (name: string, kind: 'local' | 'endpoint', trunk: boolean, phone: boolean): Endpoint => {
    // A slice would keep its whole chunk of text alive.
    const own = name.split('').join('')
    const endpoint: Endpoint = { name: own, kind, internal: plan.isInternal(own), trunk, phone, number: 0 }
    if (known.size >= MAX_KNOWN) known = new Map()
    known.set(kind === 'local' ? `Local/${own}` : own, endpoint)
    return endpoint
  }
  const named = (name: string): Endpoint =>
    known.get(name) ?? make(name, 'endpoint', name === 'anonymous', false)
  /** PJSIP/name-00000012 and SIP/name-0012: the usual case. */
  const usual = (channel: string, from: number): Endpoint => {
    const dash = channel.lastIndexOf('-')
    const end = dash > from ? dash : channel.length
    const at = recentSlot(channel, from, end)
    const found = recent[at]
    if (found && found.name.length === end - from && channel.startsWith(found.name, from)) return found
    const endpoint = named(channel.slice(from, end))
    recent[at] = endpoint
    return endpoint
  }
  const of = (channel: string): Endpoint => {
    if (channel === '') return NOBODY
    if (channel.startsWith('PJSIP/')) return usual(channel, 6)
    if (channel.startsWith('SIP/')) return usual(channel, 4)
    const found = nameOf(channel, channel.indexOf('/'))
    const key = found.kind === 'local' ? `Local/${found.name}` : found.name
    return known.get(key) ?? make(found.name, found.kind, found.trunk, found.phone)
  }
  let byNumber: Endpoint[] = []
  let from: Texts | null = null
  let round = 0
  return {
    of,
    numbered(texts, name) {
      if (name === 0) return NOBODY
      if (texts !== from || texts.round !== round) {
        byNumber = []
        from = texts
        round = texts.round
      }
      const found = byNumber[name]
      if (found !== undefined) return found
      const endpoint = named(texts.of(name))
      byNumber[name] = endpoint
      return endpoint
    },
  }
}

/** A cheap hash of the name alone: a Map would have to hash a new string for each channel. */
function recentSlot(channel: string, from: number, end: number): number {
  let h = end - from
  for (let i = from; i < end; i++) h = Math.imul(h, 31) + channel.charCodeAt(i)
  return h & (RECENT - 1)
}

interface Found {
  readonly name: string
  readonly kind: 'local' | 'endpoint'
  readonly trunk: boolean
  readonly phone: boolean
}

function nameOf(whole: string, slashAt: number): Found {
  // Left behind by masquerades of older Asterisk versions.
  const channel = whole
    .replace(/^(?:AsyncGoto|Parked|Transfered|Bridge|Surrogate)\//, '')
    .replace(/<[A-Z]+>$/, '')
  const slash = channel === whole ? slashAt : channel.indexOf('/')
  if (slash < 0) return { name: channel.replace(/^Ext\./i, ''), kind: 'endpoint', trunk: false, phone: false }
  const rest = channel.slice(slash + 1)
  switch (channel.slice(0, slash)) {
    case 'Local':
      return { name: localName(rest), kind: 'local', trunk: false, phone: false }
    case 'sofia':
      return sofia(rest)
    // Readers of formats that say which side is a line or a phone put it this way.
    case 'trunk':
      return { name: rest, kind: 'endpoint', trunk: true, phone: false }
    case 'phone':
      return { name: rest, kind: 'endpoint', trunk: false, phone: true }
    case 'DAHDI':
    case 'Zap':
    case 'mISDN':
      return span(channel, rest)
    default:
      return { name: rest.replace(/-[^-]*$/, ''), kind: 'endpoint', trunk: false, phone: false }
  }
}

/** `FMPR-200@from-internal-00000012;2` → 200: follow-me and ring groups put a mark before the extension. */
function localName(rest: string): string {
  return rest
    .replace(/[@;].*$/, '')
    .replace(/^[A-Za-z]+-(?:\d+-)?(?=\+?\d+#?$)/, '')
    .replace(/#$/, '')
}

/** `internal/1001@host` is a phone; any other profile or a gateway is a line. */
function sofia(rest: string): Found {
  const [profile = '', second = '', third = ''] = rest.split('/')
  if (profile === 'gateway') return { name: second, kind: 'endpoint', trunk: true, phone: false }
  const user = second.replace(/^sips?:/, '').replace(/@.*$/, '')
  if (profile === 'internal') return { name: user || third, kind: 'endpoint', trunk: false, phone: false }
  return { name: profile, kind: 'endpoint', trunk: true, phone: false }
}

/** `i1/5551234-2` is span 1 of a digital line, `1-1` an analogue port that may be either. */
function span(channel: string, rest: string): Found {
  const digital = /^[igrGR]\d+/.exec(rest)
  if (digital) return { name: `DAHDI/${digital[0]}`, kind: 'endpoint', trunk: true, phone: false }
  return { name: channel.replace(/-[^-]*$/, ''), kind: 'endpoint', trunk: false, phone: false }
}
