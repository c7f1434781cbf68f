import { describe, expect, it } from 'vitest'
import { guessLayout } from './guess-layout.ts'
import { parseDeck } from './parse-deck.ts'
import { writeDeck } from './write-deck.ts'

const head =
  'prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from,minimum_charge'
const read = (text: string) => parseDeck(text, { file: 'deck.csv' })

describe('a deck that is written down', () => {
  it('reads as it was, to the last decimal, whatever stands in a description', () => {
    const text = `${head}
4930,"Berlin, ""City""",0.0184,0.1,60,1,EUR,2026-01-01T00:00:00Z,0
25261,=cmd|x,0.123456789012,0,30,6,EUR,,0.05
1,"two
lines",12,0,1,1,EUR,2026-03-06T21:00:00+01:00,0`
    const { rates, rejects } = read(text)
    expect(rejects).toEqual([])
    expect(read(writeDeck(rates))).toEqual({ rates, rejects: [] })
  })
})

describe('the layout of a price list', () => {
  it.each([
    [
      'Dial Code;Destination;Rate (EUR/min);Valid from',
      ['Dial Code', 'Destination', 'Rate (EUR/min)', 'Valid from'],
    ],
    ['Prefix,Country,Price,Effective Date', ['Prefix', 'Country', 'Price', 'Effective Date']],
    [
      'Code\tDestination Name\tPer minute\tStart date',
      ['Code', 'Destination Name', 'Per minute', 'Start date'],
    ],
  ])('is guessed from the words of its header: %s', (line, [prefix, description, rate, from]) => {
    expect(guessLayout(`${line}\n`).columns).toEqual({
      prefix,
      description,
      rate_per_minute: rate,
      effective_from: from,
    })
  })

  it('tells fees, steps and currency apart from the price, and a comma from a point', () => {
    const { columns, decimal, rows } = guessLayout(
      'prefix;rate;setup fee;first interval;increment;currency\n4930;0,0184;0;60;1;EUR\n',
    )
    expect(columns).toEqual({
      prefix: 'prefix',
      rate_per_minute: 'rate',
      connection_fee: 'setup fee',
      initial_increment: 'first interval',
      recurring_increment: 'increment',
      currency: 'currency',
    })
    expect(decimal).toBe('comma')
    expect(rows).toEqual([['4930', '0,0184', '0', '60', '1', 'EUR']])
  })
})
