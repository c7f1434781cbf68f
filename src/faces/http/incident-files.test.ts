import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshKey } from '../../../test/support/evidence.ts'
import {
  incidentBase as base,
  type IncidentDesk,
  incidentDesk,
  taskOf,
} from '../../../test/support/incident-desk.ts'
import { sampleVerdict } from '../../../test/support/sample-verdict.ts'
import { evidenceStore } from '../../adapters/storage/evidence.ts'
import { investigationStore } from '../../adapters/storage/investigations.ts'
import { evidenceVerifier, idOf, vaultIn } from '../../adapters/system/index.ts'
import { makeBundle } from '../../app/bundles.ts'
import { incidentsOf, outcomeOf } from '../../app/kept.ts'
import type { IncidentView } from '../../contract/index.ts'

const unused = () => {
  throw new Error('nothing was uploaded')
}

let desk: IncidentDesk
beforeAll(async () => {
  desk = await incidentDesk()
})
afterAll(() => desk.house.close())

describe('files in custody', () => {
  it('keep the files that show them, by hash, and give them out again', async () => {
    const id = await desk.opened()
    const incident: IncidentView = (await desk.upload(id, 'firmware', 'versions.txt')).json()
    const [file] = taskOf(incident, 'firmware')?.files ?? []
    expect(file).toMatchObject({ name: 'versions.txt', bytes: 15 })
    const out = await desk.ada.send('GET', `${base}/${id}/files/${file?.sha256}`)
    expect(out.body).toBe('asterisk 20.9.3')
    // What was taken into custody is in the evidence that leaves the desk.house.
    const { archive, made } = await makeBundle(id, {
      store: evidenceStore(desk.house.database.pool),
      vault: vaultIn(desk.house.database.dataDir),
      readUpload: unused,
      key: freshKey(),
      lost: [],
      verifier: evidenceVerifier,
      actor: 'system:test',
      now: () => desk.house.clock.now,
      newSalt: unused,
    })
    expect(made.files).toBe(2)
    expect(Buffer.from(archive).includes(`files/${file?.sha256}`)).toBe(true)
    expect(taskOf(await desk.view(id), 'seal-evidence')?.checked).toMatchObject({ done: true })
    expect((await desk.ada.send('GET', `${base}/${id}/files/${'0'.repeat(64)}`)).json()).toMatchObject({
      code: 'file-unknown',
    })
    await desk.close(id)
  })
})

describe('the report and the dispute pack', () => {
  it('are the same bytes for the same incident, and print who overrode what', async () => {
    const id = await desk.opened(desk.ada, 'A <b>bold</b> claim')
    await desk.act(id, { kind: 'override-asked', gate: 'billing', reason: 'Prepaid: there is no invoice' })
    await desk.ben.send('POST', `${base}/${id}/overrides`, { gate: 'billing' })
    await desk.act(id, {
      kind: 'task',
      task: 'call-the-carrier',
      status: 'done',
      note: 'Ticket 4711, Mr Lee',
    })
    const get = async (kind: string) => (await desk.ada.send('GET', `${base}/${id}/${kind}`)).rawPayload
    for (const kind of ['report.html', 'report.pdf', 'dispute.html', 'dispute.pdf', 'dispute-calls.csv']) {
      const first = await get(kind)
      desk.house.clock.now += 1000
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
    expect((await desk.eve.send('GET', `${base}/${id}/report.pdf`)).json()).toMatchObject({
      code: 'not-allowed',
    })
    await desk.close(id)
  })
})

describe('a legal hold', () => {
  it('keeps what the incident was found in from being deleted, until it is ended', async () => {
    const store = investigationStore(desk.house.database.pool)
    const place = { customer: 'default', site: 'main' }
    const doing = {
      actor: 'system:test',
      action: 'test',
      subject: 'held',
      detail: {},
      at: desk.house.clock.now,
    }
    const about = { title: 'a.csv', createdAt: desk.house.clock.now, createdBy: 'system:test', againAt: null }
    const made = (id: string) => store.create({ ...place, ...about, id, files: [], options: {} }, doing)
    await made('held')
    await made('free')
    const id = await desk.opened()
    await desk.act(id, { kind: 'investigation', investigation: 'held' })
    expect((await desk.act(id, { kind: 'hold', on: true, reason: '' })).json()).toMatchObject({
      code: 'request-invalid',
    })
    const held = (await desk.act(id, { kind: 'hold', on: true, reason: 'Police, file 12/26' })).json()
    expect(held.hold).toMatchObject({ reason: 'Police, file 12/26', by: { name: 'owner' } })
    await expect(store.remove(place, 'held', doing)).rejects.toMatchObject({ code: 'legal-hold' })
    // Closing the incident does not end it, and what belongs to no incident may go.
    await desk.close(id)
    await expect(store.remove(place, 'held', doing)).rejects.toMatchObject({ code: 'legal-hold' })
    await store.remove(place, 'free', doing)
    expect(await store.get(place, 'held')).not.toBeNull()
    const after = (
      await desk.act(id, { kind: 'hold', on: false, reason: 'Counsel: the case is over' })
    ).json()
    expect(after.hold).toBeNull()
    await store.remove(place, 'held', doing)
    expect(await store.get(place, 'held')).toBeNull()
    await desk.close(id)
  })
})

describe('an incident opened by an investigation', () => {
  it('takes its findings in; deleting the investigation leaves it', async () => {
    const store = investigationStore(desk.house.database.pool)
    const verdict = sampleVerdict()
    const place = { customer: 'default', site: 'main' }
    const doing = {
      actor: 'system:test',
      action: 'test',
      subject: 'look',
      detail: {},
      at: desk.house.clock.now,
    }
    const about = {
      title: 'Master.csv',
      createdAt: desk.house.clock.now,
      createdBy: 'system:test',
      againAt: null,
    }
    await store.create({ ...place, ...about, id: 'look', files: [], options: {} }, doing)
    await store.finish('look', outcomeOf(verdict), verdict, incidentsOf(place, 'look', verdict, idOf), doing)
    const answer = await desk.ada.send('POST', base, { investigation: 'look' })
    const { id } = answer.json()
    const incident = await desk.view(id)
    expect(incident).toMatchObject({ openedFrom: 'verdict', lost: { likely: verdict.exposure.likely } })
    expect(incident.accounts).toEqual(expect.arrayContaining(verdict.accounts.map(({ account }) => account)))
    expect(taskOf(incident, 'date-the-breach')).toMatchObject({ stand: 'done', checked: { done: true } })
    const timeline = (await desk.ada.send('GET', `${base}/${id}/timeline`)).json()
    expect(new Set(timeline.items.map(({ kind }: { kind: string }) => kind))).toEqual(
      new Set(['state', 'act', 'call', 'sign-in']),
    )
    const sheet = (await desk.ada.send('GET', `${base}/${id}/dispute-calls.csv`)).body.trim().split('\n')
    expect(sheet).toHaveLength(1 + verdict.flaggedCalls.length)
    expect(sheet[0]).toContain('start_utc,start_local')
    // A second look at the same site joins it.
    expect((await desk.ada.send('POST', base, { investigation: 'look' })).json()).toEqual({ id })
    await store.remove(place, 'look', doing)
    expect(await desk.view(id)).toMatchObject({ id, state: 'open', investigations: [] })
    await desk.close(id)
  })

  it('of which nothing was found is refused, with another way', async () => {
    expect((await desk.ada.send('POST', base, { investigation: 'nowhere' })).json()).toMatchObject({
      code: 'nothing-found',
    })
  })
})
