import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { acknowledge, lookAt, tokenOf } from '../../src/app/flows/notify/acknowledge.ts'
import { preview, send } from '../../src/app/flows/notify/tell.ts'
import type { Notice } from '../../src/core/notices/index.ts'
import { byHook, byMail, noticeBench } from '../support/notice-bench.ts'
import { contact, HERE, MINUTE } from '../support/telling.ts'

const bench = noticeBench()

describe('by the clock', () => {
  const seal = {
    sign: (text: string) => createHmac('sha256', 'key').update(text).digest('base64url'),
    isSigned: (text: string, signature: string) => seal.sign(text) === signature,
  }
  const linkOf = async (stakeholder: string, stage = 'first-hour'): Promise<string> => {
    const found = (await bench.notices()).find(
      (each) => each.stakeholder === stakeholder && each.stage === stage,
    )
    return tokenOf(found as Notice, seal)
  }
  const escalations = () =>
    bench.hook.taken.map(({ body }) => JSON.parse(body)).filter(({ stage }) => stage === 'escalation')

  beforeEach(() =>
    bench.telling.save([
      contact('it-leadership', byHook),
      contact('finance', byMail('finance@example.com')),
      contact('executives', byHook),
    ]),
  )

  it('others are asked while nobody has acknowledged; finance having read it is noted and not enough', async () => {
    await bench.alarm()
    await bench.telling.drain()
    await acknowledge(bench.telling, await linkOf('finance'), seal)
    await bench.telling.pass(14)
    expect(escalations()).toHaveLength(0)
    await bench.telling.pass(1)
    expect(escalations()).toHaveLength(1)
    await bench.telling.pass(30)
    expect(escalations()).toHaveLength(2)
    await bench.telling.pass(60)
    expect(escalations()).toHaveLength(2)
  })

  it('nobody else is asked once somebody in charge has acknowledged, by the link and without an account', async () => {
    await bench.alarm()
    await bench.telling.drain()
    const token = await linkOf('it-leadership')
    const seen = await lookAt(bench.telling, token, seal)
    expect(seen).toEqual({
      line: 'Pumped calls to expensive numbers at Head office: still going on, about $200.00 lost so far.',
      name: 'Somebody of it-leadership',
      acknowledgedAt: null,
    })
    expect((await acknowledge(bench.telling, token, seal)).acknowledgedAt).toBe(bench.telling.clock.now)
    const first = bench.telling.clock.now
    await bench.telling.pass(20)
    expect((await acknowledge(bench.telling, token, seal)).acknowledgedAt).toBe(first)
    expect(escalations()).toHaveLength(0)
    const told = (await bench.notices()).find(({ stakeholder }) => stakeholder === 'it-leadership') as Notice
    expect((await bench.story(told)).filter((action) => action === 'notice.acknowledged')).toHaveLength(1)
  })

  it('a link ends after a week, and a changed one is none', async () => {
    await bench.alarm()
    const token = await linkOf('finance')
    const refused = (text: string) =>
      lookAt(bench.telling, text, seal).then(
        () => 'shown',
        (error) => error.code,
      )
    const [id = '', until = '', signature = ''] = token.split('.')
    for (const other of [
      '',
      'x',
      `${id}.${until}`,
      `${id}.zzzzzzzz.${signature}`,
      `other.${until}.${signature}`,
      `${token}x`,
    ])
      expect([other, await refused(other)]).toEqual([other, 'acknowledgement-invalid'])
    expect(await refused(token)).toBe('shown')
    bench.telling.clock.now += 7 * 24 * 60 * MINUTE
    expect(await refused(token)).toBe('acknowledgement-invalid')
  })

  it('whoever leads is reminded of the update that is due, until one is sent; a closed incident is quiet', async () => {
    await bench.alarm()
    await bench.telling.drain()
    await acknowledge(bench.telling, await linkOf('it-leadership'), seal)
    const stages = () => bench.hook.taken.map(({ body }) => JSON.parse(body).stage)
    await bench.telling.pass(30)
    expect(stages().filter((stage) => stage === 'reminder')).toHaveLength(1)
    const update = { stage: 'update' as const, note: 'The carrier has blocked Somalia.' }
    const [draft] = await preview(bench.telling, HERE, bench.incident, update)
    expect(draft?.text).toContain('The carrier has blocked Somalia.')
    await send(bench.telling, HERE, bench.incident, update, 'ada')
    await bench.telling.drain()
    const sent = bench.hook.taken.map(({ body }) => JSON.parse(body).text)
    expect(sent).toContain(draft?.text)
    await bench.telling.pass(29)
    expect(stages().filter((stage) => stage === 'reminder')).toHaveLength(1)
    await send(bench.telling, HERE, bench.incident, { stage: 'closure', note: '' }, 'ada')
    await bench.telling.pass(120)
    expect(stages().filter((stage) => stage === 'reminder')).toHaveLength(1)
    expect(stages().filter((stage) => stage === 'closure')).toHaveLength(2)
  })
})
