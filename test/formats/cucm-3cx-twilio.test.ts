import { describe, expect, it } from 'vitest'
import { only, read } from './read.ts'

describe('Cisco CUCM', () => {
  const HEADER =
    'cdrRecordType,globalCallID_callManagerId,globalCallID_callId,origLegCallIdentifier,dateTimeOrigination,origIpAddr,callingPartyNumber,origCause_value,originalCalledPartyNumber,finalCalledPartyNumber,destCause_value,dateTimeConnect,dateTimeDisconnect,lastRedirectDn,duration,origDeviceName,destDeviceName\n'
  const TYPES =
    'INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),INTEGER,VARCHAR(50),VARCHAR(50),INTEGER,INTEGER,INTEGER,VARCHAR(50),INTEGER,VARCHAR(129),VARCHAR(129)\n'
  const row =
    '1,1,7001,100,1772831051,-1139627840,1001,0,901125261234567,901125261234567,16,1772831060,1772831180,901125261234567,120,SEP001122334455,SIP-carrier\n'

  it('reads by header names, with or without the row of types', () => {
    for (const text of [HEADER + TYPES + row, HEADER + row]) {
      const outcome = read(text)
      expect(outcome.formats).toEqual(['cucm'])
      expect(only(outcome)).toMatchObject({
        account: '1001',
        billableSeconds: 120,
        peer: '25261234567',
        trunk: 'SIP-carrier',
        sourceIp: '192.168.18.188',
        direction: 'outbound',
      })
      expect(outcome.counts.rows).toBe(1)
    }
  })

  it('sees a forward in the redirected number', () => {
    const text = `${HEADER}1,1,7002,101,1772831051,0,12125550100,0,1001,901125261234567,16,1772831060,1772831180,1001,120,SIP-carrier,SIP-carrier\n`
    expect(only(read(text))).toMatchObject({
      direction: 'through',
      entry: 'forward',
      account: '1001',
      peer: '25261234567',
    })
  })

  it('joins the legs of one globalCallID', () => {
    expect(
      only(read(HEADER + row + row.replace(',100,', ',102,').replace(',120,', ',20,'))).billableSeconds,
    ).toBe(120)
  })
})

describe('3CX', () => {
  const row =
    '00000158AC0D9C75_8,00000158AC0D9C75_8,00:02:09,2026/03/06 21:04:11,2026/03/06 21:04:20,2026/03/06 21:06:20,TerminatedBySrc,Ext.1001,901125261234567,1001,10000,901125261234567,,,,,,,,Chain: Ext.1001;901125261234567;,Extension,Line,,,,,\n'
  it('reads the default order without header', () => {
    const outcome = read(row)
    expect(outcome.formats).toEqual(['3cx'])
    expect(only(outcome)).toMatchObject({
      account: '1001',
      billableSeconds: 120,
      peer: '25261234567',
      direction: 'outbound',
      trunk: '10000',
    })
  })
  it('reads another order by its header', () => {
    const text =
      'time_start,from_no,to_no,time_answered,time_end,callid,duration\n2026/03/06 21:04:11,Ext.1001,+25261234567,2026/03/06 21:04:20,2026/03/06 21:06:20,abc,00:02:09\n'
    expect(only(read(text))).toMatchObject({ id: 'abc', account: '1001', billableSeconds: 120 })
  })
  it('sees an inbound call and its forward to the outside', () => {
    const inbound = row
      .replace('Ext.1001,901125261234567,1001,10000,901125261234567', '+12125550100,Ext.1001,10000,1001,1001')
      .replace('Extension,Line', 'Line,Extension')
    expect(only(read(inbound))).toMatchObject({
      direction: 'inbound',
      account: '1001',
      peer: '12125550100',
      trunk: '10000',
    })
    const forwarded = inbound
      .replace('1001,1001,,,,,', '1001,1001,,901125261234567,10000,,')
      .replace('Line,Extension,', 'Line,Extension,Line')
    expect(only(read(forwarded))).toMatchObject({
      direction: 'through',
      entry: 'forward',
      account: '1001',
      peer: '25261234567',
    })
  })
})

describe('Twilio', () => {
  const call = {
    sid: 'CA1',
    parent_call_sid: null,
    from: '+12025550123',
    to: '+25261234567',
    status: 'completed',
    start_time: 'Fri, 06 Mar 2026 21:04:20 +0000',
    end_time: 'Fri, 06 Mar 2026 21:06:20 +0000',
    duration: '120',
    price: '-0.8400',
    price_unit: 'USD',
    direction: 'outbound-api',
  }

  it.each([
    ['lines', `${JSON.stringify(call)}\n`],
    ['an array', JSON.stringify([call])],
    ['a page of the API', JSON.stringify({ page: 0, calls: [call], next: null }, null, 2)],
    [
      'CSV',
      'Call Sid,From,To,Status,Start Time,End Time,Duration,Direction,Price\nCA1,+12025550123,+25261234567,completed,2026-03-06T21:04:20Z,2026-03-06T21:06:20Z,120,outbound-api,-0.84\n',
    ],
  ])('reads %s', (_, text) => {
    const outcome = read(text)
    expect(outcome.formats).toEqual(['twilio'])
    expect(only(outcome)).toMatchObject({
      id: 'CA1',
      direction: 'outbound',
      peer: '25261234567',
      billableSeconds: 120,
      startedAt: 1_772_831_060_000,
      account: '+12025550123',
    })
  })

  it('joins a child call to its parent: a forward', () => {
    const parent = { ...call, direction: 'inbound', from: '+12125550100', to: '+12025550123' }
    const child = {
      ...call,
      sid: 'CA2',
      parent_call_sid: 'CA1',
      direction: 'outbound-dial',
      from: '+12125550100',
      duration: '110',
    }
    expect(only(read([child, parent].map((c) => JSON.stringify(c)).join('\n')))).toMatchObject({
      id: 'CA1',
      direction: 'through',
      entry: 'forward',
      billableSeconds: 110,
      peer: '25261234567',
    })
  })

  it('takes the account from a SIP address', () => {
    const parent = {
      ...call,
      direction: 'inbound',
      from: 'sip:alice@example.sip.twilio.com',
      to: 'sip:+25261234567@example.sip.twilio.com',
    }
    const child = { ...call, sid: 'CA2', parent_call_sid: 'CA1', direction: 'outbound-dial' }
    expect(only(read([parent, child].map((c) => JSON.stringify(c)).join('\n')))).toMatchObject({
      account: 'alice',
      direction: 'outbound',
      peer: '25261234567',
    })
  })
})
