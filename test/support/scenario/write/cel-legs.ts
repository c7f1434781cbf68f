import { shown } from '../dial.ts'
import type { Scenario } from '../generate.ts'
import type { Extension, SimCall } from '../model.ts'
import { codeOf } from './asterisk.ts'

export interface Channel {
  name: string
  id: string
  number: string
  exten: string
  context: string
  code: string
}

/** One channel of a conversation and what happened on it. */
export interface Leg {
  channel: Channel
  begins: number
  answer: number
  ends: number
  apps: { at: number; app: string; data: string; until: number; exten?: string; context?: string }[]
  forward?: boolean
}

const hex = (n: number): string => n.toString(16).padStart(8, '0')

export function legsOf(
  call: SimCall,
  scenario: Scenario,
  people: ReadonlyMap<string, Extension>,
  base: number,
  idAt: (k: number) => string,
): Leg[] {
  const { tenant } = scenario.world
  const code = codeOf(call, people)
  const from =
    call.direction === 'inbound' || call.direction === 'through' ? shown(tenant, call.from) : call.from
  const line = (k: number): string => `PJSIP/${tenant.trunk}-${hex(base + k)}`
  const make = (
    k: number,
    name: string,
    number: string,
    exten: string,
    context: string,
    withCode: string,
  ): Channel => ({ name, id: idAt(k), number, exten, context, code: withCode })
  const leg = (channel: Channel, begins: number, rest: Partial<Leg> = {}): Leg => ({
    channel,
    begins,
    answer: call.answer,
    ends: call.end,
    apps: [],
    ...rest,
  })
  const dial = (data: string, at = call.start + 8): Leg['apps'] => [
    { at, app: 'Dial', data, until: call.end },
  ]
  const outData = `PJSIP/+${call.peer}@${tenant.trunk},60`
  const outLeg = (k: number): Leg =>
    leg(make(k, line(k), shown(tenant, call.peer), 's', 'from-trunk', ''), call.start + 20)
  if (call.shape === 'scan')
    return [leg(make(0, `PJSIP/anonymous-${hex(base)}`, call.from, call.dialled, 'public', ''), call.start)]
  const inner = call.direction === 'outbound' || call.direction === 'internal'
  const origin = call.shape === 'guest' ? `PJSIP/anonymous-${hex(base)}` : `PJSIP/${call.ext}-${hex(base)}`
  if (inner) {
    const head = make(
      0,
      origin,
      from,
      call.dialled,
      call.shape === 'guest' ? 'from-sip-external' : 'from-internal',
      code,
    )
    if (call.shape === 'feature')
      return [
        leg(head, call.start, {
          apps: [{ at: call.start + 5, app: 'VoiceMailMain', data: `${call.ext}@default`, until: call.end }],
        }),
      ]
    if (call.direction === 'internal')
      return [
        leg(head, call.start, { apps: dial(`PJSIP/${call.peer},30`) }),
        leg(
          make(1, `PJSIP/${call.peer}-${hex(base + 1)}`, call.peer, '', 'from-internal', ''),
          call.start + 20,
        ),
      ]
    return call.disposition === 'failed'
      ? [leg(head, call.start, { apps: dial(outData) })]
      : [leg(head, call.start, { apps: dial(outData) }), outLeg(1)]
  }
  const head = make(0, line(0), from, shown(tenant, call.did), 'from-trunk', '')
  if (call.direction === 'through')
    return throughLegs(call, head, leg, make, base, dial, outData, outLeg, from)
  const machine = { voicemail: 'VoiceMail', ivr: 'BackGround', pin: 'VoiceMailMain' } as Partial<
    Record<SimCall['shape'], string>
  >
  const app = machine[call.shape]
  if (app)
    return [
      leg(head, call.start, {
        apps: [{ at: call.start + 5, app, data: `${call.ext}@default`, until: call.end }],
      }),
    ]
  const members = call.shape === 'ring-group' ? call.members : [call.ext]
  const phones = members.map((member, i): Leg => {
    const taken = member === call.ext
    const ends = taken || Number.isNaN(call.answer) ? call.end : call.answer
    return leg(
      make(1 + i, `PJSIP/${member}-${hex(base + 1 + i)}`, member, '', 'from-internal', ''),
      call.start + 20 + i,
      { answer: taken ? call.answer : Number.NaN, ends },
    )
  })
  return [leg(head, call.start, { apps: dial(members.map((m) => `PJSIP/${m}`).join('&')) }), ...phones]
}

/** The caller's channel and the line going out again; forwarded over a Local channel or dialled by an application. */
function throughLegs(
  call: SimCall,
  head: Channel,
  leg: (channel: Channel, begins: number, rest?: Partial<Leg>) => Leg,
  make: (k: number, name: string, number: string, exten: string, context: string, code: string) => Channel,
  base: number,
  dial: (data: string, at?: number) => Leg['apps'],
  outData: string,
  outLeg: (k: number) => Leg,
  from: string,
): Leg[] {
  if (call.entry === 'forward') {
    const local = `Local/${call.dialled}@from-internal-${hex(base + 1)}`
    const one = make(1, `${local};1`, call.dialled, '', 'from-internal', '')
    const two = make(2, `${local};2`, from, call.dialled, 'from-internal', '')
    return [
      leg({ ...head, exten: call.ext }, call.start, {
        apps: dial(`Local/${call.dialled}@from-internal/n,30`),
      }),
      leg(one, call.start + 15, { forward: true }),
      leg(two, call.start + 16, { apps: dial(outData, call.start + 18) }),
      outLeg(3),
    ]
  }
  const disa = call.entry === 'disa'
  const first = {
    at: call.start + 2,
    app: disa ? 'DISA' : 'VoiceMailMain',
    data: disa ? 'no-password,disa-dial' : `${call.ext}@default`,
    until: call.start + 1500,
  }
  const second = dial(outData, call.start + 1600).map((app) => ({
    ...app,
    exten: call.dialled,
    context: disa ? 'disa-dial' : 'vm-callback',
  }))
  // The PBX takes the call at once; the far end answers later, if at all.
  return [leg(head, call.start, { apps: [first, ...second], answer: call.start + 1 }), outLeg(1)]
} // prettier-ignore
