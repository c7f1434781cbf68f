import { describe, expect, it } from 'vitest'
import { only, read } from './read.ts'

const A = '0a6e1c1e-7a1f-4d2b-9d5a-1f2e3d4c5b6a'
const B = 'ffb0a8d2-22c1-4a7e-8f11-0a1b2c3d4e5f'

describe('FreeSWITCH', () => {
  const row = (id: string, other: string, from = '1001', to = '901125261234567') =>
    `"Alice","${from}","${to}","default","2026-03-06 21:04:11","2026-03-06 21:04:20","2026-03-06 21:06:20","129","120","NORMAL_CLEARING","${id}","${other}","","PCMU","PCMU"\n`

  it('reads the example template and joins both legs', () => {
    const outcome = read(row(A, B) + row(B, ''))
    expect(outcome.formats).toEqual(['freeswitch-csv'])
    expect(only(outcome)).toMatchObject({
      account: '1001',
      peer: '25261234567',
      billableSeconds: 120,
      direction: 'outbound',
    })
    expect(only(read(row(B, '') + row(A, B))).billableSeconds).toBe(120)
  })

  it('knows the example template by the names of its causes where the ids are no uuids', () => {
    const outcome = read(row('1772831051.7', ''))
    expect(outcome.formats).toEqual(['freeswitch-csv'])
    expect(only(outcome)).toMatchObject({ id: '1772831051.7', account: '1001' })
  })

  it('reads the asterisk template, with the cause where the disposition stands', () => {
    const text = `"","1001","901125261234567","default","""A"" <1001>","sofia/internal/1001@pbx","sofia/gateway/carrier/901125261234567","bridge","x","2026-03-06 21:04:11","2026-03-06 21:04:20","2026-03-06 21:06:20","129","120","NORMAL_CLEARING","3","${A}",""\n`
    const outcome = read(text)
    expect(outcome.formats).toEqual(['freeswitch-csv'])
    expect(only(outcome)).toMatchObject({ id: A, account: '1001', trunk: 'carrier' })
  })

  it('reads columns by their header', () => {
    const text = `uuid,destination_number,caller_id_number,start_stamp,billsec,hangup_cause\n${A},901125261234567,1001,2026-03-06 21:04:11,0,USER_BUSY\n`
    expect(only(read(text))).toMatchObject({ id: A, disposition: 'busy' })
  })

  const document = (variables: object = {}) => ({
    'core-uuid': 'x',
    channel_data: { state: 'CS_REPORTING' },
    variables: {
      uuid: A,
      direction: 'inbound',
      start_uepoch: '1772831051000000',
      answer_uepoch: '1772831060000000',
      end_uepoch: '1772831180000000',
      duration: '129',
      billsec: '120',
      hangup_cause: 'NORMAL_CLEARING',
      sip_user_agent: 'Yealink%20SIP-T46S',
      sip_gateway_name: '',
      ...variables,
    },
    callflow: [
      {
        caller_profile: {
          caller_id_number: '1001',
          destination_number: '901125261234567',
          network_addr: '203.0.113.7',
          uuid: A,
          chan_name: 'sofia/internal/1001@pbx',
          context: 'default',
        },
        times: {
          created_time: '1772831051000000',
          answered_time: '1772831060000000',
          hangup_time: '1772831180000000',
        },
      },
    ],
  }) // prettier-ignore

  it.each([
    ['one a line', (d: object[]) => d.map((x) => `${JSON.stringify(x)}\n`).join('')],
    ['pretty-printed', (d: object[]) => d.map((x) => JSON.stringify(x, null, '\t')).join('\n')],
    ['an array', (d: object[]) => JSON.stringify(d)],
  ])('reads JSON documents, %s', (_, write) => {
    const text = write([
      document(),
      document({ uuid: B, originator: A, direction: 'outbound', sip_gateway_name: 'carrier' }),
    ])
    const outcome = read(text, { step: 300 })
    expect(outcome.formats).toEqual(['freeswitch-json'])
    expect(only(outcome)).toMatchObject({
      account: '1001',
      sourceIp: '203.0.113.7',
      userAgent: 'Yealink SIP-T46S',
      trunk: 'carrier',
      billableSeconds: 120,
      startedAt: 1_772_831_051_000,
      direction: 'outbound',
    }) // prettier-ignore
  })

  it('takes times from callflow when the variables have none', () => {
    const bare = document({ start_uepoch: '', answer_uepoch: '', end_uepoch: '', duration: '', billsec: '' })
    expect(only(read(JSON.stringify(bare)))).toMatchObject({
      startedAt: 1_772_831_051_000,
      billableSeconds: 120,
    })
  })

  it('rejects a broken document and goes on', () => {
    const text = `${JSON.stringify(document())}\n${JSON.stringify(document({ uuid: B })).slice(0, 90)}\n${JSON.stringify(document({ uuid: B }))}\n`
    const { calls, rejects } = read(text)
    expect(calls.length).toBe(2)
    expect(rejects).toEqual([{ file: 'file-1', line: 2, reason: expect.stringContaining('cut') }])
  })
})

describe('Kamailio', () => {
  const HEADER =
    'id|method|from_tag|to_tag|callid|sip_code|sip_reason|time|src_user|dst_ouser|dst_user|src_ip|user_agent|time_utc\n'
  const invite =
    '1|INVITE|f1|t1|c-1@host|200|OK|2461366.98|1001|901125261234567|+25261234567|203.0.113.7|Yealink|1772831060.5\n'

  it('pairs INVITE and BYE of a dialog, whoever hangs up', () => {
    for (const tags of ['f1|t1', 't1|f1']) {
      const outcome = read(
        `${HEADER}${invite}2|BYE|${tags}|c-1@host|200|OK|2461366.99|1001|||203.0.113.7||1772831180.5\n`,
      )
      expect(outcome.formats).toEqual(['kamailio-acc'])
      expect(only(outcome)).toMatchObject({
        id: 'c-1@host',
        billableSeconds: 120,
        account: '1001',
        sourceIp: '203.0.113.7',
        userAgent: 'Yealink',
        peer: '25261234567',
      })
    }
  })

  it('shows a call without BYE as running, up to the newest row', () => {
    const refused =
      '2|INVITE|f2||c-2@host|486|Busy|x|1001|+25261234568|+25261234568|203.0.113.7||1772831120.5\n'
    const { calls } = read(HEADER + invite + refused)
    expect(calls.map((c) => [c.id, c.disposition, c.billableSeconds])).toEqual([
      ['c-2@host', 'busy', 0],
      ['c-1@host', 'running', 60],
    ])
  })

  it('calls an account what its SIP address calls it', () => {
    const rows =
      'start_time,end_time,duration,caller,callee,callid\n' +
      '2026-03-06 21:04:11,2026-03-06 21:06:11,120.5,"""Ann"" <sip:218@pbx.example;tag=7>",sip:%2B25261234567@198.51.100.7:5060,a@b\n'
    expect(only(read(rows))).toMatchObject({
      id: 'a@b',
      account: '218',
      dialled: '+25261234567',
      direction: 'outbound',
    })
  })

  it('reads acc_cdrs as psql prints it, aligned and expanded, and as CSV and JSON', () => {
    const aligned =
      ' id |     start_time      |      end_time       | duration | src_user |  dst_user   |   src_ip    |  callid  \n' +
      '----+---------------------+---------------------+----------+----------+-------------+-------------+----------\n' +
      '  1 | 2026-03-06 21:04:20 | 2026-03-06 21:06:20 |  120.014 | 1001     | +25261234567 | 203.0.113.7 | c-1@host\n(1 row)\n'
    const expanded =
      '-[ RECORD 1 ]-----------\nid         | 1\nstart_time | 2026-03-06 21:04:20\nend_time   | 2026-03-06 21:06:20\nduration   | 120.014\nsrc_user   | 1001\ndst_user   | +25261234567\nsrc_ip     | 203.0.113.7\ncallid     | c-1@host\n'
    const csv =
      'id,start_time,end_time,duration,src_user,dst_user,src_ip,callid\n1,2026-03-06 21:04:20,2026-03-06 21:06:20,120.014,1001,+25261234567,203.0.113.7,c-1@host\n'
    const json =
      '{"id":1,"start_time":"2026-03-06T21:04:20Z","end_time":"2026-03-06T21:06:20Z","duration":120.014,"src_user":"1001","dst_user":"+25261234567","src_ip":"203.0.113.7","callid":"c-1@host"}\n'
    for (const text of [aligned, expanded, csv, json])
      expect(only(read(text))).toMatchObject({
        id: 'c-1@host',
        billableSeconds: 120,
        startedAt: 1_772_831_060_000,
        sourceIp: '203.0.113.7',
      })
    expect(read([aligned, expanded, csv, json]).counts).toMatchObject({ calls: 1, duplicates: 3 })
  })
})
