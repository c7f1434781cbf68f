import type { Scenario } from '../generate.ts'
import type { Extension, SimCall } from '../model.ts'
import { createRng } from '../prng.ts'
import { type Cdr, cdrsOf } from './asterisk-rows.ts'
import { csvText, cutLine, exposureOf, finished, layDown, type Row, type Written } from './text.ts'

type Layout = 18 | 21 | 'custom'

/** How many channels a conversation takes: ids and channel names count them. */
function channelsOf(call: SimCall): number {
  if (call.shape === 'ring-group') return 1 + 3 * call.members.length
  if (call.direction === 'through' && call.entry === 'forward') return 4
  return call.shape === 'feature' ? 1 : call.shape === 'transfer' ? 3 : 2
}

/** Number of the first channel of each call. */
export function numberChannels(calls: readonly SimCall[]): Map<SimCall, number> {
  const first = new Map<SimCall, number>()
  let next = 0
  for (const call of calls) {
    first.set(call, next)
    next += channelsOf(call)
  }
  return first
}

export function asteriskCsv(scenario: Scenario, layout: Layout, quirks: boolean): Written {
  const { world, seed } = scenario
  const { tenant, zone } = world
  const rng = createRng(`${seed}/asterisk/${layout}`)
  const people = new Map(tenant.extensions.map((e) => [e.number, e]))
  const first = numberChannels(scenario.calls)
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const rows: Row[] = []
  const withAddress = rng.chance(0.25)
  let sequence = 0
  let last = ''
  const write = (call: SimCall, system: string, base: number, shift: number): void => {
    const idAt = (k: number): string =>
      `${system === '' ? '' : `${system}-`}${Math.floor((call.start + call.clock + shift) / 1000)}.${base + k}`
    if (shift === 0) ids.set(call, idAt(0))
    for (const cdr of cdrsOf(call, scenario, people, base, idAt)) {
      rowIds.set(cdr.id, call)
      const text = line(
        layout,
        cdr,
        call,
        zone.stamp,
        shift,
        codeOf(call, people),
        idAt(0),
        sequence++,
        withAddress,
      )
      rows.push({ at: cdr.end + call.late, text })
      last = text
    }
  }
  for (const call of finished(scenario)) {
    const base = first.get(call) ?? 0
    write(call, tenant.systemName, base, 0)
    if (call.twin) write(call, 'dr-pbx', base + 100_000, 1000 + (call.n % 2) * 1000)
  }
  const done = layDown(rows, rng, quirks)
  const cut = quirks && rng.chance(0.3) ? cutLine(last) : ''
  return {
    files: [{ name: layout === 18 ? 'Master-18.csv' : 'Master.csv', text: done.text + cut }],
    ids,
    rowIds,
    rows: done.rows,
    duplicates: done.duplicates,
    exposureMicros: exposureOf(scenario, ids),
  }
}

export const codeOf = (call: SimCall, people: ReadonlyMap<string, Extension>): string =>
  call.direction === 'inbound' ? '' : (people.get(call.ext)?.code ?? '')

function line(
  layout: Layout,
  cdr: Cdr,
  call: SimCall,
  stamp: (at: number) => string,
  shift: number,
  code: string,
  linked: string,
  sequence: number,
  withAddress: boolean,
): string {
  const at = (time: number): string => (Number.isNaN(time) ? '' : csvText(stamp(time + call.clock + shift)))
  const duration = Math.floor((cdr.end - cdr.start) / 1000)
  const billsec = cdr.billsec ?? (Number.isNaN(cdr.answer) ? 0 : Math.floor((cdr.end - cdr.answer) / 1000))
  const route = [cdr.context, cdr.clid, cdr.channel, cdr.toChannel, cdr.app, cdr.data].map(csvText)
  const times = [
    at(cdr.start),
    at(cdr.answer),
    at(cdr.end),
    duration,
    billsec,
    csvText(cdr.disposition),
    csvText('DOCUMENTATION'),
  ]
  const user = csvText(withAddress ? `${call.ip}:5060` : '')
  if (layout === 'custom') {
    const [context = '', clid = '', ...rest] = route
    return [
      clid,
      csvText(cdr.src),
      csvText(cdr.dst),
      context,
      ...rest,
      ...times,
      csvText(code),
      csvText(cdr.id),
      user,
      sequence,
    ].join(',')
  }
  const cells = [csvText(code), csvText(cdr.src), csvText(cdr.dst), ...route, ...times, csvText(cdr.id), user]
  return (layout === 21 ? [...cells, csvText(''), csvText(linked), sequence] : cells).join(',')
} // prettier-ignore
