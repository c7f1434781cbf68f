import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshKey } from '../../../test/support/evidence.ts'
import { addPerson, Browser, codeAt, type TestHouse, testHouse } from '../../../test/support/http.ts'
import { sampleVerdict } from '../../../test/support/sample-verdict.ts'
import { evidenceStore } from '../../adapters/storage/evidence.ts'
import { investigationStore } from '../../adapters/storage/investigations.ts'
import { evidenceVerifier, idOf, vaultIn } from '../../adapters/system/index.ts'
import { makeBundle } from '../../app/bundles.ts'
import { incidentsOf, outcomeOf } from '../../app/kept.ts'
import type { IncidentActInput, IncidentView } from '../../contract/index.ts'

const unused = () => {
  throw new Error('nothing was uploaded')
}
const base = '/customers/default/sites/main/incidents'
let house: TestHouse
let ada: Browser
let ben: Browser
let eve: Browser

const signedIn = async (email: string, role: 'owner' | 'responder' | 'viewer', address: string) => {
  const person = await addPerson(house, email, role)
  const browser = new Browser(house.server, address)
  const answer = await browser.signIn(email, codeAt(person.secret, house.clock.now))
  expect(answer.statusCode).toBe(204)
  return browser
}

beforeAll(async () => {
  house = await testHouse()
  ada = await signedIn('ada@example.com', 'owner', '192.0.2.1')
  ben = await signedIn('ben@example.com', 'responder', '192.0.2.2')
  eve = await signedIn('eve@example.com', 'viewer', '192.0.2.3')
})
afterAll(() => house.close())

const opened = async (who = ada, words = 'The carrier wrote of odd calls'): Promise<string> => {
  const answer = await who.send('POST', base, { words })
  expect(answer.statusCode).toBe(201)
  return answer.json().id
}
const view = async (id: string, who = ada): Promise<IncidentView> =>
  (await who.send('GET', `${base}/${id}`)).json()
const act = (id: string, body: IncidentActInput, who = ada) => who.send('POST', `${base}/${id}/acts`, body)
const move = (id: string, to: string, who = ada) => who.send('POST', `${base}/${id}/state`, { to })
const taskOf = ({ steps }: IncidentView, id: string) =>
  steps.flatMap(({ tasks }) => tasks).find((task) => task.id === id)
const upload = async (id: string, task: string, name: string, who = ada) => {
  const boundary = 'b0undary'
  const body = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\nasterisk 20.9.3\r\n--${boundary}--\r\n`
  return who.send('POST', `${base}/${id}/files?task=${task}`, body, {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  })
}
const close = async (id: string): Promise<void> => {
  await house.database.pool.query("UPDATE incident_case SET state = 'closed' WHERE incident_id = $1", [id])
}

describe('an incident opened by a person who knows nothing', () => {
  it('is there in the first minute, with something to do and the words they used', async () => {
    const id = await opened(eve, 'Robot mail from the carrier\nsince nine')
    const incident = await view(id)
    expect(incident).toMatchObject({
      title: 'Robot mail from the carrier',
      state: 'open',
      condition: 'unclear',
      openedBy: { name: 'viewer' },
      openedFrom: 'person',
    })
    expect(incident.steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    // The time is written down by opening it; the next thing is to stop the money.
    expect(taskOf(incident, 'write-down-the-time')).toMatchObject({ stand: 'done', checked: { done: true } })
    expect(incident.next).toMatchObject({ kind: 'task', task: 'bar-international', step: 1 })
    expect(taskOf(incident, 'bar-international')?.how).toContain('contain --site main --international')
    await close(id)
  })

  it('stands in the ledger, entry by entry, with who did it', async () => {
    const id = await opened()
    await act(id, { kind: 'note', text: 'Called the fraud desk from my mobile' }, ben)
    const { rows } = await house.database.pool.query(
      'SELECT action, detail, actor FROM ledger WHERE subject = $1 ORDER BY seq',
      [id],
    )
    expect(rows).toMatchObject([
      { action: 'incident.opened', detail: { from: 'person' } },
      { action: 'incident.note', detail: { text: 'Called the fraud desk from my mobile' } },
    ])
    expect(rows[0].actor).not.toBe(rows[1].actor)
    await close(id)
  })

  it('may be worked on by those who respond, and looked at by the others', async () => {
    const id = await opened()
    expect((await act(id, { kind: 'note', text: 'x' }, eve)).json()).toMatchObject({ code: 'not-allowed' })
    expect((await move(id, 'contained', eve)).json()).toMatchObject({ code: 'not-allowed' })
    expect((await view(id, eve)).id).toBe(id)
    await close(id)
  })
})

describe('tasks', () => {
  it('wait for what comes before: nobody changes passwords before the hunt', async () => {
    const id = await opened()
    expect((await act(id, { kind: 'task', task: 'rotate-secrets', status: 'done' })).json()).toMatchObject({
      code: 'task-waits',
      detail: expect.stringContaining('Find what they left behind'),
    })
    await close(id)
  })

  it('apply or not by the facts, which people answer', async () => {
    const id = await opened()
    expect(taskOf(await view(id), 'hang-up')).toMatchObject({ stand: 'open', question: { fact: 'ongoing' } })
    const after: IncidentView = (await act(id, { kind: 'answer', fact: 'ongoing', value: false })).json()
    expect(taskOf(after, 'hang-up')).toMatchObject({ stand: 'not', question: null })
    expect((await act(id, { kind: 'answer', fact: 'weather', value: true })).json()).toMatchObject({
      code: 'fact-unknown',
    })
    await close(id)
  })

  it('that do not apply want a sentence under somebody’s name', async () => {
    const id = await opened()
    const without = { kind: 'task', task: 'police', status: 'not-applicable' } as const
    expect((await act(id, without)).json()).toMatchObject({ code: 'attestation-missing' })
    const done: IncidentView = (await act(id, { ...without, note: 'Counsel decided against it' }, ben)).json()
    expect(taskOf(done, 'police')).toMatchObject({
      stand: 'done',
      settled: { status: 'not-applicable', note: 'Counsel decided against it', by: { name: 'responder' } },
    })
    const back: IncidentView = (await act(id, { kind: 'task', task: 'police', status: 'open' })).json()
    expect(taskOf(back, 'police')).toMatchObject({ settled: null })
    await close(id)
  })

  it('keep the files that show them, by hash, and give them out again', async () => {
    const id = await opened()
    const incident: IncidentView = (await upload(id, 'firmware', 'versions.txt')).json()
    const [file] = taskOf(incident, 'firmware')?.files ?? []
    expect(file).toMatchObject({ name: 'versions.txt', bytes: 15 })
    const out = await ada.send('GET', `${base}/${id}/files/${file?.sha256}`)
    expect(out.body).toBe('asterisk 20.9.3')
    // What was taken into custody is in the evidence that leaves the house.
    const { archive, made } = await makeBundle(id, {
      store: evidenceStore(house.database.pool),
      vault: vaultIn(house.database.dataDir),
      readUpload: unused,
      key: freshKey(),
      lost: [],
      verifier: evidenceVerifier,
      actor: 'system:test',
      now: () => house.clock.now,
    })
    expect(made.files).toBe(2)
    expect(Buffer.from(archive).includes(`files/${file?.sha256}`)).toBe(true)
    expect(taskOf(await view(id), 'seal-evidence')?.checked).toMatchObject({ done: true })
    expect((await ada.send('GET', `${base}/${id}/files/${'0'.repeat(64)}`)).json()).toMatchObject({
      code: 'file-unknown',
    })
    await close(id)
  })
})

describe('states', () => {
  it('contained is refused until nothing that stops the money is left, and says what is', async () => {
    const id = await opened()
    const refused = (await move(id, 'contained')).json()
    expect(refused).toMatchObject({ code: 'not-yet' })
    expect(refused.detail).toContain('“Bar calls abroad and to premium numbers” is not done')
    expect(refused.detail).toContain('Answer whether this applies: “Hang up the fraudulent calls”')
    await act(id, {
      kind: 'task',
      task: 'bar-international',
      status: 'done',
      note: 'Carrier barred it, ticket 4711',
    })
    for (const fact of ['ongoing', 'accounts', 'trunk']) await act(id, { kind: 'answer', fact, value: false })
    expect((await view(id)).next).toMatchObject({ kind: 'state', to: 'contained' })
    const contained: IncidentView = (await move(id, 'contained')).json()
    expect(contained).toMatchObject({ state: 'contained', condition: 'contained' })
    expect((await move(id, 'closed')).json()).toMatchObject({ code: 'incident-state' })
    await close(id)
  })
})

describe('closing', () => {
  const settleAll = async (id: string, steps: readonly number[]): Promise<IncidentView> => {
    let incident = await view(id)
    for (const { fact, value } of incident.facts)
      if (value === null) incident = (await act(id, { kind: 'answer', fact, value: false })).json()
    for (let left = true; left; ) {
      const next = incident.steps
        .flatMap(({ tasks }) => tasks)
        .find(({ step, stand }) => steps.includes(step) && stand === 'begin')
      if (!next) left = false
      else {
        const answer = await act(id, { kind: 'task', task: next.id, status: 'done', note: 'as described' })
        expect(answer.statusCode, answer.body).toBe(200)
        incident = answer.json()
      }
    }
    return incident
  }
  const unsatisfied = ({ gates }: IncidentView) =>
    gates.filter((gate) => !gate.satisfied).map((gate) => gate.id)

  it('is refused by each gate with its reason; ticks alone open none; two people override with a reason', async () => {
    const id = await opened()
    await settleAll(id, [1, 2])
    await move(id, 'contained')
    expect((await move(id, 'recovering')).statusCode).toBe(200)
    const ticked = await settleAll(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(unsatisfied(ticked)).toEqual(['root-cause', 'firmware', 'billing', 'open-ports', 'other-accounts'])
    expect(ticked.gates.find((gate) => gate.id === 'root-cause')?.reason).toContain('Passwords were changed')
    const refused = (await move(id, 'closed')).json()
    expect(refused).toMatchObject({ code: 'gates-unsatisfied' })
    for (const words of ['how they came in', 'nothing shows it', 'invoice', 'accounts'])
      expect(refused.detail).toContain(words)

    await act(id, { kind: 'cause', cause: 'guessed-password', text: 'Account 1004 had 1004 as its password' })
    for (const task of ['firmware', 'segment', 'check-every-other-account'])
      await upload(id, task, `${task}.txt`)
    expect(unsatisfied(await view(id))).toEqual(['billing'])

    const reason = 'Prepaid account: there is no invoice to match'
    expect((await act(id, { kind: 'override-asked', gate: 'billing', reason: 'no' })).statusCode).toBe(400)
    await act(id, { kind: 'override-asked', gate: 'billing', reason })
    const alone = await ada.send('POST', `${base}/${id}/overrides`, { gate: 'billing' })
    expect(alone.json()).toMatchObject({ code: 'second-person' })
    expect((await move(id, 'closed')).statusCode).toBe(409)
    const seconded = await ben.send('POST', `${base}/${id}/overrides`, { gate: 'billing' })
    expect(seconded.json().gates.find((gate: { id: string }) => gate.id === 'billing')).toMatchObject({
      override: { reason, askedBy: { name: 'owner' }, by: { name: 'responder' } },
    })
    const closed: IncidentView = (await move(id, 'closed')).json()
    expect(closed).toMatchObject({ state: 'closed', condition: 'safe', next: null })
    expect(closed.recovered.map(({ id: one }) => one)).toEqual([
      'documentation',
      'controls',
      'monitoring',
      'authentication',
      'visibility',
    ])

    // Opened again, the override is forgotten: it was given for another day.
    const again: IncidentView = (await move(id, 'open')).json()
    expect(again.gates.find((gate) => gate.id === 'billing')?.override).toBeNull()
    expect(
      (await act(id, { kind: 'override-asked', gate: 'still-going-on', reason: 'because I say so' })).json(),
    ).toMatchObject({
      code: 'gate-fixed',
    })
    await close(id)
  })
})

describe('the report and the dispute pack', () => {
  it('are the same bytes for the same incident, and print who overrode what', async () => {
    const id = await opened(ada, 'A <b>bold</b> claim')
    await act(id, { kind: 'override-asked', gate: 'billing', reason: 'Prepaid: there is no invoice' })
    await ben.send('POST', `${base}/${id}/overrides`, { gate: 'billing' })
    await act(id, { kind: 'task', task: 'call-the-carrier', status: 'done', note: 'Ticket 4711, Mr Lee' })
    const get = async (kind: string) => (await ada.send('GET', `${base}/${id}/${kind}`)).rawPayload
    for (const kind of ['report.html', 'report.pdf', 'dispute.html', 'dispute.pdf', 'dispute-calls.csv']) {
      const first = await get(kind)
      house.clock.now += 1000
      // The clock of the server goes on; nothing of it is in the file.
      expect(Buffer.compare(first, await get(kind)), kind).toBe(0)
    }
    const report = (await get('report.html')).toString()
    expect(report).toContain('OVERRIDDEN')
    expect(report).toContain('Prepaid: there is no invoice')
    expect(report).toContain('&lt;b&gt;bold')
    expect(report).not.toContain('<b>bold')
    expect((await get('report.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    const letter = (await get('dispute.html')).toString()
    for (let part = 1; part <= 11; part++) expect(letter).toContain(`${part}. `)
    expect(letter).toContain('Ticket 4711, Mr Lee')
    expect((await eve.send('GET', `${base}/${id}/report.pdf`)).json()).toMatchObject({ code: 'not-allowed' })
    await close(id)
  })
})

describe('an incident opened by an investigation', () => {
  it('takes its findings in; deleting the investigation leaves it', async () => {
    const store = investigationStore(house.database.pool)
    const verdict = sampleVerdict()
    const place = { customer: 'default', site: 'main' }
    const doing = { actor: 'system:test', action: 'test', subject: 'look', detail: {}, at: house.clock.now }
    const about = { title: 'Master.csv', createdAt: house.clock.now, createdBy: 'system:test', againAt: null }
    await store.create({ ...place, ...about, id: 'look', files: [], options: {} }, doing)
    await store.finish('look', outcomeOf(verdict), verdict, incidentsOf(place, 'look', verdict, idOf), doing)
    const answer = await ada.send('POST', base, { investigation: 'look' })
    const { id } = answer.json()
    const incident = await view(id)
    expect(incident).toMatchObject({ openedFrom: 'verdict', lost: { likely: verdict.exposure.likely } })
    expect(incident.accounts).toEqual(expect.arrayContaining(verdict.accounts.map(({ account }) => account)))
    expect(taskOf(incident, 'date-the-breach')).toMatchObject({ stand: 'done', checked: { done: true } })
    const timeline = (await ada.send('GET', `${base}/${id}/timeline`)).json()
    expect(new Set(timeline.items.map(({ kind }: { kind: string }) => kind))).toEqual(
      new Set(['state', 'act', 'call', 'sign-in']),
    )
    const sheet = (await ada.send('GET', `${base}/${id}/dispute-calls.csv`)).body.trim().split('\n')
    expect(sheet).toHaveLength(1 + verdict.flaggedCalls.length)
    expect(sheet[0]).toContain('start_utc,start_local')
    // A second look at the same site joins it.
    expect((await ada.send('POST', base, { investigation: 'look' })).json()).toEqual({ id })
    await store.remove(place, 'look', doing)
    expect(await view(id)).toMatchObject({ id, state: 'open', investigations: [] })
    await close(id)
  })

  it('of which nothing was found is refused, with another way', async () => {
    expect((await ada.send('POST', base, { investigation: 'nowhere' })).json()).toMatchObject({
      code: 'nothing-found',
    })
  })
})
