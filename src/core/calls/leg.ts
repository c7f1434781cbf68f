import type { Resolved } from '#core/numbering'
import { type Endpoint, NOBODY } from './endpoint.ts'
import type { CallRecord, Direction, Disposition } from './model.ts'

/**
 * What is kept of a record while its conversation may still grow. A ring of these is reused: numbers are written in
 * place and only short strings are new, so that the window of 65,536 rows costs the garbage collector little.
 */
export interface Leg {
  /** Waiting in a group; false once its call was handed on. */
  live: boolean
  id: string
  /** Hashes, for comparing only. */
  sequence: number
  from: string
  dialled: string
  account: string
  channel: number
  /** The number in the dial string when it says more than `dialled`: "+4930…" or a number behind `s`. */
  target: string
  sourceIp: string
  userAgent: string
  forwardedBy: string
  caller: Endpoint
  callee: Endpoint
  /** What was dialled and who called, resolved: once, when first asked. */
  outward: Resolved | null
  inward: Resolved | null
  startedAt: number
  answeredAt: number
  endedAt: number
  billableSeconds: number
  disposition: Disposition
  direction: Direction | ''
  /** Bits of `Trait`. */
  traits: number
  /** Its id is the id of the conversation. */
  main: boolean
  file: number
  print: number
  /** First leg of the conversation; itself on the first. */
  head: Leg | null
  /** Next leg of the same conversation. */
  next: Leg | null
  /** On the first leg of a conversation: its last leg, the span of its legs, and its keys. */
  tail: Leg | null
  since: number
  until: number
  keys: Key | null
}

/** One name under which a conversation can be found. */
export interface Key {
  a: number
  b: number
  head: Leg
  before: Key | null
  after: Key | null
  ofGroup: Key | null
}

/** Legs or conversations looked at for one key; a file where every row has one id must not become quadratic. */
export const MAX_COMPARED = 64

/** What names tell; `numbered`: the callee was sent a number to dial, which is the one dialled. */
export const Trait = { voicemail: 1, disa: 2, inbound: 4, outbound: 8, transfer: 16, numbered: 32 } as const

export function emptyLeg(): Leg {
  return {
    live: false,
    id: '',
    sequence: 0,
    from: '',
    dialled: '',
    account: '',
    channel: 0,
    target: '',
    sourceIp: '',
    userAgent: '',
    forwardedBy: '',
    caller: NOBODY,
    callee: NOBODY,
    outward: null,
    inward: null,
    startedAt: 0.5,
    answeredAt: 0.5,
    endedAt: 0.5,
    billableSeconds: 0,
    disposition: 'failed',
    direction: '',
    traits: 0,
    main: false,
    file: 0,
    print: 0,
    head: null,
    next: null,
    tail: null,
    since: 0.5,
    until: 0.5,
    keys: null,
  }
}

const INBOUND =
  /^(?:from[-_]?(?:trunk|pstn|carrier|did|provider|voip|sip-external|external|outside|zaptel|dahdi|digital|analog)|ext-did|public|inbound|incoming|trunk-in)/i
const OUTBOUND =
  /^(?:from[-_]?internal(?!.*xfer)|outbound|outgoing|outrt|internal|macro-dialout|dialout|users|phones|local)/i
const VOICEMAIL = /voice-?mail|^vm-|^comedian|^minivm/i
const DISA = /^disa|^app-disa|^dial-?through|^authenticate|^vmauthenticate|^callback-?disa/i
const MAX_TRAITS = 4096

/** What the names of contexts and applications tell, remembered by name. */
export function createTraits(): (context: string, lastApp: string) => number {
  let lastContext = ''
  let lastApp = ''
  let lastTraits = traitsOfContext('')
  const contexts = new Map<string, number>()
  const apps = new Map<string, number>()
  const remember = (map: Map<string, number>, name: string, read: (name: string) => number): number => {
    const known = map.get(name)
    if (known !== undefined) return known
    if (map.size > MAX_TRAITS) map.clear()
    const traits = read(name)
    map.set(name.split('').join(''), traits)
    return traits
  }
  return (context, app) => {
    // Rows come in runs: readers hand on the same string for the same text.
    if (context === lastContext && app === lastApp) return lastTraits
    lastContext = context
    lastApp = app
    lastTraits = remember(contexts, context, traitsOfContext) | remember(apps, app, traitsOfApp)
    return lastTraits
  }
}

function traitsOfContext(name: string): number {
  return (
    (INBOUND.test(name) ? Trait.inbound : 0) |
    (OUTBOUND.test(name) ? Trait.outbound : 0) |
    (/xfer|transfer/i.test(name) ? Trait.transfer : 0) |
    traitsOfApp(name)
  )
}

const traitsOfApp = (name: string): number =>
  (VOICEMAIL.test(name) ? Trait.voicemail : 0) | (DISA.test(name) ? Trait.disa : 0)

/**
 * The number in a dial string: `PJSIP/+4930…@trunk,60`, `SIP/trunk/0049…,300,T`. A number with a plus is the truth of
 * what was sent out; one without stands behind the site's own prefixes, so it only helps where nothing was dialled.
 */
export function targetOf(record: CallRecord): string {
  const data = record.lastData
  const plus = data.indexOf('+')
  if (plus > 0) {
    const before = data.charCodeAt(plus - 1)
    if (before === 47 || before === 58) {
      const end = digitsEnd(data, plus + 1)
      if (end - plus > 7) return data.slice(plus, end)
    }
  }
  let at = data.indexOf('/') + 1
  while (at > 0) {
    const end = digitsEnd(data, at)
    if (end - at >= 5) return data.slice(at, end)
    at = data.indexOf('/', at) + 1
  }
  return ''
}

function digitsEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++
  return at
}
