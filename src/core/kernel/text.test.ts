import { describe, expect, test } from 'vitest'
import { lengthText, moneyText, plainText, wallText } from './text.ts'
import { zoneOf } from './zone.ts'

describe('how people read values', () => {
  test('money is grouped and rounded to the cent', () => {
    expect(moneyText({ micros: 1_234_567_890, currency: 'USD' })).toBe('$1,234.57')
    expect(moneyText({ micros: 0, currency: 'EUR' })).toBe('€0.00')
    expect(moneyText({ micros: 5_000, currency: 'USD' })).toBe('$0.01')
  })
  test('the largest amount keeps its last cent', () => {
    expect(moneyText({ micros: Number.MAX_SAFE_INTEGER, currency: 'USD' })).toBe('$9,007,199,254.74')
  })
  test('a yen has no cents', () => {
    expect(moneyText({ micros: 1_500_000, currency: 'JPY' })).toBe('¥2')
  })
  test('a name that is no currency is shown as it is', () => {
    expect(moneyText({ micros: 1_500_000, currency: 'X1' })).toBe('1.50 X1')
  })
  test('time is read on the wall clock of the site, summer and winter', () => {
    const berlin = zoneOf('Europe/Berlin')
    if (!berlin) throw new Error('no zone data')
    expect(wallText(Date.UTC(2026, 0, 1, 12), berlin)).toBe('2026-01-01 13:00:00')
    expect(wallText(Date.UTC(2026, 6, 1, 12), berlin)).toBe('2026-07-01 14:00:00')
  })
  test('lengths read like a clock', () => {
    expect(lengthText(12)).toBe('12 s')
    expect(lengthText(250)).toBe('4 min 10 s')
    expect(lengthText(3_900)).toBe('1 h 05 min')
    expect(lengthText(36_000_000)).toBe('10,000 h 00 min')
  })
  test('a stranger cannot move the cursor, hide a character or turn the text around', () => {
    expect(plainText('Bob\u202efdp.exe\u0000\u001b[31m')).toBe('Bob\ufffdfdp.exe\ufffd\ufffd[31m')
    expect(plainText('one\r\ntwo\tthree')).toBe('one two three')
    expect(plainText('Zoë 東京 +49')).toBe('Zoë 東京 +49')
  })
})
