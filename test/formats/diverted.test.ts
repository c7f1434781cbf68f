import { describe, expect, it } from 'vitest'
import { only, read } from './read.ts'

// In from outside and out abroad: every format tells it in its own way, some not at all.

const OUTSIDER = '12125550100'
const ABROAD = '25261234567'
const A = '0a6e1c1e-7a1f-4d2b-9d5a-1f2e3d4c5b6a'

describe('Kamailio', () => {
  const acc = (from: string, asked: string, sent: string): string =>
    `id|method|from_tag|to_tag|callid|sip_code|sip_reason|time|src_user|dst_ouser|dst_user|src_ip|time_utc\n` +
    `1|INVITE|f|t|c@h|200|OK|x|${from}|${asked}|${sent}|198.51.100.10|1772831060.0\n` +
    `2|BYE|f|t|c@h|200|OK|x|${from}|||198.51.100.10|1772831180.0\n`

  it('blames the extension that was asked for when the call was sent abroad', () => {
    expect(only(read(acc(`+${OUTSIDER}`, '1001', `+${ABROAD}`)))).toMatchObject({
      direction: 'through',
      entry: 'forward',
      account: '1001',
      peer: ABROAD,
    })
  })

  it('blames the number of the site when that was asked for', () => {
    expect(only(read(acc(`+${OUTSIDER}`, '7025550100', `+${ABROAD}`)))).toMatchObject({
      direction: 'through',
      account: '7025550100',
    })
  })

  it('reads a call from outside to a telephone that is called as a service number is', () => {
    const site = { country: 'GB', timezone: 'Europe/London', internal: ['1XX'] }
    expect(only(read(acc(`+${OUTSIDER}`, '442078367532', '101'), { site })).direction).toBe('inbound')
    expect(only(read(acc('104', '999', '999'), { site })).direction).toBe('outbound')
  })

  it('rates what was asked for when the carrier wants a prefix before the number', () => {
    expect(only(read(acc('1001', `011${ABROAD}`, `88123#011${ABROAD}`))).peer).toBe(ABROAD)
  })

  it('tells calls of the site from calls through it by whose number the caller shows', () => {
    const row = (n: number, from: string, to: string): string =>
      `${n},2026-03-06 21:${String(n).padStart(2, '0')}:00,2026-03-06 21:${String(n).padStart(2, '0')}:30,30,${from},${to},c-${n}@h\n`
    const text =
      'id,start_time,end_time,duration,src_user,dst_user,callid\n' +
      [1, 2, 3, 4].map((n) => row(n, '17025550100', `1415555010${n}`)).join('') +
      [5, 6, 7, 8].map((n) => row(n, `1303555010${n}`, '17025550100')).join('') +
      row(9, '17025550100', `+${ABROAD}`) +
      row(10, '13035550105', `+${ABROAD}`)
    const { calls } = read(text)
    expect(calls.map((c) => c.direction)).toEqual([
      ...Array(4).fill('outbound'),
      ...Array(4).fill('inbound'),
      'outbound',
      'through',
    ])
  })
})

describe('FreeSWITCH', () => {
  const row = (from: string, to: string, account = '') =>
    `"x","${from}","${to}","default","2026-03-06 21:04:11","2026-03-06 21:04:20","2026-03-06 21:06:20","129","120","NORMAL_CLEARING","${A}","","${account}","PCMU","PCMU"\n`

  it('sees in its CSV that an outsider was connected abroad, and puts it down to the code the record carries', () => {
    expect(only(read(row(OUTSIDER, `9011${ABROAD}`, '1004')))).toMatchObject({
      direction: 'through',
      account: '1004',
    })
    expect(only(read(row('1004', `9011${ABROAD}`)))).toMatchObject({ direction: 'outbound', account: '1004' })
  })

  it.each(['anonymous', '0402648389', '12125550100'])(
    'takes %s who rang an extension for a caller',
    (from) => {
      expect(only(read(row(from, '1004'))).direction).toBe('inbound')
    },
  )

  const document = (profile: object, variables: object = {}, times: object = {}, apps: object[] = []) =>
    JSON.stringify({
      'core-uuid': 'x',
      variables: {
        uuid: A,
        direction: 'inbound',
        start_uepoch: '1772831051000000',
        answer_uepoch: '1772831052000000',
        end_uepoch: '1772831180000000',
        duration: '129',
        billsec: '128',
        hangup_cause: 'NORMAL_CLEARING',
        last_app: 'bridge',
        last_arg: `sofia/gateway/carrier/+${ABROAD}`,
        ...variables,
      },
      app_log: { applications: apps },
      callflow: [
        {
          caller_profile: {
            uuid: A,
            caller_id_number: OUTSIDER,
            destination_number: `9011${ABROAD}`,
            chan_name: `sofia/external/${OUTSIDER}@198.51.100.10`,
            ...profile,
          },
          times: { created_time: '1772831051000000', ...times },
        },
      ],
    })

  it('blames the extension in rdnis, but not the number a transfer of the dial plan left there', () => {
    expect(only(read(document({ rdnis: '1004' })))).toMatchObject({ entry: 'forward', account: '1004' })
    const own = document({
      rdnis: `011${ABROAD}`,
      caller_id_number: '1004',
      chan_name: 'sofia/internal/1004@pbx',
    })
    expect(only(read(own))).toMatchObject({ direction: 'outbound', entry: 'direct', account: '1004' })
  })

  it('bills a line that was dialled through DISA from when it was connected', () => {
    const apps = [{ app_name: 'lua', app_data: 'disa.lua' }, { app_name: 'bridge' }]
    const times = { answered_time: '1772831052000000', bridged_time: '1772831080000000' }
    expect(only(read(document({}, {}, times, apps)))).toMatchObject({
      direction: 'through',
      entry: 'disa',
      billableSeconds: 100,
    })
    const never = { answered_time: '1772831052000000', bridged_time: '0' }
    expect(only(read(document({}, {}, never, apps)))).toMatchObject({
      disposition: 'no-answer',
      billableSeconds: 0,
    })
  })
})

describe('Cisco CUCM', () => {
  const HEADER =
    'cdrRecordType,globalCallID_callManagerId,globalCallID_callId,origLegCallIdentifier,dateTimeOrigination,callingPartyNumber,originalCalledPartyNumber,finalCalledPartyNumber,destCause_value,dateTimeConnect,dateTimeDisconnect,lastRedirectDn,duration,origDeviceName,destDeviceName\n'
  const row = (n: number, from: string, original: string, final: string, devices: string): string =>
    `1,1,${n},${n},1772831051,${from},${original},${final},16,1772831060,1772831180,${final},120,${devices}\n`

  it('sees a caller from outside who dialled on abroad, and forgets it on the next row', () => {
    const text =
      HEADER +
      row(1, OUTSIDER, '7025550100', `9011${ABROAD}`, 'SIP-carrier,SIP-carrier') +
      row(2, '1001', `9011${ABROAD}`, `9011${ABROAD}`, 'SEP001122334455,SIP-carrier')
    expect(read(text).calls).toMatchObject([
      { direction: 'through', peer: ABROAD, account: '7025550100' },
      { direction: 'outbound', entry: 'direct', account: '1001' },
    ])
  })
})

describe('Twilio', () => {
  const call = (members: object): object => ({
    sid: 'CA1',
    from: `+${OUTSIDER}`,
    to: '+17025550100',
    direction: 'inbound',
    status: 'completed',
    start_time: 'Fri, 06 Mar 2026 21:04:20 +0000',
    end_time: 'Fri, 06 Mar 2026 21:06:20 +0000',
    duration: '120',
    parent_call_sid: null,
    forwarded_from: '',
    ...members,
  })

  it('puts a call that was dialled on down to the number that was called', () => {
    const calls = [
      call({}),
      call({ sid: 'CA2', parent_call_sid: 'CA1', to: `+${ABROAD}`, direction: 'outbound-dial' }),
    ]
    expect(only(read(JSON.stringify({ calls })))).toMatchObject({
      direction: 'through',
      account: '+17025550100',
      peer: ABROAD,
    })
  })

  it('counts the seconds of a call in progress up to the newest instant of the list', () => {
    const up = { status: 'in-progress', end_time: null, duration: null, from: 'sip:1001@x.sip.twilio.com' }
    const calls = [call({ ...up, sid: 'CA9', to: 'sip:1002@x.sip.twilio.com' }), call({})]
    const running = read(JSON.stringify({ calls })).calls.find((c) => c.disposition === 'running')
    expect(running).toMatchObject({ id: 'CA9', billableSeconds: 120 })
  })
})

describe('channel events of Asterisk', () => {
  const T = 1_772_831_051
  const event = (type: string, after: number, n: number, exten: string, app = '', data = ''): string => {
    const name = `PJSIP/carrier-0000000${n}`
    const number = n === 1 ? OUTSIDER : ''
    const cells = [type, (T + after).toFixed(6), number, '', exten, 'from-trunk', name, app, data]
    return `${[...cells, `${T}.${n}`, `${T}.1`, '', ''].map((cell) => `"${cell}"`).join(',')}\n`
  }
  const arrived =
    event('CHAN_START', 0, 1, '7025550100') +
    event('APP_START', 0.1, 1, '7025550100', 'VoiceMailMain', '1004@default') +
    event('ANSWER', 0.2, 1, '7025550100', 'VoiceMailMain', '1004@default') +
    event('APP_START', 20, 1, `9011${ABROAD}`, 'Dial', `PJSIP/+${ABROAD}@carrier`) +
    event('CHAN_START', 20.1, 2, 's')
  const over =
    event('HANGUP', 130, 2, 's', 'AppDial') +
    event('HANGUP', 130, 1, `9011${ABROAD}`) +
    event('LINKEDID_END', 130, 1, '')

  it('bills a call dialled on from voicemail from when the far end answered, and blames the box', () => {
    expect(only(read(arrived + event('ANSWER', 30, 2, 's', 'AppDial') + over))).toMatchObject({
      id: `${T}.1`,
      direction: 'through',
      entry: 'voicemail',
      account: '1004',
      peer: ABROAD,
      billableSeconds: 100,
    })
  })

  it('bills nothing when the far end never answered', () => {
    expect(only(read(arrived + over))).toMatchObject({ direction: 'through', billableSeconds: 0 })
  })
})

describe('Asterisk', () => {
  const row = (from: string, to: string, channels: string, id: string, linked = id) =>
    `"","${from}","${to}","from-trunk","""x"" <${from}>",${channels},"Dial","","2026-03-06 21:0${id}:00",` +
    `"2026-03-06 21:0${id}:04","2026-03-06 21:0${id}:44",44,40,"ANSWERED","DOCUMENTATION","177283100${id}.1","","",` +
    `"177283100${linked}.1",1\n`
  const did = '17025550138'
  const forwarded =
    row(OUTSIDER, did, `"PJSIP/carrier-01","Local/9011${ABROAD}@from-internal-01;1"`, '5') +
    row(OUTSIDER, `9011${ABROAD}`, `"Local/9011${ABROAD}@from-internal-01;2","PJSIP/carrier-02"`, '6', '5')

  it('blames the telephone that the number of the site rings, once that is known', () => {
    const rung = row('13035550101', did, '"PJSIP/carrier-0a","PJSIP/1238-0b"', '1')
    expect(read(rung + forwarded).calls[1]).toMatchObject({ entry: 'forward', account: '1238', peer: ABROAD })
    expect(only(read(forwarded))).toMatchObject({ entry: 'forward', account: did })
  })

  it('blames the number itself when it rings several telephones', () => {
    const rung =
      row('13035550101', did, '"PJSIP/carrier-0a","PJSIP/1238-0b"', '1') +
      row('13035550102', did, '"PJSIP/carrier-0c","PJSIP/1239-0d"', '2')
    expect(read(rung + forwarded).calls[2]).toMatchObject({ entry: 'forward', account: did })
  })
})
