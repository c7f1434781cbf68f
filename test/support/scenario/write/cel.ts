import type { Scenario } from '../generate.ts'
import type { Extension, SimCall } from '../model.ts'
import { createRng } from '../prng.ts'
import { numberChannels } from './asterisk.ts'
import { type Channel, legsOf } from './cel-legs.ts'
import { csvText, cutLine, exposureOf, layDown, type Row, type Written } from './text.ts'

interface Event {
  at: number
  type: string
  channel: Channel
  app?: string
  data?: string
  peer?: string
  extra?: string
}

const CAUSE = { answered: 16, 'no-answer': 19, busy: 17, failed: 1 } as const
const STATUS = { answered: 'ANSWER', 'no-answer': 'NOANSWER', busy: 'BUSY', failed: 'CHANUNAVAIL' } as const

/** Channel events as cel_custom writes them: calls that are up when the file ends stand in it half. */
export function asteriskCel(scenario: Scenario, quirks: boolean): Written {
  const { world, seed, until } = scenario
  const rng = createRng(`${seed}/cel`)
  const wide = rng.chance(0.5)
  const people = new Map(world.tenant.extensions.map((e) => [e.number, e]))
  const first = numberChannels(scenario.calls)
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const rows: Row[] = []
  let newest = 0
  for (const call of scenario.calls) {
    if (call.carrierOnly) continue
    for (const twin of call.twin ? [false, true] : [false]) {
      const base = (first.get(call) ?? 0) + (twin ? 100_000 : 0)
      const shift = twin ? 1000 + (call.n % 2) * 1000 : 0
      const system = twin ? 'dr-pbx' : world.tenant.systemName
      const idAt = (k: number): string =>
        `${system === '' ? '' : `${system}-`}${Math.floor((call.start + call.clock + shift) / 1000)}.${base + k}`
      if (!twin) ids.set(call, idAt(0))
      for (const event of eventsOf(call, scenario, people, base, idAt)) {
        rowIds.set(event.channel.id, call)
        if (event.at >= until) continue
        newest = Math.max(newest, event.at)
        const text = (wide ? wideLine : narrowLine)(event, idAt(0), event.at + call.clock + shift)
        rows.push({ at: event.at, text })
      }
    }
  }
  const last = rows.at(-1)?.text ?? ''
  const done = layDown(rows, rng, false)
  const cut = quirks && rng.chance(0.3) ? cutLine(last) : ''
  return {
    files: [{ name: 'cel-Master.csv', text: done.text + cut }],
    ids,
    rowIds,
    rows: done.rows,
    duplicates: 0,
    exposureMicros: exposureOf(scenario, ids, newest),
  }
}

const micros = (at: number): string =>
  `${Math.floor(at / 1000)}.${String((Math.round(at * 1000) % 1_000_000) + 0).padStart(6, '0')}`

function narrowLine(e: Event, linked: string, at: number): string {
  const c = e.channel
  return [
    e.type,
    micros(at),
    c.number,
    c.code,
    c.exten,
    c.context,
    c.name,
    e.app ?? '',
    e.data ?? '',
    c.id,
    linked,
    e.peer ?? '',
    e.extra ?? '',
  ]
    .map(csvText)
    .join(',')
}

function wideLine(e: Event, linked: string, at: number): string {
  const c = e.channel
  return [
    e.type,
    micros(at),
    c.number,
    c.number,
    c.number,
    '',
    c.exten,
    c.exten,
    c.context,
    c.name,
    e.app ?? '',
    e.data ?? '',
    '3',
    c.code,
    c.id,
    linked,
    e.peer ?? '',
    '',
    '',
    e.extra ?? '',
  ]
    .map(csvText)
    .join(',') // prettier-ignore
}

function eventsOf(
  call: SimCall,
  scenario: Scenario,
  people: ReadonlyMap<string, Extension>,
  base: number,
  idAt: (k: number) => string,
): Event[] {
  const legs = legsOf(call, scenario, people, base, idAt)
  const events: Event[] = []
  const say = (at: number, type: string, channel: Channel, rest: Partial<Event> = {}): void => {
    events.push({ at, type, channel, ...rest })
  }
  for (const [i, leg] of legs.entries()) {
    const { channel } = leg
    say(leg.begins, 'CHAN_START', channel)
    if (leg.forward) say(leg.begins, 'FORWARD', channel, { extra: `{"forward":"${call.dialled}"}` })
    for (const app of leg.apps) {
      const there = { ...channel, exten: app.exten ?? channel.exten, context: app.context ?? channel.context }
      say(app.at, 'APP_START', there, { app: app.app, data: app.data })
      if (app.until < leg.ends) say(app.until, 'APP_END', there, { app: app.app, data: app.data })
    }
    const up = !Number.isNaN(leg.answer)
    const app = leg.apps.at(-1)
    const tail = app ? { app: app.app, data: app.data } : { app: 'AppDial', data: '(Outgoing Line)' }
    if (up) {
      say(leg.answer, 'ANSWER', channel, tail)
      if (legs.length > 1 && !Number.isNaN(call.answer)) {
        const bridged = Math.max(leg.answer, call.answer)
        const peer = legs[i === 0 ? legs.length - 1 : 0]?.channel.name ?? ''
        say(bridged + 1, 'BRIDGE_ENTER', channel, {
          ...tail,
          peer,
          extra: '{"bridge_id":"b","bridge_technology":"simple_bridge"}',
        })
        say(leg.ends - 1, 'BRIDGE_EXIT', channel, {
          ...tail,
          peer,
          extra: '{"bridge_id":"b","bridge_technology":"simple_bridge"}',
        })
      }
    }
    const cause = up ? 16 : call.disposition === 'answered' ? 26 : CAUSE[call.disposition]
    say(leg.ends, 'HANGUP', channel, {
      extra: `{"hangupcause":${cause},"hangupsource":"${channel.name}","dialstatus":"${i === 0 ? STATUS[call.disposition] : ''}"}`,
    })
    say(leg.ends, 'CHAN_END', channel)
  }
  const lastLeg = legs.reduce((a, b) => (b.ends >= a.ends ? b : a))
  say(lastLeg.ends, 'LINKEDID_END', lastLeg.channel)
  return events
}
