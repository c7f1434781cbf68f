import { beforeEach, expect, it } from 'vitest'
import { tellDrift } from '../../src/app/flows/notify/drift.ts'
import { byHook, byMail, noticeBench } from '../support/notice-bench.ts'
import { contact, HERE } from '../support/telling.ts'

const bench = noticeBench()
const news = (audit: string) => ({
  audit,
  severity: 'high' as const,
  lines: ['high: The management interface listens beyond this machine without encryption. (ADM-003)'],
})

beforeEach(() =>
  bench.telling.save([
    contact('it-leadership', byHook),
    contact('managed-it', byMail('msp@example.com')),
    contact('finance', byMail('finance@example.com')),
  ]),
)

it('news of an audit go to those who look after the telephones, once, and nobody is chased for it', async () => {
  await tellDrift(bench.telling, HERE, news(bench.incident))
  await tellDrift(bench.telling, HERE, news(bench.incident))
  await bench.telling.drain()
  const sent = await bench.notices()
  expect(sent.map(({ stage, stakeholder, state }) => [stage, stakeholder, state]).sort()).toEqual([
    ['drift', 'it-leadership', 'sent'],
    ['drift', 'managed-it', 'sent'],
  ])
  const [first] = bench.hook.taken.map(({ body }) => JSON.parse(body))
  expect(first.subject).toMatch(/^Worse than before: audit of the phones of /)
  expect(first.text).toContain('(ADM-003)')
  expect(first.text).not.toMatch(/\{\{|under attack/)
  await bench.telling.pass(24 * 60)
  expect(await bench.notices()).toHaveLength(2)
})
