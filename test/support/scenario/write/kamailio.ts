import { shown, shownCaller } from '../dial.ts'
import type { Scenario } from '../generate.ts'
import type { SimCall } from '../model.ts'
import { createRng } from '../prng.ts'
import { csvBare, cutLine, exposureOf, type Row, type Written } from './text.ts'
import { hexOf } from './uuid.ts'

const CODES = {
  answered: ['200', 'OK'],
  'no-answer': ['487', 'Request Terminated'],
  busy: ['486', 'Busy Here'],
  failed: ['403', 'Forbidden'],
} as const

/** A proxy knows who asked for what and who answered; machines behind it look like any other callee. */
function sides(call: SimCall, scenario: Scenario): { from: string; asked: string; sent: string } {
  const { tenant } = scenario.world
  if (call.direction === 'inbound') {
    const did = shown(tenant, call.did)
    return {
      from: shownCaller(tenant, call.from),
      asked: did,
      sent: call.shape === 'ivr' || call.shape === 'pin' ? did : call.ext,
    }
  }
  if (call.direction === 'internal')
    return { from: call.from, asked: call.dialled, sent: call.peer || call.dialled }
  if (call.direction === 'through')
    return {
      from: shownCaller(tenant, call.from),
      asked: call.entry === 'forward' ? call.ext : shown(tenant, call.did),
      sent: `+${call.peer}`,
    }
  return {
    from: call.from,
    asked: call.dialled,
    sent: call.disposition === 'failed' ? call.dialled : `+${call.peer}`,
  }
}

/**
 * The dialogs of a conversation. Behind a proxy a media server takes the PIN: it is called in one dialog and calls out in
 * another, showing the caller's number or the one that was called.
 */
interface Dialog {
  from: string
  asked: string
  sent: string
  answer: number
  end: number
  disposition: SimCall['disposition']
  part: string
}

function dialogsOf(call: SimCall, scenario: Scenario): Dialog[] {
  const { from, asked, sent } = sides(call, scenario)
  const { answer, end, disposition } = call
  const one: Dialog = { from, asked, sent, answer, end, disposition, part: '' }
  if (call.direction !== 'through' || call.entry === 'forward') return [one]
  const taken: Dialog = {
    ...one,
    sent: asked,
    answer: call.start + 500,
    disposition: 'answered',
    part: ' in',
  }
  return [taken, { ...one, from: call.n % 2 === 0 ? from : asked, asked: sent }]
}

/** Rows of acc: one when the call is answered or refused, one when it ends. */
export function kamailioAcc(scenario: Scenario, quirks: boolean): Written {
  const { world, seed, until } = scenario
  const rng = createRng(`${seed}/kamailio`)
  const separator = rng.chance(0.5) ? '|' : ','
  const utc = rng.chance(0.7)
  const header = [
    'id',
    'method',
    'from_tag',
    'to_tag',
    'callid',
    'sip_code',
    'sip_reason',
    'time',
    'src_user',
    'src_domain',
    'dst_ouser',
    'dst_user',
    'src_ip',
    'user_agent',
    ...(utc ? ['time_utc'] : []),
  ]
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const rows: (Row & { cells: string[] })[] = []
  function write(call: SimCall, dialog: Dialog, twin: boolean): void {
    const { from, asked, sent, answer, end, part } = dialog
    const id = `${hexOf(seed, call.n, `${twin ? 'twin' : 'callid'}${part}`, 20)}@${call.ip}`
    if (!twin && part === '') ids.set(call, id)
    rowIds.set(id, call)
    const tag = hexOf(seed, call.n, `tag${part}`, 10)
    const [code, reason] = CODES[dialog.disposition]
    const put = (
      at: number,
      method: string,
      sipCode: string,
      why: string,
      last: string,
      agent: string,
    ): void => {
      const told = at + call.clock + (twin ? 1500 : 0)
      const cells = [
        method,
        tag,
        `${tag}b`,
        id,
        sipCode,
        why,
        world.zone.stamp(told),
        from,
        'pbx.example',
        asked,
        last,
        call.ip,
        agent,
      ]
      rows.push({ at: at + call.late, text: '', cells: utc ? [...cells, (told / 1000).toFixed(5)] : cells })
    }
    put(Number.isNaN(answer) ? end : answer, 'INVITE', code, reason, sent, call.agent)
    if (!Number.isNaN(answer) && end < until) put(end, 'BYE', '200', 'OK', '', '')
  }
  for (const call of scenario.calls) {
    const known = Number.isNaN(call.answer) ? call.end : call.answer
    if (call.carrierOnly || known >= until) continue
    for (const twin of call.twin ? [false, true] : [false])
      for (const dialog of dialogsOf(call, scenario)) write(call, dialog, twin)
  }
  rows.sort((a, b) => a.at - b.at)
  const lines = rows.map((row, i) =>
    [String(i + 1), ...row.cells].map((cell) => (separator === ',' ? csvBare(cell) : cell)).join(separator),
  )
  const newest = rows.reduce((max, row) => Math.max(max, row.at), 0)
  const cut = quirks && rng.chance(0.3) ? cutLine(lines.at(-1) ?? '') : ''
  return {
    files: [{ name: 'acc.csv', text: `${[header.join(separator), ...lines].join('\n')}\n${cut}` }],
    ids,
    rowIds,
    rows: rows.length,
    duplicates: 0,
    exposureMicros: exposureOf(scenario, ids, newest),
  }
}

/** Table acc_cdrs: one row for each call that was answered and is over; nothing of the others. */
export function kamailioCdrs(scenario: Scenario, quirks: boolean): Written {
  const { world, seed, until } = scenario
  const rng = createRng(`${seed}/kamailio-cdrs`)
  const separator = rng.chance(0.5) ? '|' : ','
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const rows: string[] = []
  const over = scenario.calls.filter(
    (call) => !call.carrierOnly && !Number.isNaN(call.answer) && call.end < until,
  )
  const asks = rng.chance(0.5)
  const write = (call: SimCall, dialog: Dialog, twin: boolean): void => {
    const { from, asked, sent, answer, end, part } = dialog
    const id = `${hexOf(seed, call.n, `${twin ? 'twin' : 'callid'}${part}`, 20)}@${call.ip}`
    if (!twin && part === '') ids.set(call, id)
    rowIds.set(id, call)
    const stamp = (at: number): string => world.zone.stamp(at + call.clock + (twin ? 1500 : 0))
    const times = [stamp(answer), stamp(end), Math.floor((end - answer) / 1000).toFixed(3)]
    const numbers = [from, ...(asks ? [asked] : []), sent]
    const cells = [String(rows.length + 1), ...times, ...numbers, call.ip, call.agent, id]
    rows.push(cells.map((cell) => (separator === ',' ? csvBare(cell) : cell)).join(separator))
  }
  for (const call of over.sort((a, b) => a.end + a.late - b.end - b.late))
    for (const twin of call.twin ? [false, true] : [false])
      for (const dialog of dialogsOf(call, scenario)) write(call, dialog, twin)
  const header = [
    'id',
    'start_time',
    'end_time',
    'duration',
    'src_user',
    ...(asks ? ['dst_ouser'] : []),
    'dst_user',
    'src_ip',
    'user_agent',
    'callid',
  ].join(separator)
  const cut = quirks && rng.chance(0.3) ? cutLine(rows.at(-1) ?? '') : ''
  return {
    files: [{ name: 'acc_cdrs.csv', text: `${[header, ...rows].join('\n')}\n${cut}` }],
    ids,
    rowIds,
    rows: rows.length,
    duplicates: 0,
    exposureMicros: exposureOf(scenario, ids),
  }
}
