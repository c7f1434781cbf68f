import { beforeEach, expect, it } from 'vitest'
import { type Overspend, tellSpend } from '../../src/app/flows/notify/spend.ts'
import { byHook, byMail, noticeBench } from '../support/notice-bench.ts'
import { contact, HERE } from '../support/telling.ts'

const bench = noticeBench()
const usd = (dollars: number) => ({ micros: dollars * 1_000_000, currency: 'USD' })
const news = (more: Partial<Overspend>): Overspend => ({
  state: 'within',
  month: '2026-03',
  spent: usd(700),
  forecast: usd(900),
  budget: usd(1000),
  unpriced: 0,
  ...more,
})
const told = () =>
  bench.hook.taken.map(({ body }) => JSON.parse(body)).filter(({ stage }) => stage === 'spend')

beforeEach(async () => {
  bench.incident = 'spend-2026-03'
  await bench.telling.save([
    contact('finance', byHook),
    contact('managed-it', byMail('msp@example.com')),
    contact('executives', byMail('boss@example.com')),
  ])
})

it('whoever pays and whoever looks after the phones hear once that a budget will be passed, and once that it is', async () => {
  for (const state of ['none', 'within'] as const) await tellSpend(bench.telling, HERE, news({ state }))
  expect(await bench.notices()).toEqual([])
  const steps: Overspend[] = [
    news({ state: 'heading-over', forecast: usd(1200), unpriced: 3 }),
    news({ state: 'heading-over', forecast: usd(1300) }),
    news({ state: 'over', spent: usd(1001), forecast: usd(1400) }),
    news({ state: 'over', spent: usd(1100), forecast: usd(1400) }),
  ]
  for (const step of steps) await tellSpend(bench.telling, HERE, step)
  await bench.telling.drain()
  expect((await bench.notices()).map(({ stakeholder, state }) => `${stakeholder} ${state}`).sort()).toEqual([
    'finance sent',
    'finance sent',
    'managed-it sent',
    'managed-it sent',
  ])
  const texts = told().map(({ subject, text }) => `${subject}\n${text}`)
  expect(texts.find((text) => text.startsWith('The phone budget will be passed at Head office'))).toMatch(
    /cost \$700\.00 so far, and will go over the budget of \$1,000\.00\.\nExpected by the end of the month: \$1,200\.00\.\n3 calls that no rate covers/,
  )
  expect(texts.find((text) => text.startsWith('The phone budget is passed at Head office'))).toContain(
    'have cost $1,001.00: more than the budget of $1,000.00.',
  )
  expect(texts.join()).not.toMatch(/\{\{|under attack/)
  const [first] = await bench.notices()
  expect(await bench.story(first as NonNullable<typeof first>)).toEqual(['notice.queued', 'notice.sent'])
  // Nobody is chased for it.
  await bench.telling.pass(24 * 60)
  expect(await bench.notices()).toHaveLength(4)
})

it('another budget is told of anew, and so is another month', async () => {
  await tellSpend(bench.telling, HERE, news({ state: 'over', budget: usd(500) }))
  await tellSpend(bench.telling, HERE, news({ state: 'over', budget: usd(600) }))
  await tellSpend(bench.telling, HERE, news({ state: 'over', budget: usd(600), month: '2026-04' }))
  await bench.telling.drain()
  expect(told()).toHaveLength(3)
})

it('waits for the end of the quiet hours', async () => {
  // 5:10 UTC is 21:10 where the site is.
  await bench.telling.save([contact('finance', byHook)], { quiet: { from: '20:00', to: '07:00' } })
  await tellSpend(bench.telling, HERE, news({ state: 'over' }))
  await bench.telling.drain()
  expect(told()).toEqual([])
  await bench.telling.pass(10 * 60)
  expect(told()).toHaveLength(1)
})
