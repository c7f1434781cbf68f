import { shown, shownCaller } from '../dial.ts'
import type { Scenario } from '../generate.ts'
import type { SimCall } from '../model.ts'
import { createRng } from '../prng.ts'
import { csvBare, cutLine, exposureOf, finished, layDown, type Row, type Written } from './text.ts'
import { hexOf } from './uuid.ts'

/** 3CX: no header, slashes in dates, talk time as HH:MM:SS. */
export function threeCx(scenario: Scenario, quirks: boolean): Written {
  const { world, seed } = scenario
  const rng = createRng(`${seed}/3cx`)
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const rows: Row[] = []
  for (const call of finished(scenario)) {
    for (const twin of call.twin ? [false, true] : [false]) {
      const history = `Call ${call.n * 2 + (twin ? 2 : 1)}`
      const callId = hexOf(seed, call.n, twin ? 'twin' : '3cx', 16).toUpperCase()
      if (!twin) ids.set(call, history)
      for (const name of [history, callId, history.slice(5)]) rowIds.set(name, call)
      const stamp = (at: number): string =>
        Number.isNaN(at) ? '' : world.zone.stamp(at + call.clock + (twin ? 1500 : 0)).replaceAll('-', '/')
      rows.push({ at: call.end + call.late, text: threeCxLine(call, scenario, history, callId, stamp) })
    }
  }
  const last = rows.at(-1)?.text ?? ''
  const done = layDown(rows, rng, quirks, '\r\n')
  return {
    files: [{ name: 'cdr.log', text: done.text + (quirks && rng.chance(0.3) ? cutLine(last) : '') }],
    ids,
    rowIds,
    rows: done.rows,
    duplicates: done.duplicates,
    exposureMicros: exposureOf(scenario, ids),
  }
}

const clock = (seconds: number): string =>
  [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((n) => String(Math.floor(n)).padStart(2, '0'))
    .join(':')

function threeCxLine(
  call: SimCall,
  scenario: Scenario,
  history: string,
  callId: string,
  stamp: (at: number) => string,
): string {
  const { tenant } = scenario.world
  const outside = call.direction === 'inbound' || call.direction === 'through'
  const stranger = call.shape === 'scan' || call.shape === 'guest'
  const caller = outside ? shownCaller(tenant, call.from) : call.from
  const fromNo = outside || stranger ? caller : `Ext.${call.ext}`
  const inner = call.direction === 'internal' ? call.peer || call.dialled : call.ext
  const toOutside = call.direction === 'outbound' || call.direction === 'through'
  const machine = call.shape === 'ivr' || call.shape === 'pin'
  const number = toOutside ? call.dialled : inner
  const toNo =
    call.direction === 'through'
      ? call.entry === 'forward'
        ? `Ext.${call.ext}`
        : shown(tenant, call.did)
      : toOutside
        ? call.dialled
        : machine
          ? shown(tenant, call.did)
          : `Ext.${inner}`
  const reason = {
    answered: call.n % 2 === 0 ? 'TerminatedBySrc' : 'TerminatedByDst',
    'no-answer': 'NoAnswer',
    busy: 'Busy',
    failed: 'Failed',
  }[call.disposition]
  const lineOf = (out: boolean): string => (out ? '10001' : '10000')
  const finalNumber = toOutside ? number : `Ext.${inner}`
  const forwarded = call.entry === 'forward'
  const cells = [
    history,
    callId,
    clock(call.seconds),
    stamp(call.start),
    stamp(call.answer),
    stamp(call.end),
    reason,
    fromNo,
    toNo,
    outside || stranger ? lineOf(false) : call.ext,
    forwarded ? call.ext : toOutside ? lineOf(true) : inner,
    forwarded ? call.ext : toOutside ? number : machine ? shown(tenant, call.did) : inner,
    forwarded ? 'ForwardAll' : '',
    finalNumber,
    toOutside ? lineOf(true) : inner,
    '',
    '',
    '',
    '',
    `Chain: ${fromNo};${finalNumber};`,
    outside || stranger ? 'ExternalLine' : 'Extension',
    toOutside && !forwarded ? 'ExternalLine' : 'Extension',
    toOutside ? 'ExternalLine' : 'Extension',
    caller,
    number,
    number,
    '',
  ] // prettier-ignore
  return cells.map(csvBare).join(',')
}
