import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../support/bundle.ts'
import { byHook, byMail, noticeBench } from '../support/notice-bench.ts'
import { startMailServer } from '../support/smtp.ts'
import { channel, contact, MINUTE } from '../support/telling.ts'

const run = promisify(execFile)
let child: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  child = await bundle('test/live/notice-child.ts')
}, 60_000)
afterAll(() => child?.remove())
const bench = noticeBench()

describe('nothing is lost', () => {
  it('when the mail server is down for an hour: the mail comes once', async () => {
    await bench.telling.save([contact('finance', byMail('finance@example.com'))])
    const { port } = bench.mail
    await bench.mail.close()
    await bench.alarm()
    await bench.telling.drain()
    await bench.telling.pass(60)
    expect(await bench.only()).toMatchObject({ state: 'waiting' })
    bench.mail = await startMailServer({ tls: 'none', port })
    await bench.telling.pass(16)
    expect(bench.mail.mails.map(({ to }) => to)).toEqual([['finance@example.com']])
    expect(await bench.story(await bench.only())).toEqual(['notice.queued', 'notice.delayed', 'notice.sent'])
  })

  it('when a mail bounces: the next way of the same person is taken', async () => {
    await bench.telling.save([contact('finance', [...byMail('gone@example.com'), ...byHook])])
    await bench.alarm()
    await bench.telling.drain()
    expect(bench.hook.taken).toHaveLength(1)
    const [second, first] = await bench.notices()
    expect([first?.state, second?.state].sort()).toEqual(['failed', 'sent'])
    expect((await bench.notices()).map(({ error }) => error).join()).toContain('no such mailbox')
  })

  it('when a way is only slow: the next one is tried beside it', async () => {
    await bench.telling.save([contact('finance', [...byHook, ...byMail('finance@example.com')])])
    bench.hook.answers = [{ status: 500 }]
    await bench.alarm()
    await bench.telling.pass(4)
    expect(bench.mail.mails).toHaveLength(1)
    bench.hook.answers = [{ status: 200 }]
    await bench.telling.pass(30)
    expect((await bench.notices()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('after a day it is given up, and that is said', async () => {
    await bench.telling.save([contact('finance', byHook)])
    bench.hook.answers = [{ status: 500 }]
    await bench.alarm()
    for (let hours = 0; hours < 25; hours++) {
      bench.telling.clock.now += 60 * MINUTE
      await bench.telling.drain()
    }
    expect(await bench.only()).toMatchObject({ state: 'failed' })
    expect((await bench.story(await bench.only())).at(-1)).toBe('notice.failed')
  })

  it('when two send at once: each takes its own', async () => {
    await bench.telling.save(Array.from({ length: 20 }, (_, n) => contact('finance', byHook, `f${n}`)))
    await bench.alarm()
    await Promise.all([bench.telling.drain(), bench.telling.drain(), bench.telling.drain()])
    expect(new Set(bench.hook.taken.map(({ headers }) => headers['idempotency-key'])).size).toBe(20)
    expect(bench.hook.taken).toHaveLength(20)
  })

  it('when the channel is gone, or never led past the breached phones: it is said', async () => {
    await bench.telling.save(
      [
        contact('finance', [{ channel: 'gone', to: '' }]),
        contact('executives', [{ channel: 'text', to: '+12025550100' }]),
      ],
      { ownNumbers: ['+1202555*'] },
    )
    bench.telling.channelList.push(
      channel('text', 'sms', { provider: 'generic', name: 'Texts', url: bench.hook.url, secret: 'x' }),
    )
    await bench.alarm()
    await bench.telling.drain()
    const errors = (await bench.notices()).map(({ state, error }) => `${state}: ${error}`).sort()
    expect(errors[1]).toMatch(/^failed: .*cannot be told without the phones of this site/)
    expect(errors[0]).toBe('failed: The channel was removed.')
    expect(bench.hook.taken).toEqual([])
  })

  it('by kill -9 at any step of sending: it comes, with the same Message-ID should it come twice', async () => {
    await bench.telling.save([contact('finance', byMail('finance@example.com'))])
    let steps = 0
    for (let at = 1; at <= 20; at++) {
      bench.incident = `attack-killed-${at}`
      await bench.alarm()
      const args = [
        bench.db.dataDir,
        bench.db.schema,
        String(bench.mail.port),
        String(bench.telling.clock.now),
        String(at),
      ]
      const out = await run(process.execPath, [child.file, ...args]).then(
        ({ stdout }) => stdout,
        () => '',
      )
      if (/steps \d/.test(out)) {
        steps = at - 1
        break
      }
      await bench.telling.store.release()
      await bench.telling.drain()
      const { id, state } = await bench.only()
      const ids = bench.mail.mails
        .map((each) => each.header('message-id'))
        .filter((each) => each.includes(id))
      expect([at, state, ids.length >= 1, new Set(ids).size]).toEqual([at, 'sent', true, 1])
    }
    expect(steps).toBeGreaterThanOrEqual(6)
  }, 120_000)
})
