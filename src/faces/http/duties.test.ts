import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  incidentBase as base,
  type IncidentDesk,
  incidentDesk,
  taskOf,
} from '../../../test/support/incident-desk.ts'
import type { Duties } from '../../contract/index.ts'

let desk: IncidentDesk
let id: string
beforeAll(async () => {
  desk = await incidentDesk()
  id = await desk.opened()
}, 60_000)
afterAll(() => desk.house.close())

const view = async (): Promise<Duties> => (await desk.ada.send('GET', `${base}/${id}/duties`)).json()
const say = (facts: object, who = desk.ada) => who.send('PUT', `${base}/${id}/duties/facts`, facts)
const settle = (duty: string, status: string, note = '') =>
  desk.ada.send('POST', `${base}/${id}/duties/${duty}`, { status, note })
const idsOf = (results: readonly { id: string }[]) => results.map((one) => one.id)

const facts = {
  organisation: {
    roles: ['pbx-end-user'],
    countries: ['US'],
    states: ['NV'],
    publicCompany: false,
    sectors: [],
  },
  discoveredAt: '2026-03-06T21:04:11Z',
  emergencyCallsAffected: false,
  tollFraudOnly: true,
  loss: '4310 USD',
}

describe('whom to tell by law and contract', () => {
  it('begins with what Ringfence knows, says so, and asks for the role first', async () => {
    const duties = await view()
    expect(duties.questions[0]).toMatchObject({ id: 'roles' })
    expect(duties.assumed.map(({ fact }) => fact)).toEqual(['countries', 'discoveredAt'])
    expect(duties.notice).toContain('not legal advice')
    expect(taskOf(await desk.view(id), 'who-must-be-told')).toMatchObject({
      checked: { done: false, says: expect.stringContaining('Nobody has said yet') },
    })
  })

  it('answers due, may be due with its question, not due with its reason; clocks by the act of the rule', async () => {
    const duties: Duties = (await say(facts)).json()
    const carrier = duties.due.find((one) => one.id === 'contract-carrier-fraud-report')
    expect(carrier).toMatchObject({
      dueAt: '2026-03-06T22:04:11.000Z',
      clockVia: 'discoveredAt',
      settled: null,
    })
    expect(duties.mayBeDue.find((one) => one.id === 'contract-insurer')?.question).toContain('insurance')
    expect(duties.notDue.find((one) => one.id === 'us-nv-individuals')?.reason).toBe('no data were exposed')
    expect(duties.assumed).toEqual([])
    const { items } = (await desk.ada.send('GET', `${base}/${id}/timeline`)).json()
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: 'notice',
        at: '2026-03-06T22:04:11.000Z',
        title: `Due: ${carrier?.title}`,
      }),
    )
    const calendar = await desk.ada.send('GET', `${base}/${id}/deadlines.ics`)
    expect(calendar.headers['content-type']).toContain('text/calendar')
    expect(calendar.body).toContain('DTSTART:20260306T220411Z')
    expect(calendar.body).toMatch(new RegExp(`UID:[a-z0-9-]+-${id}@ringfence\r\n`))
  })

  it('are given with proof or decided against with a reason, and only then is the task done', async () => {
    expect((await settle('contract-carrier-fraud-report', 'done')).json()).toMatchObject({
      code: 'proof-missing',
    })
    expect((await settle('weather', 'done', 'x')).json()).toMatchObject({ code: 'duty-unknown' })
    await say({ ...facts, answers: { insured: false } })
    for (const { id: duty, category } of (await view()).due)
      if (category !== 'internal') await settle(duty, 'done', 'By mail 22:10, ticket 4711')
    const after = await view()
    expect(after.due.find((one) => one.id === 'contract-carrier-fraud-report')).toMatchObject({
      settled: { status: 'done', note: 'By mail 22:10, ticket 4711', by: { name: 'owner' } },
    })
    const open = after.mayBeDue.filter(({ force }) => force !== 'voluntary')
    for (const { id: duty } of open) expect(duty).not.toBe('contract-insurer')
    await settle('contract-carrier-fraud-report', 'open')
    expect(taskOf(await desk.view(id), 'who-must-be-told')?.checked?.says).toMatch(
      /neither given nor decided/,
    )
    await settle('contract-carrier-fraud-report', 'not-to-be-told', 'They told us; counsel agrees')
    await settle('contract-carrier-fraud-report', 'signed-off', 'Ms Lee, counsel')
    expect(after.next === null || !idsOf(open).includes(after.next)).toBe(true)
    const checked = taskOf(await desk.view(id), 'who-must-be-told')?.checked
    expect(checked?.done).toBe(open.length === 0)
  })

  it('hold what law enforcement forbids to tell, in the order to tell', async () => {
    const carrier: Duties = (
      await say({
        organisation: { ...facts.organisation, roles: ['carrier'] },
        discoveredAt: '2026-03-06T21:04:11Z',
        determinedAt: '2026-03-06T22:00:00Z',
        data: ['cdr'],
        intentional: true,
        affected: [{ country: 'US', state: 'NV', people: 10 }],
      })
    ).json()
    const order = idsOf(carrier.due)
    expect(order.indexOf('us-fcc-cpni-le-2007')).toBeLessThan(order.indexOf('us-fcc-cpni-customer-2007'))
    expect(carrier.due.find((one) => one.id === 'us-fcc-cpni-customer-2007')).toMatchObject({
      notBefore: null,
    })
    expect(carrier.holds).toHaveLength(1)
  })

  it('refuse what answers no question, and whoever only looks', async () => {
    expect((await say({ answers: { weather: true } })).json()).toMatchObject({ code: 'fact-unknown' })
    expect((await say(facts, desk.eve)).json()).toMatchObject({ code: 'not-allowed' })
    expect((await desk.eve.send('GET', `${base}/${id}/duties`)).statusCode).toBe(200)
  })

  it('are in the ledger, each with who said it', async () => {
    const { rows } = await desk.house.database.pool.query(
      "SELECT action FROM ledger WHERE subject = $1 AND action LIKE 'incident.duty%' ORDER BY seq",
      [id],
    )
    expect(rows.filter(({ action }) => action === 'incident.duty-facts')).toHaveLength(3)
    expect(rows.some(({ action }) => action === 'incident.duty')).toBe(true)
  })
})
