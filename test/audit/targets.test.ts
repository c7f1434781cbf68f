import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AuditHouse, auditHouse } from '../support/audits.ts'

// Firmware that a model is to be brought to by a day: those concerned are reminded, and the assessment says how far it is.

const place = { customer: 'default', site: 'main' }
const DAY = 86_400_000
const phones = (versions: readonly string[]): string =>
  `devices:\n${versions.map((version, n) => `  - { name: desk ${n}, vendor: Yealink, product: SIP-T46S, version: ${version} }\n`).join('')}`

let house: AuditHouse
beforeAll(async () => {
  house = await auditHouse()
  await house.sent({ 'inventory.yaml': phones(['66.85.0.5', '66.86.0.15', '66.86.0.15']) })
  await house.audits.setTarget(
    place,
    { vendor: 'Yealink', product: 'SIP-T46S', version: '66.86.0.15', due: '2026-03-20' },
    'ada',
  )
})
afterAll(() => house.close())

const remindedOn = async (day: string): Promise<(readonly string[])[]> => {
  house.clock.now = Date.parse(`${day}T09:00:00Z`)
  house.reminded.length = 0
  await house.audits.attend()
  await house.audits.attend()
  return house.reminded.map(({ step, line }) => [step, line])
}

it('reminds a week and a day before, and once when it is past, with how many are not there', async () => {
  expect(await remindedOn('2026-03-12')).toEqual([])
  expect(await remindedOn('2026-03-13')).toEqual([
    ['week', 'Yealink SIP-T46S: 1 of 3 devices are not at 66.86.0.15, the last day is 2026-03-20.'],
  ])
  expect((await remindedOn('2026-03-19')).map(([step]) => step)).toEqual(['day'])
  expect(await remindedOn('2026-03-21')).toEqual([
    ['over', 'Yealink SIP-T46S: 1 of 3 devices are not at 66.86.0.15, the last day was 2026-03-20.'],
  ])
})

it('is in the assessment, as the day of the audit saw it', async () => {
  const { body } = await house.audits.file(place, 'latest', 'assessment.html')
  const text = String(body)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
  expect(text).toContain('Firmware on its way')
  expect(text).toMatch(/Yealink SIP-T46S 66\.86\.0\.15 2026-03-20 2 of 3/)
})

it('is quiet once all are there', async () => {
  house.clock.now += DAY
  await house.sent({ 'inventory.yaml': phones(['66.86.0.15', '66.86.0.16', '66.86.0.15']) })
  expect(await remindedOn('2026-03-25')).toEqual([])
})
