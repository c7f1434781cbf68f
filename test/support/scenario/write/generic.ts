import { shown, shownCaller } from '../dial.ts'
import type { Scenario } from '../generate.ts'
import type { SimCall } from '../model.ts'
import { createRng } from '../prng.ts'
import { codeOf } from './asterisk.ts'
import { csvBare, exposureOf, finished, layDown, type Row, type Written } from './text.ts'

const LAYOUTS = [
  {
    delimiter: ';',
    id: 'Call ID',
    start: 'Begin',
    from: 'A-Number',
    to: 'B-Number',
    billable: 'Seconds',
    disposition: 'Result',
    account: 'Line',
    duration: 'Total',
  },
  {
    delimiter: ',',
    id: 'TransactionId',
    start: 'StartTime',
    from: 'ANI',
    to: 'DNIS',
    billable: 'CallDuration',
    disposition: 'Reason',
    account: 'User',
    duration: 'Length',
  },
  {
    delimiter: '\t',
    id: 'id',
    start: 'calldate',
    from: 'src',
    to: 'dest',
    billable: 'talk',
    disposition: 'status',
    account: 'extension',
    duration: 'duration',
  },
] as const

/** A layout of somebody's own, with the mapping that reads it. */
export function generic(scenario: Scenario, quirks: boolean): Written {
  const { world, seed } = scenario
  const { tenant } = world
  const rng = createRng(`${seed}/csv`)
  const { delimiter, ...names } = rng.pick(LAYOUTS)
  const people = new Map(tenant.extensions.map((e) => [e.number, e]))
  const iso = rng.chance(0.5)
  const good = rng.pick(['connected', 'ANSWERED', 'ok'])
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const rows: Row[] = []
  for (const call of finished(scenario)) {
    for (const twin of call.twin ? [false, true] : [false]) {
      const id = `${twin ? 'S' : 'P'}${100_000 + call.n}`
      if (!twin) ids.set(call, id)
      rowIds.set(id, call)
      const start = call.start + call.clock + (twin ? 1500 : 0)
      const outside = call.direction === 'inbound' || call.direction === 'through'
      const to =
        call.direction === 'inbound'
          ? call.shape === 'ivr' || call.shape === 'pin'
            ? shown(tenant, call.did)
            : call.ext
          : call.dialled
      const when = iso
        ? new Date(Math.floor(start / 1000) * 1000).toISOString().replace('.000Z', 'Z')
        : world.zone.stamp(start)
      const status = { answered: good, 'no-answer': 'no answer', busy: 'busy', failed: 'failed' }[
        call.disposition
      ]
      const cells: Record<keyof typeof names, string> = {
        id,
        start: when,
        from: outside ? shownCaller(tenant, call.from) : call.from,
        to,
        billable: String(call.seconds),
        disposition: status,
        account:
          outside && call.direction === 'inbound'
            ? ''
            : codeOf(call, people) || (call.shape === 'scan' || call.shape === 'guest' ? '' : call.ext),
        duration: String(Math.floor((call.end - call.start) / 1000)),
      } // prettier-ignore
      rows.push({
        at: call.end + call.late,
        text: Object.keys(names)
          .map((key) => csvBare(cells[key as keyof typeof names]))
          .join(delimiter),
      })
    }
  }
  const done = layDown(rows, rng, quirks)
  return {
    files: [
      {
        name: 'calls.csv',
        text: `${quirks ? '\uFEFF' : ''}${Object.values(names).join(delimiter)}\n${done.text}`,
      },
    ],
    ids,
    rowIds,
    rows: done.rows,
    duplicates: done.duplicates,
    exposureMicros: exposureOf(scenario, ids),
    mapping: { delimiter, header: true, timezone: tenant.site.timezone, columns: names, answered: [good] },
  }
}
