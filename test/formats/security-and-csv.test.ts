import { describe, expect, it } from 'vitest'
import { CsvMap } from '#core/calls'
import { only, read } from './read.ts'

describe('security log of Asterisk', () => {
  const line = (
    event: string,
    more = '',
    service = 'PJSIP',
    account = '1001',
    at = '2026-03-06T21:04:11.061+0000',
  ) =>
    `[2026-03-06 13:04:11.061] SECURITY[16000] res_security_log.c: SecurityEvent="${event}",EventTV="${at}",Severity="Informational",Service="${service}",EventVersion="1",AccountID="${account}",SessionID="abc@host",LocalAddress="IPV4/UDP/192.0.2.1/5060",RemoteAddress="IPV4/UDP/203.0.113.7/5062"${more}\n`

  it.each([
    ['SuccessfulAuth', ',UsingPassword="0"', 'PJSIP', 'sign-in'],
    ['SuccessfulAuth', ',UsingPassword="1"', 'AMI', 'admin-sign-in'],
    ['ChallengeResponseFailed', '', 'PJSIP', 'sign-in-failed'],
    ['InvalidPassword', '', 'AMI', 'admin-sign-in-failed'],
    ['InvalidAccountID', '', 'PJSIP', 'unknown-account'],
    ['FailedACL', ',ACLName="not_match_endpoint_acl"', 'PJSIP', 'refused'],
    [
      'FailedACL',
      ',ACLName="registrar_attempt_exceeds_maximum_configured_contacts"',
      'PJSIP',
      'contacts-full',
    ],
    ['ChallengeSent', ',Challenge=""', 'PJSIP', 'challenge'],
  ])('reads %s%s of %s as %s', (event, more, service, kind) => {
    const outcome = read(line(event, more, service), { site: { timezone: 'America/Los_Angeles' } })
    expect(outcome.formats).toEqual(['asterisk-security'])
    expect(outcome.events).toEqual([
      {
        at: Date.UTC(2026, 2, 6, 21, 4, 11, 61),
        kind,
        service,
        account: '1001',
        sourceIp: '203.0.113.7',
        session: 'abc@host',
        userAgent: '',
        line: 1,
      },
    ]) // prettier-ignore
  })

  it('hides no name behind <unknown>, and minds the offset', () => {
    const { events } = read(
      line('ChallengeResponseFailed', '', 'PJSIP', '<unknown>', '2026-03-06T13:04:11.061-0800'),
    )
    expect(events[0]).toMatchObject({ account: '', at: Date.UTC(2026, 2, 6, 21, 4, 11, 61) })
  })

  it('finds events and notices in a full log, in the zone of the site', () => {
    const text =
      '[2026-03-06 13:04:10] VERBOSE[1] pbx.c: something else\n' +
      line('SuccessfulAuth') +
      `[2026-03-06 13:04:12.255] NOTICE[15983] res_pjsip/pjsip_distributor.c: Request 'REGISTER' from '"9999" <sip:9999@192.0.2.1>' failed for '203.0.113.8:5061' (callid: 188478302) - Failed to authenticate\n` +
      `[2026-03-06 13:04:13.255] NOTICE[15983] res_pjsip/pjsip_distributor.c: Request 'INVITE' from '<sip:100@192.0.2.1>' failed for '203.0.113.8:5061' (callid: 188478303) - No matching endpoint found after 3 tries in 0.167 ms\n`
    const { events, counts } = read(text, { site: { timezone: 'America/Los_Angeles' } })
    expect(events.map((e) => [e.kind, e.account, e.sourceIp, new Date(e.at).toISOString()])).toEqual([
      ['sign-in', '1001', '203.0.113.7', '2026-03-06T21:04:11.061Z'],
      ['sign-in-failed', '9999', '203.0.113.8', '2026-03-06T21:04:12.255Z'],
      ['unknown-account', '100', '203.0.113.8', '2026-03-06T21:04:13.255Z'],
    ])
    expect(counts).toMatchObject({ rows: 3, securityEvents: 3, rejected: 0 })
  })
})

describe('a layout of its own', () => {
  const map = (value: unknown) => CsvMap.parse(value)

  it('reads columns by name or number', () => {
    const text = 'When;Who;Where;Secs;Result\n06.03.2026 21:04:20;1001;0025261234567;120;OK\n'
    const byName = map({
      columns: { start: 'When', from: 'Who', to: 'Where', billable: 'Secs', disposition: 'Result' },
    })
    expect(only(read(text, { format: 'csv', map: byName }))).toMatchObject({
      account: '1001',
      billableSeconds: 120,
      startedAt: 1_772_831_060_000,
    })
    const byNumber = map({
      delimiter: ';',
      header: true,
      columns: { start: 1, from: 2, to: 3, billable: 4 },
      timezone: 'Europe/Berlin',
      timeFormat: '%d.%m.%Y %H:%M:%S',
    })
    expect(only(read(text, { format: 'csv', map: byNumber }))).toMatchObject({
      startedAt: 1_772_831_060_000 - 3_600_000,
      endedAt: 1_772_831_060_000 - 3_600_000 + 120_000,
    })
  })

  it('takes a call out for a stranger, sent on, unless a number of the site or an account made it', () => {
    const rows = [
      '1772831000,14155550100,12025550111,inbound,',
      '1772831060,14155550177,+25261234567,outbound,',
      '1772831120,12025550111,+25261234567,outbound,',
      '1772831180,14155550178,+25261234567,outbound,201',
    ]
    const columns = { start: 1, from: 2, to: 3, direction: 4, account: 5 }
    const read4 = read(`${rows.join('\n')}\n`, {
      format: 'csv',
      map: map({ timeFormat: 'epoch', header: false, columns }),
      site: { country: 'US' },
    })
    expect(read4.calls.map((call) => call.direction)).toEqual(['inbound', 'through', 'outbound', 'outbound'])
  })

  it('keeps two equal rows of one file apart and drops the file that comes twice', () => {
    const text = 'start,from,to,seconds\n1772831060,1001,+25261234567,60\n1772831060,1001,+25261234567,60\n'
    const given = {
      format: 'csv' as const,
      map: map({
        timeFormat: 'epoch',
        columns: { start: 'start', from: 'from', to: 'to', duration: 'seconds' },
      }),
    }
    expect(read([text, text], given).counts).toMatchObject({ calls: 2, duplicates: 2 })
  })

  it('refuses unknown keys and unknown columns', () => {
    expect(CsvMap.safeParse({ columns: { start: 1, to: 2, colour: 3 } }).success).toBe(false)
    const wrong = map({ columns: { start: 'begin', to: 'to' } })
    expect(() => read('start,to\n1,2\n', { format: 'csv', map: wrong })).toThrow(/no column "begin"/)
    expect(() => read('start,to\n1,2\n', { format: 'csv' })).toThrow(/columns/)
  })
})
