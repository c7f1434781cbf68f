import { shown } from '../dial.ts'
import type { Scenario } from '../generate.ts'
import type { SimCall } from '../model.ts'
import { createRng } from '../prng.ts'
import { csvBare, cutLine, exposureOf, finished, layDown, type Row, type Written } from './text.ts'
import { uuidOf } from './uuid.ts'

const CAUSE = { answered: 16, 'no-answer': 19, busy: 17, failed: 21 } as const
const TEXT = /Number|LoginUserID|Partition|DeviceName|pkid|Dn$|ClusterID|comment|v6Addr$|Pattern|uri|DN$/i

/** Signed little-endian integer of an IPv4 address, as the call manager writes it. */
const signed = (ip: string): number => {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number)
  return a | (b << 8) | (c << 16) | (d << 24) | 0
}

/** CUCM CDR files: header row, mostly a row of types, epoch seconds. */
export function cucm(scenario: Scenario, quirks: boolean): Written {
  const { seed } = scenario
  const rng = createRng(`${seed}/cucm`)
  const ids = new Map<SimCall, string>()
  const rowIds = new Map<string, SimCall>()
  const rows: Row[] = []
  let columns: string[] = []
  for (const call of finished(scenario)) {
    for (const twin of call.twin ? [false, true] : [false]) {
      const id = uuidOf(seed, call.n, twin ? 'twin' : 'a')
      const fact = factsOf(call, scenario, id, call.clock + (twin ? 1500 : 0), twin)
      columns = Object.keys(fact)
      if (!twin) ids.set(call, id)
      const callId = String(fact['globalCallID_callId'])
      for (const name of [
        id,
        callId,
        `1-${callId}`,
        `1/${callId}`,
        `1:${callId}`,
        `1.${callId}`,
        `1_${callId}`,
        `StandAloneCluster/1/${callId}`,
        `StandAloneCluster/1/${callId}/${fact['origLegCallIdentifier']}`,
      ])
        rowIds.set(name, call)
      rows.push({
        at: call.end + call.late,
        text: Object.values(fact)
          .map((v) => (typeof v === 'number' ? String(v) : csvBare(v)))
          .join(','),
      })
    }
  }
  if (columns.length === 0)
    columns = Object.keys(factsOf({ ...(scenario.calls[0] as SimCall) }, scenario, '', 0, false))
  const header = columns.map((name) => `"${name}"`).join(',')
  const types = columns.map((name) => (TEXT.test(name) ? 'VARCHAR(50)' : 'INTEGER')).join(',')
  const last = rows.at(-1)?.text ?? ''
  const done = layDown(rows, rng, quirks)
  const head = rng.chance(0.8) ? `${header}\n${types}\n` : `${header}\n`
  const stamp = new Date(scenario.until).toISOString().replace(/\D/g, '').slice(0, 12)
  return {
    files: [
      {
        name: `cdr_StandAloneCluster_01_${stamp}_17`,
        text: head + done.text + (quirks && rng.chance(0.3) ? cutLine(last) : ''),
      },
    ],
    ids,
    rowIds,
    rows: done.rows,
    duplicates: done.duplicates,
    exposureMicros: exposureOf(scenario, ids),
  }

  function factsOf(
    call: SimCall,
    of: Scenario,
    pkid: string,
    shift: number,
    twin: boolean,
  ): Record<string, string | number> {
    const { tenant } = of.world
    const epoch = (at: number): number => (Number.isNaN(at) ? 0 : Math.floor((at + shift) / 1000))
    const outside = call.direction === 'inbound' || call.direction === 'through'
    const from = outside ? shown(tenant, call.from) : call.from
    const machine = call.shape === 'ivr' || call.shape === 'pin'
    const called =
      call.direction === 'inbound'
        ? machine
          ? shown(tenant, call.did)
          : call.ext
        : call.direction === 'through'
          ? call.entry === 'forward'
            ? call.ext
            : shown(tenant, call.did)
          : call.dialled
    const final = call.direction === 'through' ? call.dialled : called
    const stranger = call.shape === 'scan' || call.shape === 'guest'
    const phone = (ext: string): string => `SEP${ext.padStart(12, '0')}`
    const origin = outside || stranger ? tenant.trunk : phone(call.ext)
    const target =
      call.disposition === 'failed'
        ? ''
        : call.direction === 'outbound' || call.direction === 'through'
          ? tenant.trunk
          : call.direction === 'internal'
            ? phone(call.peer)
            : phone(call.ext)
    const forwarded = call.direction === 'through' && call.entry === 'forward'
    return {
      cdrRecordType: 1,
      globalCallID_callManagerId: 1,
      globalCallID_callId: 100_000 + call.n * 2 + (twin ? 1 : 0),
      origLegCallIdentifier: 5_000_000 + call.n * 4,
      dateTimeOrigination: epoch(call.start),
      origNodeId: 1,
      origSpan: 0,
      origIpAddr: signed(call.ip),
      callingPartyNumber: from,
      callingPartyUnicodeLoginUserID: '',
      origCause_location: 0,
      origCause_value: call.disposition === 'answered' ? 16 : 0,
      origPrecedenceLevel: 4,
      destLegIdentifier: 5_000_001 + call.n * 4,
      destNodeId: 1,
      destSpan: 0,
      destIpAddr: signed('198.51.100.10'),
      originalCalledPartyNumber: called,
      finalCalledPartyNumber: final,
      finalCalledPartyUnicodeLoginUserID: '',
      destCause_location: 0,
      destCause_value: CAUSE[call.disposition],
      destPrecedenceLevel: 4,
      dateTimeConnect: epoch(call.answer),
      dateTimeDisconnect: epoch(call.end),
      lastRedirectDn: forwarded ? call.ext : final,
      pkid,
      originalCalledPartyNumberPartition: 'PT_Internal',
      callingPartyNumberPartition: outside ? '' : 'PT_Internal',
      finalCalledPartyNumberPartition: 'PT_Route',
      lastRedirectDnPartition: '',
      duration: call.seconds,
      origDeviceName: origin,
      destDeviceName: target,
      origCallTerminationOnBehalfOf: 0,
      destCallTerminationOnBehalfOf: 0,
      lastRedirectRedirectOnBehalfOf: forwarded ? 5 : 0,
      origCalledPartyRedirectReason: forwarded ? 15 : 0,
      lastRedirectRedirectReason: forwarded ? 15 : 0,
      destConversationId: 0,
      globalCallId_ClusterID: 'StandAloneCluster',
      joinOnBehalfOf: 0,
      comment: '',
      outpulsedCallingPartyNumber: '',
      outpulsedCalledPartyNumber:
        call.direction === 'outbound' || call.direction === 'through' ? call.dialled : '',
      origIpv4v6Addr: call.ip,
      destIpv4v6Addr: '198.51.100.10',
      huntPilotDN: call.shape === 'ring-group' ? call.dialled : '',
    }
  }
}
