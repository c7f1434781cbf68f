import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  incidentBase as base,
  type IncidentDesk,
  incidentDesk,
  taskOf,
} from '../../../test/support/incident-desk.ts'
import type { IncidentView } from '../../contract/index.ts'

let desk: IncidentDesk
beforeAll(async () => {
  desk = await incidentDesk()
})
afterAll(() => desk.house.close())

describe('an incident opened by a person who knows nothing', () => {
  it('is there in the first minute, with something to do and the words they used', async () => {
    const id = await desk.opened(desk.eve, 'Robot mail from the carrier\nsince nine')
    const incident = await desk.view(id)
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
    await desk.close(id)
  })

  it('stands in the ledger, entry by entry, with who did it', async () => {
    const id = await desk.opened()
    await desk.act(id, { kind: 'note', text: 'Called the fraud desk from my mobile' }, desk.ben)
    const { rows } = await desk.house.database.pool.query(
      'SELECT action, detail, actor FROM ledger WHERE subject = $1 ORDER BY seq',
      [id],
    )
    expect(rows).toMatchObject([
      { action: 'incident.opened', detail: { from: 'person' } },
      { action: 'incident.note', detail: { text: 'Called the fraud desk from my mobile' } },
    ])
    expect(rows[0].actor).not.toBe(rows[1].actor)
    await desk.close(id)
  })

  it('may be worked on by those who respond, and looked at by the others', async () => {
    const id = await desk.opened()
    expect((await desk.act(id, { kind: 'note', text: 'x' }, desk.eve)).json()).toMatchObject({
      code: 'not-allowed',
    })
    expect((await desk.move(id, 'contained', desk.eve)).json()).toMatchObject({ code: 'not-allowed' })
    expect((await desk.view(id, desk.eve)).id).toBe(id)
    await desk.close(id)
  })
})

describe('tasks', () => {
  it('wait for what comes before: nobody changes passwords before the hunt', async () => {
    const id = await desk.opened()
    expect(
      (await desk.act(id, { kind: 'task', task: 'rotate-secrets', status: 'done' })).json(),
    ).toMatchObject({
      code: 'task-waits',
      detail: expect.stringContaining('Find what they left behind'),
    })
    await desk.close(id)
  })

  it('apply or not by the facts, which people answer', async () => {
    const id = await desk.opened()
    expect(taskOf(await desk.view(id), 'hang-up')).toMatchObject({
      stand: 'open',
      question: { fact: 'ongoing' },
    })
    const after: IncidentView = (await desk.act(id, { kind: 'answer', fact: 'ongoing', value: false })).json()
    expect(taskOf(after, 'hang-up')).toMatchObject({ stand: 'not', question: null })
    expect((await desk.act(id, { kind: 'answer', fact: 'weather', value: true })).json()).toMatchObject({
      code: 'fact-unknown',
    })
    await desk.close(id)
  })

  it('that do not apply want a sentence under somebody’s name', async () => {
    const id = await desk.opened()
    const without = { kind: 'task', task: 'police', status: 'not-applicable' } as const
    expect((await desk.act(id, without)).json()).toMatchObject({ code: 'attestation-missing' })
    const done: IncidentView = (
      await desk.act(id, { ...without, note: 'Counsel decided against it' }, desk.ben)
    ).json()
    expect(taskOf(done, 'police')).toMatchObject({
      stand: 'done',
      settled: { status: 'not-applicable', note: 'Counsel decided against it', by: { name: 'responder' } },
    })
    const back: IncidentView = (await desk.act(id, { kind: 'task', task: 'police', status: 'open' })).json()
    expect(taskOf(back, 'police')).toMatchObject({ settled: null })
    await desk.close(id)
  })
})

describe('states', () => {
  it('contained is refused until nothing that stops the money is left, and says what is', async () => {
    const id = await desk.opened()
    const refused = (await desk.move(id, 'contained')).json()
    expect(refused).toMatchObject({ code: 'not-yet' })
    expect(refused.detail).toContain('“Bar calls abroad and to premium numbers” is not done')
    expect(refused.detail).toContain('Answer whether this applies: “Hang up the fraudulent calls”')
    await desk.act(id, {
      kind: 'task',
      task: 'bar-international',
      status: 'done',
      note: 'Carrier barred it, ticket 4711',
    })
    for (const fact of ['ongoing', 'accounts', 'trunk'])
      await desk.act(id, { kind: 'answer', fact, value: false })
    expect((await desk.view(id)).next).toMatchObject({ kind: 'state', to: 'contained' })
    const contained: IncidentView = (await desk.move(id, 'contained')).json()
    expect(contained).toMatchObject({ state: 'contained', condition: 'contained' })
    expect((await desk.move(id, 'closed')).json()).toMatchObject({ code: 'incident-state' })
    await desk.close(id)
  })
})

describe('closing', () => {
  const settleAll = async (id: string, steps: readonly number[]): Promise<IncidentView> => {
    let incident = await desk.view(id)
    for (const { fact, value } of incident.facts)
      if (value === null) incident = (await desk.act(id, { kind: 'answer', fact, value: false })).json()
    for (let left = true; left; ) {
      const next = incident.steps
        .flatMap(({ tasks }) => tasks)
        .find(({ step, stand }) => steps.includes(step) && stand === 'begin')
      if (!next) left = false
      else {
        const answer = await desk.act(id, {
          kind: 'task',
          task: next.id,
          status: 'done',
          note: 'as described',
        })
        expect(answer.statusCode, answer.body).toBe(200)
        incident = answer.json()
      }
    }
    return incident
  }
  const unsatisfied = ({ gates }: IncidentView) =>
    gates.filter((gate) => !gate.satisfied).map((gate) => gate.id)

  it('is refused by each gate with its reason; ticks alone open none; two people override with a reason', async () => {
    const id = await desk.opened()
    await settleAll(id, [1, 2])
    await desk.move(id, 'contained')
    expect((await desk.move(id, 'recovering')).statusCode).toBe(200)
    const ticked = await settleAll(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(unsatisfied(ticked)).toEqual(['root-cause', 'firmware', 'billing', 'open-ports', 'other-accounts'])
    expect(ticked.gates.find((gate) => gate.id === 'root-cause')?.reason).toContain('Passwords were changed')
    const refused = (await desk.move(id, 'closed')).json()
    expect(refused).toMatchObject({ code: 'gates-unsatisfied' })
    for (const words of ['how they came in', 'nothing shows it', 'invoice', 'accounts'])
      expect(refused.detail).toContain(words)

    await desk.act(id, {
      kind: 'cause',
      cause: 'guessed-password',
      text: 'Account 1004 had 1004 as its password',
    })
    for (const task of ['firmware', 'segment', 'check-every-other-account'])
      await desk.upload(id, task, `${task}.txt`)
    expect(unsatisfied(await desk.view(id))).toEqual(['billing'])

    const reason = 'Prepaid account: there is no invoice to match'
    expect((await desk.act(id, { kind: 'override-asked', gate: 'billing', reason: 'no' })).statusCode).toBe(
      400,
    )
    await desk.act(id, { kind: 'override-asked', gate: 'billing', reason })
    const alone = await desk.ada.send('POST', `${base}/${id}/overrides`, { gate: 'billing' })
    expect(alone.json()).toMatchObject({ code: 'second-person' })
    expect((await desk.move(id, 'closed')).statusCode).toBe(409)
    const seconded = await desk.ben.send('POST', `${base}/${id}/overrides`, { gate: 'billing' })
    expect(seconded.json().gates.find((gate: { id: string }) => gate.id === 'billing')).toMatchObject({
      override: { reason, askedBy: { name: 'owner' }, by: { name: 'responder' } },
    })
    const closed: IncidentView = (await desk.move(id, 'closed')).json()
    expect(closed).toMatchObject({ state: 'closed', condition: 'safe', next: null })
    expect(closed.recovered.map(({ id: one }) => one)).toEqual([
      'documentation',
      'controls',
      'monitoring',
      'authentication',
      'visibility',
    ])

    // Opened again, the override is forgotten: it was given for another day.
    const again: IncidentView = (await desk.move(id, 'open')).json()
    expect(again.gates.find((gate) => gate.id === 'billing')?.override).toBeNull()
    expect(
      (
        await desk.act(id, { kind: 'override-asked', gate: 'still-going-on', reason: 'because I say so' })
      ).json(),
    ).toMatchObject({
      code: 'gate-fixed',
    })
    await desk.close(id)
  })
})
