import { shown, shownCaller } from '../dial.ts'
import type { Scenario } from '../generate.ts'
import type { SimCall } from '../model.ts'
import { createRng } from '../prng.ts'
import { codeOf } from './asterisk.ts'
import { csvText, cutLine, exposureOf, finished, layDown, type Row, type Written } from './text.ts'
import { uuidOf } from './uuid.ts'

const CAUSES = {
  answered: 'NORMAL_CLEARING',
  'no-answer': 'NO_ANSWER',
  busy: 'USER_BUSY',
  failed: 'CALL_REJECTED',
} as const

/** What both of the switch's formats say of a call. */
function partsOf(call: SimCall, scenario: Scenario) {
  const { tenant } = scenario.world
  const outside = call.direction === 'inbound' || call.direction === 'through'
  const from = outside ? shownCaller(tenant, call.from) : call.from
  const reached = call.direction === 'inbound' ? inboundTarget(call, shown(tenant, call.did)) : call.dialled
  const context =
    call.shape === 'scan' || call.shape === 'guest'
      ? 'public'
      : call.direction === 'inbound'
        ? call.n % 2 === 0
          ? 'public'
          : 'default'
        : call.direction === 'through' && call.entry !== 'forward'
          ? 'public'
          : 'default'
  return { from, reached, context, cause: CAUSES[call.disposition] }
}

const inboundTarget = (call: SimCall, did: string): string =>
  call.shape === 'ivr' || call.shape === 'pin' ? did : call.shape === 'voicemail' ? call.ext : call.dialled

/** mod_cdr_csv, template "example"; on some sites both legs are written. */
export function freeswitchCsv(scenario: Scenario, quirks: boolean): Written {
  const { world, seed } = scenario
  const rng = createRng(`${seed}/freeswitch-csv`)
  const both = rng.chance(0.3)
  const people = new Map(world.tenant.extensions.map((e) => [e.number, e]))
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const rows: Row[] = []
  let last = ''
  for (const call of finished(scenario)) {
    const { from, reached, context, cause } = partsOf(call, scenario)
    for (const twin of call.twin ? [false, true] : [false]) {
      const shift = call.clock + (twin ? 1500 : 0)
      const stamp = (at: number): string => (Number.isNaN(at) ? '' : world.zone.stamp(at + shift))
      const id = uuidOf(seed, call.n, twin ? 'twin' : 'a')
      const other =
        call.disposition === 'failed' || call.shape === 'feature'
          ? ''
          : uuidOf(seed, call.n, twin ? 'twin b' : 'b')
      if (!twin) ids.set(call, id)
      const row = (uuid: string, bleg: string, target: string, ctx: string): void => {
        rowIds.set(uuid, call)
        const name = people.get(call.from)?.name ?? from
        last = [
          name,
          from,
          target,
          ctx,
          stamp(call.start),
          stamp(call.answer),
          stamp(call.end),
          Math.floor((call.end - call.start) / 1000),
          call.seconds,
          cause,
          uuid,
          bleg,
          codeOf(call, people),
          'PCMU',
          'PCMU',
        ]
          .map((cell) => csvText(String(cell)))
          .join(',') // prettier-ignore
        rows.push({ at: call.end + call.late, text: last })
      }
      row(id, other, reached, context)
      if (both && other !== '') row(other, id, reached, context)
    }
  }
  const done = layDown(rows, rng, quirks)
  return {
    files: [{ name: 'Master.csv', text: done.text + (quirks && rng.chance(0.3) ? cutLine(last) : '') }],
    ids,
    rowIds,
    rows: done.rows,
    duplicates: done.duplicates,
    exposureMicros: exposureOf(scenario, ids),
  }
}

/** mod_json_cdr, one document a line; variables are URL-encoded unless the site turned that off. */
export function freeswitchJson(scenario: Scenario, quirks: boolean): Written {
  const { world, seed } = scenario
  const rng = createRng(`${seed}/freeswitch-json`)
  const encode = rng.chance(0.6) ? encodeURIComponent : (text: string): string => text
  const people = new Map(world.tenant.extensions.map((e) => [e.number, e]))
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const rows: Row[] = []
  for (const call of finished(scenario)) {
    for (const twin of call.twin ? [false, true] : [false]) {
      const id = uuidOf(seed, call.n, twin ? 'twin' : 'a')
      if (!twin) ids.set(call, id)
      rowIds.set(id, call)
      const code = codeOf(call, people)
      rows.push({
        at: call.end + call.late,
        text: JSON.stringify(jsonOf(call, scenario, id, code, encode, call.clock + (twin ? 1500 : 0))),
      })
    }
  }
  const last = rows.at(-1)?.text ?? ''
  const done = layDown(rows, rng, quirks)
  return {
    files: [{ name: 'cdr.jsonl', text: done.text + (quirks && rng.chance(0.3) ? cutLine(last) : '') }],
    ids,
    rowIds,
    rows: done.rows,
    duplicates: done.duplicates,
    exposureMicros: exposureOf(scenario, ids),
  }
}

function jsonOf(
  call: SimCall,
  scenario: Scenario,
  id: string,
  code: string,
  encode: (text: string) => string,
  shift: number,
): unknown {
  const { world } = scenario
  const { from, reached, context, cause } = partsOf(call, scenario)
  const micros = (at: number): string => (Number.isNaN(at) ? '0' : String((at + shift) * 1000))
  const epoch = (at: number): string => (Number.isNaN(at) ? '0' : String(Math.floor((at + shift) / 1000)))
  const stamp = (at: number): string => (Number.isNaN(at) ? '' : world.zone.stamp(at + shift))
  const inside = call.direction === 'outbound' || call.direction === 'internal'
  const channel =
    call.shape === 'scan' || call.shape === 'guest'
      ? `sofia/external/${from}@${call.ip}`
      : inside
        ? `sofia/internal/${call.ext}@pbx.example`
        : `sofia/external/${from}@${call.ip}`
  const app =
    call.shape === 'voicemail' || call.entry === 'voicemail'
      ? 'voicemail'
      : call.entry === 'disa'
        ? 'disa'
        : 'bridge'
  const bridged =
    call.disposition !== 'failed' && (call.direction === 'outbound' || call.direction === 'through')
  // The switch answers by itself to take a PIN; the far end answers later, if at all.
  const takes = bridged && app !== 'bridge'
  const taken = takes ? call.start + 1000 : call.answer
  const seconds = takes ? Math.floor((call.end - taken) / 1000) : call.seconds
  const gateway = `sofia/gateway/${world.tenant.trunk}/${call.peer}`
  const phone = `user/${call.ext}@pbx.example`
  const dials = call.direction === 'outbound' || call.direction === 'through' ? gateway : phone
  const apps = call.shape === 'scan' ? [] : bridged && app !== 'bridge' ? ['answer', app, 'bridge'] : [app]
  const variables: Record<string, string> = {
    direction: 'inbound',
    uuid: id,
    channel_name: channel,
    sip_network_ip: call.ip,
    sip_user_agent: call.agent,
    sip_from_user: from,
    ...(inside && call.shape !== 'scan' && call.shape !== 'guest' ? { user_name: call.ext } : {}),
    ...(code === '' ? {} : { accountcode: code }),
    ...(inside || call.did === '' ? {} : { sip_to_user: shown(world.tenant, call.did) }),
    ...(call.direction === 'outbound' && call.disposition !== 'failed'
      ? { sip_gateway_name: world.tenant.trunk }
      : {}),
    caller_id_number: from,
    destination_number: reached,
    start_stamp: stamp(call.start),
    answer_stamp: stamp(taken),
    end_stamp: stamp(call.end),
    start_epoch: epoch(call.start),
    answer_epoch: epoch(taken),
    end_epoch: epoch(call.end),
    start_uepoch: micros(call.start),
    answer_uepoch: micros(taken),
    end_uepoch: micros(call.end),
    ...(apps.length === 0 ? {} : { last_app: apps.at(-1) as string }),
    ...(apps.at(-1) === 'bridge' ? { last_arg: dials } : {}),
    ...(bridged && !Number.isNaN(call.answer)
      ? { bridge_channel: `sofia/external/+${call.peer}@198.51.100.10` }
      : {}),
    hangup_cause: cause,
    duration: String(Math.floor((call.end - call.start) / 1000)),
    billsec: String(seconds),
  }
  return {
    'core-uuid': uuidOf(scenario.seed, 0, 'core'),
    switchname: 'fs1',
    channel_data: {
      state: 'CS_REPORTING',
      direction: 'inbound',
      state_number: '11',
      flags: '0=1;1=1',
      caps: '1=1',
    },
    variables: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, encode(value)])),
    app_log: {
      applications: apps.map((name) => ({
        app_name: name,
        // Alone among what the caller or the dial plan wrote, this is never URL-encoded.
        app_data: name === 'bridge' ? dials : 'default',
        app_stamp: micros(call.start),
      })),
    },
    callflow: [
      {
        dialplan: 'XML',
        profile_index: '1',
        caller_profile: {
          username: inside ? call.ext : from,
          dialplan: 'XML',
          caller_id_name: from,
          ani: from,
          caller_id_number: from,
          network_addr: call.ip,
          // The dial plan's transfer leaves the number it came from.
          rdnis: call.entry === 'forward' ? call.ext : call.did !== '' ? shown(world.tenant, call.did) : '',
          destination_number: reached,
          uuid: id,
          source: 'mod_sofia',
          context,
          chan_name: channel,
        },
        times: {
          created_time: micros(call.start),
          profile_created_time: micros(call.start),
          progress_time: '0',
          progress_media_time: '0',
          answered_time: micros(taken),
          bridged_time: bridged ? micros(call.answer) : '0',
          hangup_time: micros(call.end),
          resurrect_time: '0',
          transfer_time: '0',
        },
      },
    ],
  }
}
