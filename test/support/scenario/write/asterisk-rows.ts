import { shown } from '../dial.ts'
import type { Scenario } from '../generate.ts'
import type { Extension, SimCall } from '../model.ts'

/** One CDR. Times in true milliseconds; the clock error is added when it is written. */
export interface Cdr {
  src: string
  dst: string
  context: string
  clid: string
  channel: string
  toChannel: string
  app: string
  data: string
  start: number
  answer: number
  end: number
  disposition: string
  id: string
  billsec?: number
}

const DISPOSITION = {
  answered: 'ANSWERED',
  'no-answer': 'NO ANSWER',
  busy: 'BUSY',
  failed: 'FAILED',
} as const
const hex = (n: number): string => n.toString(16).padStart(8, '0')

/** The rows of one conversation, as the dial plan of an ordinary PBX leaves them. */
export function cdrsOf(
  call: SimCall,
  scenario: Scenario,
  people: ReadonlyMap<string, Extension>,
  base: number,
  idAt: (k: number) => string,
): Cdr[] {
  const { trunk } = scenario.world.tenant
  const phone = (ext: string, k: number): string => `PJSIP/${ext}-${hex(base + k)}`
  const line = (k: number): string => `PJSIP/${trunk}-${hex(base + k)}`
  const name = people.get(call.ext)?.name ?? ''
  const internalClid = `"${name}" <${call.from}>`
  const up = call.disposition === 'answered'
  const outsider =
    call.direction === 'inbound' || call.direction === 'through'
      ? shown(scenario.world.tenant, call.from)
      : call.from
  const whole: Cdr = {
    src: outsider,
    dst: call.dialled,
    context: 'from-internal',
    clid:
      call.direction === 'outbound' || call.direction === 'internal'
        ? internalClid
        : `"${outsider}" <${outsider}>`,
    channel: phone(call.ext, 0),
    toChannel: '',
    app: 'Dial',
    data: '',
    start: call.start,
    answer: call.answer,
    end: call.end,
    disposition: DISPOSITION[call.disposition],
    id: idAt(0),
  }
  if (call.shape === 'scan') return [scanRow(call, whole, base)]
  if (call.shape === 'guest')
    return [
      {
        ...whole,
        context: 'from-sip-external',
        channel: `PJSIP/anonymous-${hex(base)}`,
        toChannel: up ? line(1) : '',
        data: `PJSIP/+${call.peer}@${trunk},60`,
      },
    ]
  if (call.shape === 'feature')
    return [
      { ...whole, app: call.dialled === '*97' ? 'VoiceMailMain' : 'Playback', data: `${call.ext}@default` },
    ]
  if (call.direction === 'internal')
    return [{ ...whole, toChannel: up ? phone(call.peer, 1) : '', data: `PJSIP/${call.peer},30` }]
  if (call.direction === 'outbound') {
    const refused = call.disposition === 'failed'
    return [
      {
        ...whole,
        context: call.n % 3 === 0 ? 'from-internal' : 'outbound',
        toChannel: refused ? '' : line(1),
        data: `PJSIP/+${call.peer}@${trunk},60`,
      },
    ]
  }
  if (call.direction === 'through') return throughRows(call, whole, line, base, idAt, trunk)
  return inboundRows(
    call,
    { ...whole, context: 'from-trunk', channel: line(0) },
    shown(scenario.world.tenant, call.did),
    phone,
    base,
    idAt,
  )
}

/** A stranger's attempt: no such extension, or a message that nobody hears. */
function scanRow(call: SimCall, whole: Cdr, base: number): Cdr {
  const quick = call.n % 3
  const context = quick === 0 ? 'public' : quick === 1 ? 'from-sip-external' : 'default'
  const disposition = quick === 2 ? 'NO ANSWER' : 'FAILED'
  return {
    ...whole,
    context,
    clid: `"${call.from}" <${call.from}>`,
    channel: `PJSIP/anonymous-${hex(base)}`,
    app: quick === 2 ? 'Congestion' : 'Hangup',
    data: '',
    disposition,
  }
}

/** In by the trunk and out by the trunk: forwarded over a Local channel, or dialled by an application on the same channel. */
function throughRows(
  call: SimCall,
  whole: Cdr,
  line: (k: number) => string,
  base: number,
  idAt: (k: number) => string,
  trunk: string,
): Cdr[] {
  const local = `Local/${call.dialled}@from-internal-${hex(base + 1)}`
  const out = `PJSIP/+${call.peer}@${trunk},300`
  if (call.entry === 'forward') {
    return [
      {
        ...whole,
        dst: call.ext,
        context: 'from-trunk',
        channel: line(0),
        toChannel: `${local};1`,
        data: `Local/${call.dialled}@from-internal/n,30`,
      },
      {
        ...whole,
        context: 'from-internal',
        channel: `${local};2`,
        toChannel: line(3),
        data: out,
        id: idAt(2),
      },
    ]
  }
  const pin = call.entry === 'disa' ? 'DISA' : 'VoiceMailMain'
  const split = Math.min(call.end, call.start + 1000 + (call.n % 20) * 1000)
  const before = {
    ...whole,
    dst: call.entry === 'disa' ? 's' : '*98',
    context: call.entry === 'disa' ? 'disa' : 'from-trunk',
    channel: line(0),
    app: pin,
    data: call.entry === 'disa' ? 'no-password,disa-dial' : 'default',
  }
  const after = {
    ...whole,
    context: call.entry === 'disa' ? 'disa-dial' : 'vm-callback',
    channel: line(0),
    toChannel: line(1),
    data: out,
  }
  return call.n % 2 === 0
    ? [after]
    : [
        {
          ...before,
          answer: call.start,
          end: split,
          disposition: 'ANSWERED',
          billsec: Math.floor((split - call.start) / 1000),
        },
        after,
      ]
}

function inboundRows(
  call: SimCall,
  whole: Cdr,
  did: string,
  phone: (ext: string, k: number) => string,
  base: number,
  idAt: (k: number) => string,
): Cdr[] {
  if (call.shape === 'ivr')
    return [
      {
        ...whole,
        dst: did,
        context: 'from-trunk',
        app: call.n % 2 === 0 ? 'BackGround' : 'WaitExten',
        data: call.n % 2 === 0 ? 'custom/main-menu' : '5',
      },
    ]
  if (call.shape === 'pin')
    return [{ ...whole, dst: did, context: 'from-trunk', app: 'VoiceMailMain', data: call.ext }]
  if (call.shape === 'voicemail')
    return [
      {
        ...whole,
        dst: `vmu${call.ext}`,
        context: 'ext-local',
        app: 'VoiceMail',
        data: `${call.ext}@default,u`,
      },
    ]
  if (call.shape === 'transfer') {
    const middle = call.answer + Math.floor(call.seconds / 2) * 1000
    const other = call.members[0] ?? ''
    return [
      { ...whole, end: middle, toChannel: phone(call.ext, 1), data: `PJSIP/${call.ext},30` },
      {
        ...whole,
        dst: other,
        context: 'from-internal-xfer',
        start: middle,
        answer: middle,
        toChannel: phone(other, 2),
        data: `PJSIP/${other},30`,
      },
    ]
  }
  if (call.shape === 'ring-group') return groupRows(call, whole, phone, base, idAt)
  return [
    {
      ...whole,
      toChannel: call.disposition === 'failed' ? '' : phone(call.ext, 1),
      data: `PJSIP/${call.ext},25`,
    },
  ]
}

/** A row for every phone that rang, and one for the caller. */
function groupRows(
  call: SimCall,
  whole: Cdr,
  phone: (ext: string, k: number) => string,
  base: number,
  idAt: (k: number) => string,
): Cdr[] {
  const up = call.disposition === 'answered'
  const legs = call.members.map((member, i): Cdr => {
    const local = `Local/${member}@from-internal-${hex(base + 1 + 3 * i)}`
    const taken = up && member === call.ext
    return {
      ...whole,
      dst: member,
      context: 'from-internal',
      channel: `${local};2`,
      toChannel: phone(member, 3 + 3 * i),
      data: `PJSIP/${member},25`,
      answer: taken ? call.answer : Number.NaN,
      end: taken ? call.end : up ? call.answer : call.end,
      disposition: taken ? 'ANSWERED' : 'NO ANSWER',
      id: idAt(2 + 3 * i),
      // Seen in real files: a phone that did not answer, with seconds billed.
      ...(!taken && (call.n + i) % 97 === 0 ? { billsec: 60 } : {}),
    }
  })
  const winner = Math.max(0, call.members.indexOf(call.ext))
  return [
    ...legs,
    {
      ...whole,
      context: 'ext-group',
      toChannel: `Local/${call.members[winner] ?? ''}@from-internal-${hex(base + 1 + 3 * winner)};1`,
      data: call.members.map((m) => `Local/${m}@from-internal/n`).join('&'),
    },
  ]
}
