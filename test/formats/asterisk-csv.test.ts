import { describe, expect, it } from 'vitest'
import { cdr, only, read } from './read.ts'

const iso = (at: number): string => new Date(at).toISOString()

describe('the columns of Asterisk', () => {
  it.each([16, 17, 18, 21] as const)('reads cdr_csv with %i columns', (columns) => {
    const call = only(read(cdr({}, columns)))
    expect(call).toMatchObject({
      account: '1001',
      dialled: '901125261234567',
      peer: '25261234567',
      billableSeconds: 120,
      direction: 'outbound',
      trunk: 'carrier',
      disposition: 'answered',
      international: true,
      from: '1001',
    }) // prettier-ignore
    expect(iso(call.startedAt)).toBe('2026-03-06T21:04:11.000Z')
    expect(iso(call.answeredAt)).toBe('2026-03-06T21:04:20.000Z')
    expect(iso(call.endedAt)).toBe('2026-03-06T21:06:20.000Z')
    if (columns > 16) expect(call.id).toBe('1772831051.1')
  })

  it('follows a file whose columns grow in the middle', () => {
    const text = cdr({ id: '1772831051.1' }, 18) + cdr({ id: '1772831051.9', sequence: 7 }, 21)
    expect(read(text).calls.map((call) => call.id)).toEqual(['1772831051.1', '1772831051.9'])
  })

  it('reads cdr_custom, which has another order', () => {
    const row =
      '"""Alice"" <1001>","1001","901125261234567","from-internal","PJSIP/1001-00000001","PJSIP/carrier-00000002","Dial","PJSIP/x@carrier","2026-03-06 21:04:11","2026-03-06 21:04:20","2026-03-06 21:06:20","129","120","ANSWERED","3","sales","1772831051.1","","4"\n'
    expect(only(read(row))).toMatchObject({
      account: 'sales',
      id: '1772831051.1',
      billableSeconds: 120,
      trunk: 'carrier',
    })
  })

  it('reads the table of FreePBX by its header', () => {
    const text =
      'calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,accountcode,uniqueid,userfield,did,recordingfile,linkedid,sequence\n' +
      '2026-03-06 21:04:11,"""Alice"" <1001>",1001,901125261234567,from-internal,PJSIP/1001-00000001,PJSIP/carrier-00000002,Dial,PJSIP/x@carrier,129,120,ANSWERED,3,,1772831051.1,,,,1772831051.1,12\n'
    const call = only(read(text))
    expect(call).toMatchObject({ id: '1772831051.1', account: '1001', billableSeconds: 120 })
    expect(iso(call.answeredAt)).toBe('2026-03-06T21:04:20.000Z')
  })

  it.each([';', '\t'])('reads %j as separator', (separator) => {
    const text =
      ['start', 'src', 'dst', 'channel', 'dstchannel', 'duration', 'billsec', 'disposition', 'uniqueid'].join(
        separator,
      ) +
      '\n' +
      [
        '2026-03-06 21:04:11',
        '1001',
        '01125261234567',
        'SIP/1001-01',
        'SIP/trunk-02',
        '9',
        '5',
        'ANSWERED',
        '1772831051.1',
      ].join(separator) +
      '\n'
    expect(only(read(text))).toMatchObject({ peer: '25261234567', billableSeconds: 5 })
  })
})

describe('what real files do to a reader', () => {
  it('survives a byte order mark and CRLF', () => {
    expect(only(read(`\uFEFF${cdr().replaceAll('\n', '\r\n')}`)).id).toBe('1772831051.1')
  })

  it('survives quotes, commas and line ends in a caller name, wherever the text is cut', () => {
    const text =
      cdr({ clid: '"Al ""the, boss""\nof all" <1001>' }) +
      cdr({ id: '1772831051.5', clid: '"Zoë Ünal" <1001>' })
    for (const step of [1, 7, 64, 4096]) {
      const { calls, rejects } = read(text, { step })
      expect([calls.length, rejects.length, calls[1]?.id]).toEqual([2, 0, '1772831051.5'])
    }
  })

  it('survives backslashed quotes', () => {
    const row = cdr().replace('"""Alice"" <1001>"', '"\\"Alice, A\\" <1001>"')
    expect(only(read(row)).dialled).toBe('901125261234567')
  })

  it('rejects a cut last line and uses a complete one without line end', () => {
    const second = cdr({ id: '1772831051.5' })
    const whole = read(cdr() + second.trimEnd())
    expect([whole.calls.length, whole.rejects.length]).toEqual([2, 0])
    const cut = read(cdr() + second.slice(0, 120))
    expect(cut.calls.length).toBe(1)
    expect(cut.rejects).toEqual([{ file: 'file-1', line: 2, reason: expect.stringContaining('cut') }])
    expect(read(cdr() + second.slice(0, second.indexOf('Alice'))).rejects.length).toBe(1)
  })

  it('rejects a line with NULs, its neighbours not', () => {
    const { calls, rejects } = read(
      `${cdr()}${cdr({ id: 'x' }).replace('Dial', 'Di\0al')}${cdr({ id: '1772831051.5' })}`,
    )
    expect(calls.map((call) => call.id)).toEqual(['1772831051.1', '1772831051.5'])
    expect(rejects).toEqual([{ file: 'file-1', line: 2, reason: expect.stringContaining('NUL') }])
  })

  it('rejects an endless line once and goes on behind it', () => {
    const { calls, rejects } = read(`${cdr()}${'x'.repeat(5_000_000)}\n${cdr({ id: '1772831051.5' })}`, {
      step: 65_536,
    })
    expect(calls.length).toBe(2)
    expect(rejects).toEqual([{ file: 'file-1', line: 2, reason: expect.stringContaining('longer') }])
  })

  it('does not let a quote that is never closed swallow the rest', () => {
    const broken = cdr({ id: 'b' }).replace('"DOCUMENTATION"', '"DOCUMENTATION')
    const many = Array.from({ length: 50 }, (_, i) => cdr({ id: `1772831051.${i + 10}` })).join('')
    const { calls } = read(cdr() + broken + many)
    expect(calls.length).toBeGreaterThanOrEqual(50)
  })

  it.each([
    ['0001-01-01 00:00:00'],
    ['9999-12-31 23:59:59'],
    ['2026-02-30 10:00:00'],
    ['yesterday'],
    ['0000-00-00 00:00:00'],
  ])('rejects the start %s', (start) => {
    const { calls, rejects } = read(cdr() + cdr({ start, id: 'x' }))
    expect(calls.length).toBe(1)
    expect(rejects[0]).toMatchObject({ line: 2, reason: expect.stringContaining(start) })
  })

  it('rejects negative and absurd seconds', () => {
    const { calls, rejects } = read(
      cdr() + cdr({ billsec: -5, id: 'a' }) + cdr({ duration: 9_999_999, billsec: 9_999_999, id: 'b' }),
    )
    expect(calls.length).toBe(1)
    expect(rejects.map((r) => r.reason)).toEqual(['seconds are negative', 'seconds are more than 30 days'])
  })

  it.each(['3/6/2026 21:04', '06.03.2026 21:04', '2026-03-06T21:04:00'])(
    'reads %s as a spreadsheet program leaves it',
    (start) => {
      const call = only(read(cdr({ start, answer: '', end: start, duration: 60, billsec: 50 })))
      expect(iso(call.startedAt)).toBe('2026-03-06T21:04:00.000Z')
    },
  )

  it('takes day and month the other way round when a row of the file proves it', () => {
    const text = cdr({ start: '6/3/2026 21:04', id: 'a' }) + cdr({ start: '25/3/2026 21:04', id: 'b' })
    expect(read(text).calls.map((call) => iso(call.startedAt).slice(0, 10))).toEqual([
      '2026-03-06',
      '2026-03-25',
    ])
  })

  it('counts NO ANSWER with seconds that the stamps support as answered', () => {
    expect(only(read(cdr({ disposition: 'NO ANSWER', billsec: 60 })))).toMatchObject({
      disposition: 'answered',
      billableSeconds: 60,
    })
    const denied = cdr({ disposition: 'NO ANSWER', answer: '', duration: 20, billsec: 60 })
    expect(only(read(denied))).toMatchObject({ disposition: 'no-answer', billableSeconds: 0 })
  })

  it('keeps the uniqueid as the PBX wrote it, with its system name', () => {
    expect(only(read(cdr({ id: 'pbx1-1772831051.12' }))).id).toBe('pbx1-1772831051.12')
  })

  it.each(['s', 't', 'h', 'i', '*98', ''])('makes a call of the destination %j', (dst) => {
    const call = only(
      read(
        cdr({
          dst,
          src: '',
          toChannel: '',
          data: '',
          app: 'Hangup',
          disposition: 'NO ANSWER',
          billsec: 0,
          answer: '',
        }),
      ),
    )
    expect(call).toMatchObject({ dialled: dst, peer: '', direction: 'internal' })
  })
})

describe('time without a zone', () => {
  const vegas = { timezone: 'America/Los_Angeles' }

  it('reads stamps in the zone of the site', () => {
    const call = only(read(cdr({ id: '1772859851.1' }), { site: vegas }))
    expect(iso(call.startedAt)).toBe('2026-03-07T05:04:11.000Z')
  })

  it('reads a file written with usegmtime in UTC, as its uniqueids tell', () => {
    expect(iso(only(read(cdr(), { site: vegas })).startedAt)).toBe('2026-03-06T21:04:11.000Z')
  })

  it('tells the repeated hour by the uniqueid, and keeps seconds over the change', () => {
    // 2026-11-01 02:00 PDT becomes 01:00 PST: 01:30 comes twice, at 08:30 and 09:30 UTC.
    const row = (id: string) =>
      cdr({
        id,
        start: '2026-11-01 01:30:00',
        answer: '2026-11-01 01:30:10',
        end: '2026-11-01 01:10:10',
        duration: 2410,
        billsec: 2400,
      })
    const first = only(read(row('1793521800.1'), { site: vegas }))
    expect([iso(first.startedAt), iso(first.endedAt)]).toEqual([
      '2026-11-01T08:30:00.000Z',
      '2026-11-01T09:10:10.000Z',
    ])
    const second = only(read(row('1793525400.1'), { site: vegas }))
    expect(iso(second.startedAt)).toBe('2026-11-01T09:30:00.000Z')
  })
})
