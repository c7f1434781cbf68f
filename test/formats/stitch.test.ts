import { describe, expect, it } from 'vitest'
import { cdr, only, read } from './read.ts'

const inboundRow = {
  src: '12125550100',
  dst: '200',
  context: 'from-trunk',
  channel: 'PJSIP/carrier-00000010',
  clid: '<12125550100>',
  toChannel: 'PJSIP/200-00000011',
  data: 'PJSIP/200,30',
  id: '1772831051.10',
  linkedId: '1772831051.10',
} // prettier-ignore

describe('one conversation is one call', () => {
  it('joins a ring group whose rows share a uniqueid', () => {
    const rows = [201, 202, 203, 204, 205].map((extension, i) =>
      cdr({
        ...inboundRow,
        toChannel: `PJSIP/${extension}-0000002${i}`,
        disposition: i === 3 ? 'ANSWERED' : 'NO ANSWER',
        billsec: i === 3 ? 100 : 0,
        answer: i === 3 ? '2026-03-06 21:04:20' : '',
        sequence: i,
      }),
    )
    const outcome = read(rows.join(''))
    expect(only(outcome)).toMatchObject({
      id: '1772831051.10',
      direction: 'inbound',
      account: '204',
      billableSeconds: 100,
      disposition: 'answered',
      peer: '12125550100',
      trunk: 'carrier',
      from: '12125550100',
      dialled: '200',
    }) // prettier-ignore
    expect(outcome.counts).toMatchObject({ rows: 5, calls: 1, duplicates: 0 })
  })

  it('joins the halves of a Local channel, with or without linkedid', () => {
    for (const columns of [18, 21] as const) {
      const linkedId = '1772831051.1'
      const text =
        cdr({ dst: '600', toChannel: 'Local/600@ctx-00000001;1', data: 'Local/600@ctx', linkedId }, columns) +
        cdr(
          {
            id: '1772831051.3',
            linkedId,
            src: '1001',
            dst: '600',
            channel: 'Local/600@ctx-00000001;2',
            toChannel: 'PJSIP/200-00000005',
            data: 'PJSIP/200',
            context: 'ctx',
          },
          columns,
        )
      expect(only(read(text))).toMatchObject({ direction: 'internal', account: '1001', id: linkedId })
    }
  })

  it('understands a forward: in by a trunk, out by a trunk, billed and blamed on the extension that forwards', () => {
    const text =
      cdr({
        ...inboundRow,
        toChannel: 'Local/200@from-internal-00000002;1',
        data: 'Local/200@from-internal',
        duration: 700,
        billsec: 690,
      }) +
      cdr({
        id: '1772831051.13',
        linkedId: '1772831051.10',
        src: '12125550100',
        dst: '901125261234567',
        channel: 'Local/200@from-internal-00000002;2',
        toChannel: 'PJSIP/carrier-00000014',
        duration: 695,
        billsec: 680,
      })
    for (const order of [text, `${text.split('\n').reverse().join('\n').trim()}\n`])
      expect(only(read(order))).toMatchObject({
        direction: 'through',
        entry: 'forward',
        account: '200',
        peer: '25261234567',
        billableSeconds: 680,
        from: '12125550100',
        trunk: 'carrier',
        id: '1772831051.10',
        dialled: '901125261234567',
      }) // prettier-ignore
  })

  it('understands a forward in a single row, once the trunk is known', () => {
    const text = cdr() + cdr({ ...inboundRow, dst: '901125261234567', toChannel: 'PJSIP/carrier-00000014' })
    const { calls } = read(text)
    expect(calls.map((call) => [call.direction, call.entry])).toEqual([
      ['outbound', 'direct'],
      ['through', 'forward'],
    ])
  })

  it('understands a transfer by somebody who took the call first', () => {
    const text =
      cdr({ ...inboundRow, billsec: 30 }) +
      cdr({
        id: '1772831051.15',
        linkedId: '1772831051.10',
        src: '200',
        channel: 'PJSIP/200-00000016',
        start: '2026-03-06 21:04:30',
      })
    expect(only(read(text))).toMatchObject({
      direction: 'through',
      entry: 'transfer',
      account: '200',
      billableSeconds: 120,
    })
  })

  it.each([
    ['VoiceMailMain', 'voicemail'],
    ['DISA', 'disa'],
  ])('understands dialling through %s', (app, entry) => {
    const text =
      cdr({ ...inboundRow, app, toChannel: '', data: '', duration: 600, billsec: 600 }) +
      cdr({
        ...inboundRow,
        dst: '901125261234567',
        context: 'from-internal',
        toChannel: 'PJSIP/carrier-00000014',
        start: '2026-03-06 21:05:11',
        billsec: 500,
        data: 'PJSIP/901125261234567@carrier',
        sequence: 2,
      })
    expect(only(read(text))).toMatchObject({
      direction: 'through',
      entry,
      account: '200',
      billableSeconds: 500,
    })
  })

  it('leaves a call inside when a desk phone answered and the mobile only rang along', () => {
    const text =
      cdr({ ...inboundRow, billsec: 30 }) +
      cdr({
        id: '1772831051.15',
        linkedId: '1772831051.10',
        src: '12125550100',
        channel: 'Local/200@from-internal-00000002;2',
        answer: '',
        disposition: 'NO ANSWER',
        billsec: 0,
      })
    expect(only(read(text))).toMatchObject({ direction: 'inbound', account: '200', billableSeconds: 30 })
  })

  it('takes the account code before the endpoint, the endpoint before the caller', () => {
    expect(only(read(cdr({ account: 'sales' }))).account).toBe('sales')
    expect(
      only(read(cdr({ src: '12025550123', channel: 'IAX2/200-7', toChannel: 'DAHDI/i1/5551234-2' }))),
    ).toMatchObject({ account: '200', trunk: 'DAHDI/i1' })
  })

  it('joins legs that come late and out of order', () => {
    const filler = Array.from({ length: 3000 }, (_, i) =>
      cdr({ id: `1772831060.${i}`, channel: `PJSIP/1001-1${i}` }),
    ).join('')
    const leg = cdr({ id: '1772831051.13', linkedId: '1772831051.10', channel: 'PJSIP/200-9', src: '200' })
    const { counts } = read(leg + filler + cdr(inboundRow))
    expect(counts).toMatchObject({ rows: 3002, calls: 3001 })
  })
})

describe('each call once', () => {
  it('drops repeated rows within a file, across files and across dialects', () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({
      id: `1772831051.${i}`,
      dst: `90112526123456${i % 10}`,
      sequence: i,
    }))
    const master = rows.map((row) => cdr(row)).join('')
    const older = rows.map((row) => cdr(row, 18)).join('')
    const { counts } = read([master, master, older, cdr(rows[0])])
    expect(counts).toMatchObject({ files: 4, rows: 61, calls: 20, duplicates: 41 })
  })

  it('keeps legs that differ in their sequence only', () => {
    const failed = { toChannel: '', answer: '', billsec: 0, duration: 0, disposition: 'FAILED' }
    const text = cdr({ ...failed, sequence: 1 }) + cdr({ ...failed, sequence: 2 })
    expect(read([text, text]).counts).toMatchObject({ rows: 4, calls: 1, duplicates: 2 })
  })

  it('keeps two calls of two PBXs that happen to share an id', () => {
    const other = {
      src: '1555',
      dst: '9011442079460123',
      channel: 'PJSIP/1555-00000001',
      start: '2026-03-06 21:04:12',
    }
    for (const texts of [[cdr(), cdr(other)], [cdr() + cdr(other)]])
      expect(
        read(texts)
          .calls.map((call) => call.account)
          .sort(),
      ).toEqual(['1001', '1555'])
  })

  it('leaves out what starts before since or at until', () => {
    const { calls } = read(cdr() + cdr({ id: 'b', start: '2026-03-08 10:00:00' }), {
      since: Date.UTC(2026, 2, 7),
    })
    expect(calls.map((call) => call.id)).toEqual(['b'])
  })
})
