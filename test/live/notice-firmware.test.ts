import { beforeEach, expect, it } from 'vitest'
import { tellFirmware } from '../../src/app/flows/notify/firmware.ts'
import { byHook, byMail, noticeBench } from '../support/notice-bench.ts'
import { contact, HERE } from '../support/telling.ts'

const bench = noticeBench()

beforeEach(() =>
  bench.telling.save([
    contact('it-leadership', byHook),
    contact('managed-it', byMail('msp@example.com')),
    contact('finance', byMail('finance@example.com')),
  ]),
)

it('firmware that is late is told to those who look after the telephones, each step once, and nobody is chased for it', async () => {
  const late = (step: string) => ({
    id: 't1',
    due: '2026-03-10',
    step,
    line: 'Yealink SIP-T46S: 1 of 3 devices are not at 66.86.0.15.',
  })
  const sent = async (): Promise<string[]> =>
    (await bench.telling.store.list(HERE, 'firmware-t1')).map(
      ({ stage, stakeholder, state }) => `${stage} ${stakeholder} ${state}`,
    )
  for (const step of ['week', 'week', 'day', 'week']) await tellFirmware(bench.telling, HERE, late(step))
  await bench.telling.drain()
  expect((await sent()).sort()).toEqual([
    'firmware it-leadership sent',
    'firmware it-leadership sent',
    'firmware managed-it sent',
    'firmware managed-it sent',
  ])
  const [first] = bench.hook.taken.map(({ body }) => JSON.parse(body))
  expect(first.subject).toMatch(/^Firmware to be brought up: phones of /)
  expect(first.text).toContain('1 of 3 devices are not at 66.86.0.15')
  expect(first.text).not.toMatch(/\{\{|under attack/)
  await bench.telling.pass(24 * 60)
  expect(await sent()).toHaveLength(4)
})
