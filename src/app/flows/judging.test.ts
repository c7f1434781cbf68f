import { expect, test } from 'vitest'
import { createNames, emptyRecord, type LiveCall } from '#core/calls'
import { proofContext } from '../../../test/support/rules.ts'
import { readRules } from '../../adapters/content/index.ts'
import { createJudging } from './judging.ts'

const NOON = Date.UTC(2026, 2, 4, 12)

const callOf = (account: string, n: number, at: number, endedAt = Number.NaN): LiveCall => ({
  id: `${account}-${n}`,
  channels: [`PJSIP/${account}-${n}`],
  legs: [
    {
      ...emptyRecord(),
      id: `${account}-${n}`,
      linkedId: `${account}-${n}`,
      from: account,
      dialled: `01125261234${String(n).padStart(3, '0')}`,
      channel: `PJSIP/${account}-${n}`,
      toChannel: `PJSIP/carrier-${account}-${n}`,
      context: 'from-internal',
      startedAt: at,
      answeredAt: at,
      endedAt,
      disposition: Number.isNaN(endedAt) ? 'running' : 'answered',
    },
  ],
})

test('what was found of accounts that are quiet by now is what a look at all of them finds', async () => {
  const { context, plan } = await proofContext(await readRules(), createNames())
  let now = NOON
  let ids = 0
  const judging = createJudging({
    context,
    plan,
    now: () => now,
    newId: () => `id-${ids++}`,
    onAlert: () => undefined,
  })
  const { calls, judged } = judging
  const shown = (): string =>
    JSON.stringify([...judging.alerts()].sort((a, b) => a.account.localeCompare(b.account)))
  for (let attack = 0; attack < 6; attack++) {
    const account = String(1001 + attack)
    const started: number[] = []
    for (let n = 0; n < 8; n++) {
      now += 100
      started.push(now)
      judged(calls.put('pbx', callOf(account, n, now), now).call)
    }
    now += 1000
    judging.tick()
    for (const [n, at] of started.entries()) judged(calls.end('pbx', callOf(account, n, at, now), now))
    now += 1000
    judging.tick()
    const remembered = shown()
    judging.look()
    expect(remembered).toBe(shown())
  }
  expect(judging.alerts()).toHaveLength(6)
  const before = new Map(judging.alerts().map((alert) => [alert.account, alert]))
  now += 100
  judged(calls.put('pbx', callOf('1006', 9, now), now).call)
  for (const alert of judging.alerts())
    expect(alert === before.get(alert.account)).toBe(alert.account !== '1006')
})
