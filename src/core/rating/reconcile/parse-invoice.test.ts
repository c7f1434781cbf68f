import { describe, expect, it } from 'vitest'
import { parseInvoice } from './parse-invoice.ts'

describe('an invoice', () => {
  it('is read by its header; rows that cannot be used are told of', () => {
    const text =
      'line_id,start_time,from,to,duration_seconds,billed_seconds,amount,currency,description\n' +
      'I1,2026-03-06T21:04:11Z,+17025550100,+252611112223,130,00:03:00,2.55,usd,Somalia\n' +
      'I2,,,,0,0,-2.55,USD,credit\n' +
      'I3,yesterday,,+252611112223,130,180,2.55,USD,\n' +
      'I4,2026-03-06T21:04:11Z,,+252611112223,130,180,"2,55",USD,\n'
    const { lines, rejects } = parseInvoice(text, { file: 'bill.csv' })
    expect(lines).toMatchObject([
      {
        id: 'I1',
        startedAt: Date.UTC(2026, 2, 6, 21, 4, 11),
        from: '17025550100',
        to: '252611112223',
        billedSeconds: 180,
        micros: 2_550_000,
        currency: 'USD',
      },
      { id: 'I2', micros: -2_550_000, startedAt: Number.NaN },
    ])
    expect(rejects.map(({ line }) => line)).toEqual([4, 5])
  })

  it('keeps rent and taxes apart from calls, and reads clocks of twelve hours', () => {
    const text =
      'start_time,to,billed_seconds,amount,currency,description\n' +
      ',,,25.00,USD,Trunk rental\n' +
      '2026-03-06 09:04:11 PM,+252611112223,180,2.55,USD,\n'
    const { lines, others } = parseInvoice(text, { file: 'bill.csv' })
    expect(others).toMatchObject([{ micros: 25_000_000, description: 'Trunk rental' }])
    expect(lines[0]?.startedAt).toBe(Date.UTC(2026, 2, 6, 21, 4, 11))
  })

  it('without a usable line is refused, with the first reason', () => {
    const text = 'start_time,to,billed_seconds,amount,currency\nyesterday,+252611112223,180,2.55,USD\n'
    expect(() => parseInvoice(text, { file: 'bill.csv' })).toThrow(
      /bill\.csv:2: no line can be used, the first because start_time "yesterday"/,
    )
  })
})
