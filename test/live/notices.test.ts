import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { expose } from '../../src/app/flows/notify/tell.ts'
import type { Notice } from '../../src/core/notices/index.ts'
import { byHook, byMail, noticeBench, SECRET } from '../support/notice-bench.ts'
import { channel, contact, HERE, sighting } from '../support/telling.ts'

const bench = noticeBench()

describe('an alert of the live engine', () => {
  it('reaches everybody concerned at once, and each of them once', async () => {
    await bench.telling.save([
      contact('it-leadership', byMail('it@example.com')),
      contact('finance', byHook),
      contact('legal', byMail('legal@example.com')),
    ])
    await bench.alarm()
    await bench.alarm()
    await bench.telling.drain()
    expect(bench.mail.mails.map(({ to }) => to)).toEqual([['it@example.com']])
    expect(bench.hook.taken).toHaveLength(1)
    expect((await bench.notices()).map(({ state, stage }) => `${stage} ${state}`)).toEqual([
      'first-hour sent',
      'first-hour sent',
    ])
    expect(bench.mail.mails[0]?.raw).toContain('https://ringfence.example.com/acknowledge#')
  })

  it('with others of the same attack is gathered: what is new goes out together a quarter of an hour later', async () => {
    await bench.telling.save([contact('it-leadership', byHook)])
    await bench.alarm()
    await bench.telling.pass(5)
    await bench.alarm({ id: 'second', account: '1007' })
    await bench.alarm({ id: 'third', account: '1009' })
    await bench.telling.pass(9)
    expect(bench.hook.taken).toHaveLength(1)
    bench.telling.seen = [
      sighting(bench.incident),
      sighting(bench.incident, { id: 'second', account: '1007' }),
    ]
    await bench.telling.pass(1)
    const stages = bench.hook.taken.map(({ body }) => JSON.parse(body).stage)
    expect(stages.filter((stage) => stage === 'update')).toHaveLength(1)
    const update = bench.hook.taken.find(({ body }) => JSON.parse(body).stage === 'update')
    expect(JSON.parse(update?.body ?? '{}').text).toContain('Accounts used: 1004, 1007, 1009')
  })

  it('of an attack that somebody handles by now goes under that incident, and nobody is told a second time', async () => {
    await bench.telling.save([contact('it-leadership', byHook)])
    await bench.alarm()
    await bench.telling.drain()
    bench.telling.handledNow = `${bench.incident}-handled`
    await bench.alarm({ id: 'second', account: '1007' })
    await bench.telling.drain()
    expect(bench.hook.taken).toHaveLength(1)
    expect(await bench.notices()).toEqual([])
    expect(await bench.telling.store.list(HERE, `${bench.incident}-handled`)).toHaveLength(1)
  })

  it('tells nobody where nobody planned anything', async () => {
    await bench.telling.save([])
    await bench.alarm()
    expect(await bench.telling.store.caseOf(HERE, bench.incident)).toBeNull()
  })
})

describe('legal and compliance', () => {
  const people = [
    contact('it-leadership', byHook),
    contact('legal', byMail('legal@example.com')),
    contact('compliance', byMail('compliance@example.com')),
  ]

  it('join by themselves when voicemail may be exposed, whoever finds out', async () => {
    await bench.telling.save(people)
    await bench.alarm()
    await bench.telling.drain()
    expect(bench.mail.mails).toEqual([])
    await expose(bench.telling, HERE, bench.incident, ['cdr'], 'ada')
    await bench.telling.drain()
    expect(bench.mail.mails).toEqual([])
    const queued = await expose(bench.telling, HERE, bench.incident, ['voicemail'], 'ada')
    expect(queued.map(({ stakeholder }) => stakeholder)).toEqual(['legal', 'compliance'])
    await bench.telling.drain()
    await expose(bench.telling, HERE, bench.incident, ['recordings'], 'ada')
    await bench.telling.drain()
    expect(bench.mail.mails.map(({ to }) => to[0]).sort()).toEqual([
      'compliance@example.com',
      'legal@example.com',
    ])
  })

  it('join at the first alert of an attack through voicemail', async () => {
    await bench.telling.save(people)
    await bench.alarm({ kind: 'voicemail-or-disa', what: 'calls dialled through voicemail or DISA' })
    await bench.telling.drain()
    expect(bench.mail.mails).toHaveLength(2)
  })
})

describe('a web hook', () => {
  beforeEach(() => bench.telling.save([contact('it-leadership', byHook)]))

  it('is signed over the time and the body, with a key that stays the same when it is sent again', async () => {
    bench.hook.answers = [{ status: 503 }, { status: 200 }]
    await bench.alarm()
    await bench.telling.drain()
    await bench.telling.pass(1)
    expect(bench.hook.taken).toHaveLength(2)
    for (const { headers, body, path } of bench.hook.taken) {
      const stamp = String(headers['ringfence-timestamp'])
      expect(path).toBe('/in')
      expect(headers['ringfence-signature']).toBe(
        `v1=${createHmac('sha256', SECRET).update(`${stamp}.${body}`).digest('hex')}`,
      )
      expect(Math.abs(Date.now() / 1000 - Number(stamp))).toBeLessThan(3600)
      expect(JSON.parse(body)).toMatchObject({
        incident: bench.incident,
        stage: 'first-hour',
        severity: 'critical',
        site: 'main',
      })
    }
    const keys = bench.hook.taken.map(({ headers }) => headers['idempotency-key'])
    expect(new Set(keys)).toEqual(new Set([(await bench.only()).id]))
    expect(await bench.story(await bench.only())).toEqual(['notice.queued', 'notice.delayed', 'notice.sent'])
  })

  it('that asks for time gets it', async () => {
    bench.hook.answers = [{ status: 429, headers: { 'retry-after': '600' } }, { status: 200 }]
    await bench.alarm()
    await bench.telling.drain()
    await bench.telling.pass(9)
    expect(bench.hook.taken).toHaveLength(1)
    await bench.telling.pass(1)
    expect(bench.hook.taken).toHaveLength(2)
    expect((await bench.only()).state).toBe('sent')
  })

  it('that does not answer, or breaks, is asked again', async () => {
    // Nobody waits long for silence here; elsewhere a busy machine must not be taken for it.
    const hook = { name: 'Desk', url: `${bench.hook.url}/in`, secret: SECRET }
    const [patient, ...others] = bench.telling.channelList
    bench.telling.channelList = [channel('hook', 'webhook', hook, 300), ...others]
    bench.hook.answers = ['silence', { status: 500 }, { status: 502 }, { status: 200 }]
    await bench.alarm()
    await bench.telling.drain()
    expect(await bench.only()).toMatchObject({ state: 'waiting', attempts: 1 })
    expect((await bench.only()).error).toContain('did not answer in time')
    if (patient) bench.telling.channelList = [patient, ...others]
    await bench.telling.pass(5)
    expect(await bench.only()).toMatchObject({ state: 'sent', attempts: 4, error: '' })
  })

  it.each([400, 401, 404, 410, 302])(
    'that refuses with %i is not asked again, and that is said',
    async (status) => {
      bench.hook.answers = [{ status, headers: { location: '/elsewhere' } }]
      await bench.alarm()
      await bench.telling.pass(60)
      expect(bench.hook.taken.filter(({ body }) => JSON.parse(body).stage === 'first-hour')).toHaveLength(1)
      const first = (await bench.notices()).find(({ stage }) => stage === 'first-hour') as Notice
      expect(first).toMatchObject({ state: 'failed', attempts: 1 })
      expect(first.error).toContain(String(status))
      expect(await bench.story(first)).toEqual(['notice.queued', 'notice.failed'])
    },
  )
})
