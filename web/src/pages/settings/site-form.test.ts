import { expect, test } from 'vitest'
import { fieldsOf, settingsOf, wrongLines } from './site-form.ts'

const settings = {
  name: 'Berlin',
  country: 'DE',
  timezone: 'Europe/Berlin',
  prefixes: { outsideLine: ['0'], areaCode: '30' },
  internal: ['1XX', '2XX'],
  businessHours: { 'mon-fri': '08:00-18:00', sat: '09:00-12:00' },
  holidays: 'DE-BE',
  known: ['+43', '+41'],
  limits: { spendPerDay: '200 EUR', concurrentPerAccount: 4 },
}
const view = { customer: 'c', customerName: 'Bakery', site: 's', name: 'Berlin', yaml: '', settings }

test('what the form shows is what it saves', () => {
  expect(settingsOf(fieldsOf(view))).toEqual(settings)
})

test('empty fields are not settings, and dates are a list', () => {
  const fields = { ...fieldsOf({ ...view, settings: {} }), holidays: '2026-12-24, 2026-12-31' }
  expect(settingsOf(fields)).toEqual({ name: 'Berlin', holidays: ['2026-12-24', '2026-12-31'] })
})

test('each wrong line of a site.yaml is told by itself', () => {
  expect(wrongLines('site.yaml:2: unknown key "timezon"\nsite.yaml:9: known.0: write it in quotes')).toEqual([
    { line: 2, message: 'unknown key "timezon"' },
    { line: 9, message: 'known.0: write it in quotes' },
  ])
})
