import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeInvestigations } from '../../../test/support/fake-investigations.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'

const list = '/customers/default/sites/main/investigations'
const fake = fakeInvestigations()
let house: TestHouse
let url: string
let browser: Browser
let person: Awaited<ReturnType<typeof addPerson>>
beforeAll(async () => {
  house = await testHouse(fake, { heartbeatMs: 100 })
  person = await addPerson(house, 'owner@example.com', 'owner')
  url = await house.server.listen({ host: '127.0.0.1', port: 0 })
  browser = new Browser(house.server)
  await browser.signIn(person.email, codeAt(person.secret, house.clock.now))
})
afterAll(() => house.close())

const part = (name: string, body: string, file?: string) =>
  `--edge\r\ncontent-disposition: form-data; name="${name}"${file ? `; filename="${file}"\r\ncontent-type: text/csv` : ''}\r\n\r\n${body}\r\n`
const upload = (...parts: string[]) =>
  browser.send('POST', list, `${parts.join('')}--edge--\r\n`, {
    'content-type': 'multipart/form-data; boundary=edge',
  })

describe('starting an investigation', () => {
  it('hands on options and files, in order, under the name of who asked', async () => {
    const answer = await upload(
      part('options', '{"title":"Weekend","country":"US"}'),
      part('file', 'one', 'Master.csv'),
      part('file', 'two', 'C:\\logs\\../security.log'),
    )
    expect([answer.statusCode, answer.json()]).toEqual([202, { id: 'i6' }])
    expect(fake.received.at(-1)).toEqual({
      options: { title: 'Weekend', country: 'US' },
      actor: person.id,
      files: [
        { name: 'Master.csv', text: 'one' },
        { name: 'security.log', text: 'two' },
      ],
    })
  })

  it('does not ask for options', async () => {
    expect((await upload(part('file', 'one', 'a.csv'))).statusCode).toBe(202)
    expect(fake.received.at(-1)?.options).toEqual({})
  })

  it.each([
    ['no file', [part('options', '{}')], 400, 'upload-empty'],
    ['options that are no JSON', [part('options', '{'), part('file', 'x', 'a')], 400, 'options-invalid'],
    [
      'an option nobody knows',
      [part('options', '{"contry":"US"}'), part('file', 'x', 'a')],
      400,
      'options-invalid',
    ],
    ['another field', [part('note', 'hello'), part('file', 'x', 'a')], 400, 'options-invalid'],
    ['options after a file', [part('file', 'x', 'a'), part('options', '{}')], 400, 'options-invalid'],
    ['one file too large', [part('file', 'x'.repeat(1001), 'a')], 413, 'upload-too-large'],
    [
      'files too large together',
      [part('file', 'x'.repeat(600), 'a'), part('file', 'x'.repeat(600), 'b')],
      413,
      'upload-too-large',
    ],
  ])('refuses %s', async (_what, parts, status, code) => {
    const before = fake.received.length
    const answer = await upload(...parts)
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(fake.received).toHaveLength(before)
  })

  it('refuses a body of another kind', async () => {
    const json = await browser.send('POST', list, { file: 'x' })
    expect([json.statusCode, json.json().code]).toEqual([415, 'media-type-unsupported'])
    const text = await browser.send('POST', list, 'a,b,c', { 'content-type': 'text/csv' })
    expect([text.statusCode, text.json().code]).toEqual([415, 'media-type-unsupported'])
  })

  it('answers a refusal while the rest is still being sent', async () => {
    let sent = 0
    const body = new ReadableStream({
      start: (c) =>
        c.enqueue(Buffer.from('--edge\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n')),
      pull(c) {
        sent += 64_000
        c.enqueue(Buffer.alloc(64_000, 'x'))
        if (sent > 20_000_000) {
          c.enqueue(Buffer.from('\r\n--edge--\r\n'))
          c.close()
        }
      },
    })
    const answer = await fetch(`${url}/api/v1${list}`, {
      method: 'POST',
      body,
      duplex: 'half',
      headers: {
        'content-type': 'multipart/form-data; boundary=edge',
        'x-csrf-token': browser.csrf,
        cookie: `ringfence_session=${browser.cookies.get('ringfence_session')}`,
      },
    } as RequestInit)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      413,
      'upload-too-large',
    ])
  })

  it('may be the sample', async () => {
    const answer = await browser.send('POST', `${list}/sample`)
    expect([answer.statusCode, answer.json()]).toEqual([202, { id: 'i7' }])
  })
})

describe('reading', () => {
  it('lists page by page to the end', async () => {
    const seen: string[] = []
    let cursor = ''
    for (let pages = 0; pages < 9; pages++) {
      const page = (await browser.send('GET', `${list}?limit=2&cursor=${cursor}`)).json()
      seen.push(...page.items.map(({ id }: { id: string }) => id))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['i5', 'i4', 'i3', 'i2', 'i1'])
  })

  it('gives one, or says that there is none', async () => {
    expect((await browser.send('GET', `${list}/i1`)).json()).toMatchObject({
      id: 'i1',
      flaggedTotal: 7,
      result: null,
    })
    for (const path of ['i9', 'i9/flagged-calls', 'i9/events', 'i9/report.pdf']) {
      const answer = await browser.send('GET', `${list}/${path}`)
      expect([path, answer.statusCode, answer.json().code]).toEqual([path, 404, 'investigation-unknown'])
    }
  })

  it('pages flagged calls, all or of one account', async () => {
    const page = async (query: string) =>
      (await browser.send('GET', `${list}/i1/flagged-calls?${query}`)).json()
    expect(await page('limit=5')).toMatchObject({ total: 7, nextCursor: '5' })
    expect(await page('limit=5&cursor=5')).toMatchObject({ total: 7, nextCursor: null })
    expect((await page('account=1005')).items.map(({ id }: { id: string }) => id)).toEqual([
      'call-1',
      'call-3',
      'call-5',
    ])
  })

  it.each(['limit=0', 'limit=5000', 'limit=x', 'cursor=-1', 'cursor=abc'])('refuses %s', async (query) => {
    const answer = await browser.send('GET', `${list}/i1/flagged-calls?${query}`)
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'request-invalid'])
    expect(answer.json().detail).toContain(query.split('=')[0])
  })

  it('deletes', async () => {
    expect((await browser.send('DELETE', `${list}/i4`)).statusCode).toBe(204)
    expect(fake.removed).toEqual(['i4'])
    expect((await browser.send('DELETE', `${list}/i9`)).statusCode).toBe(404)
  })
})

describe('following', () => {
  it('sends progress as events and ends when it is done', async () => {
    const answer = await browser.send('GET', `${list}/i1/events`)
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    const [retry, ...events] = answer.body.trimEnd().split('\n\n')
    expect(retry).toBe('retry: 2000')
    expect(events.map((event) => event.split('\n')[0])).toEqual(['event: progress', 'event: progress'])
    expect(JSON.parse(events[1]?.split('\ndata: ')[1] ?? '')).toMatchObject({ phase: 'done' })
  })

  it('breaks a silence by saying the last again', async () => {
    const { body } = await browser.send('GET', `${list}/i2/events`)
    expect(body).toContain(': still here')
    expect(body.match(/"phase":"waiting"/g)?.length).toBeGreaterThan(1)
  })

  it('stops when the session ends', async () => {
    const other = new Browser(house.server)
    const guest = await addPerson(house, 'guest@example.com', 'viewer')
    await other.signIn(guest.email, codeAt(guest.secret, house.clock.now))
    const before = fake.opened
    const following = other.send('GET', `${list}/i3/events`)
    await expect.poll(() => fake.opened).toBe(before + 1)
    await house.database.pool.query('UPDATE person SET active = false WHERE id = $1', [guest.id])
    const { body } = await following
    expect(body).toContain('"phase":"waiting"')
    expect(body).not.toContain('"phase":"done"')
  })

  it('lets go of the source also when the listener leaves', async () => {
    const leave = new AbortController()
    const cookie = `ringfence_session=${browser.cookies.get('ringfence_session')}`
    const answer = await fetch(`${url}/api/v1${list}/i3/events`, {
      headers: { cookie },
      signal: leave.signal,
    })
    await answer.body?.getReader().read()
    leave.abort()
    await expect.poll(() => fake.released, { timeout: 10_000 }).toBe(fake.opened)
  })
})

describe('a report', () => {
  it.each([
    ['report.html', 'text/html; charset=utf-8'],
    ['report.pdf', 'application/pdf'],
    ['flagged-calls.csv', 'text/csv; charset=utf-8'],
    ['verdict.json', 'application/json; charset=utf-8'],
  ])('%s is a download that can run nothing', async (kind, type) => {
    const { statusCode, headers } = await browser.send('GET', `${list}/i5/${kind}`)
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({
      'content-type': type,
      'content-disposition': `attachment; filename="B_ro _i5_ ${kind}"; filename*=UTF-8''B%C3%BCro%20%22i5%22%20${kind}`,
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      'x-content-type-options': 'nosniff',
    })
  })

  it('that is not there yet says so', async () => {
    const answer = await browser.send('GET', `${list}/i1/report.pdf`)
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'report-missing'])
  })
})
