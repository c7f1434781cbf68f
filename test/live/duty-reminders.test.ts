import { expect, it } from 'vitest'
import { tellDeadlines } from '../../src/app/flows/notify/deadlines.ts'
import { deadlinesOf } from '../../src/app/incidents/duties.ts'
import type { DutyResult } from '../../src/contract/index.ts'
import { byHook, byMail, noticeBench } from '../support/notice-bench.ts'
import { contact, HERE } from '../support/telling.ts'

const bench = noticeBench()
const HOUR = 3_600_000
const gdpr = (hours: number) => ({
  id: 'eu-gdpr-33',
  title: 'Notice to the supervisory authority',
  dueAt: bench.telling.clock.now + hours * HOUR,
})
const told = () =>
  bench.hook.taken.map(({ body }) => JSON.parse(body)).filter(({ stage }) => stage === 'deadline')

it('legal hears of a deadline once at each step, through the outbox, and of a missed one; nobody else does', async () => {
  await bench.telling.save([contact('it-leadership', byMail('lead@example.com')), contact('legal', byHook)])
  await bench.alarm()
  await bench.telling.drain()
  const deadline = gdpr(72)
  // A look every quarter of an hour, for four days.
  for (let quarter = 0; quarter < 4 * 96; quarter++) {
    await tellDeadlines(bench.telling, HERE, bench.incident, [deadline])
    bench.telling.clock.now += HOUR / 4
  }
  await bench.telling.drain()
  expect(
    told()
      .map(({ text }) => /in [^.]*\.|not marked as given/.exec(text)?.[0])
      .sort(),
  ).toEqual(['in 1 h 00 min.', 'in 24 h 00 min.', 'in 4 h 00 min.', 'in 72 h 00 min.', 'not marked as given'])
  expect(told()[0].text).toContain('Notice to the supervisory authority')
  const sent = (await bench.notices()).filter(({ stage }) => stage === 'deadline')
  expect([...new Set(sent.map(({ stakeholder, state }) => `${stakeholder} ${state}`))]).toEqual([
    'legal sent',
  ])
  expect(await bench.story(sent[0] as (typeof sent)[0])).toEqual(['notice.queued', 'notice.sent'])
})

it('a deadline that moves is told of anew; where nobody is for the law, whoever leads hears of it', async () => {
  await bench.telling.save([
    contact('it-leadership', byHook),
    contact('finance', byMail('finance@example.com')),
  ])
  await bench.alarm()
  const first = gdpr(20)
  await tellDeadlines(bench.telling, HERE, bench.incident, [first])
  await tellDeadlines(bench.telling, HERE, bench.incident, [first])
  await tellDeadlines(bench.telling, HERE, bench.incident, [{ ...first, dueAt: first.dueAt - HOUR }])
  await bench.telling.drain()
  expect(told()).toHaveLength(2)
})

it('what was given, has no date or is told among ourselves is no deadline', () => {
  const duty = (more: Partial<DutyResult>) =>
    ({
      id: 'a',
      title: 'A',
      dueAt: '2026-03-09T21:04:11Z',
      settled: null,
      category: 'regulator',
      ...more,
    }) as DutyResult
  const settled = {
    status: 'done',
    note: 'by post',
    at: '',
    by: { id: 'p', name: 'P' },
  } as DutyResult['settled']
  const due = [duty({}), duty({ settled }), duty({ dueAt: null }), duty({ category: 'internal' })]
  expect(deadlinesOf({ due })).toEqual([{ id: 'a', title: 'A', dueAt: Date.parse('2026-03-09T21:04:11Z') }])
})
