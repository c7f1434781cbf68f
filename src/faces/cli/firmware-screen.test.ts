import { expect, it } from 'vitest'
import { firmwareScreen } from './firmware-screen.ts'

const target = {
  id: 't',
  vendor: 'Yealink',
  product: 'SIP-T46S\u001b[2J',
  version: '66.86.0.15',
  due: '2026-03-20',
  by: 'Ada',
  at: '2026-03-01T00:00:00Z',
  devices: 3,
  reached: 1,
  below: 1,
  unknown: 1,
  overdue: true,
}
const audit = { id: 'a', at: '2026-03-21T09:00:00Z' }

it('says of each model how many are there, and what is past; a name cannot move the cursor', () => {
  const text = firmwareScreen({ audit, targets: [target] }, false)
  expect(text).toMatch(/^1 of 3 {2}Yealink SIP-T46S/)
  expect(text).toContain('To 66.86.0.15, by 2026-03-20, which is past')
  expect(text).toContain('Of 1 the version cannot be compared.')
  expect(text).toContain('As the audit of 2026-03-21 saw them.')
  expect(text).not.toContain('\u001b')
})

it('says so when there is none, and when nothing was seen yet', () => {
  expect(firmwareScreen({ audit, targets: [] }, false)).toMatch(/^No model/)
  expect(firmwareScreen({ audit: null, targets: [{ ...target, devices: 0, reached: 0 }] }, false)).toContain(
    'No audit has seen devices yet.',
  )
})
