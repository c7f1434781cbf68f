import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createIncidentRoom } from '../../src/app/compose-incidents.ts'
import type { Incidents } from '../../src/app/incidents/service.ts'
import type { GateId } from '../../src/core/handling/index.ts'
import { type AuditHouse, auditHouse } from '../support/audits.ts'

// An audit of the site after containment is what shows that firmware and doors were seen to.

const place = { customer: 'default', site: 'main' }
const EXAMPLE = join(import.meta.dirname, '../../content/sites/example')
const DAY = 86_400_000

let house: AuditHouse
let incidents: Incidents
let id: string
beforeAll(async () => {
  house = await auditHouse()
  incidents = createIncidentRoom(house.database, () => ({
    view: () => null,
    follow: async function* () {},
    hangUp: async () => 0,
  }))
  id = await incidents.open(place, { words: 'Odd calls' }, 'ada')
})
afterAll(() => house.close())

const gate = async (name: GateId) => (await incidents.get(place, id)).gates.find((one) => one.id === name)
const task = async (name: string) =>
  (await incidents.get(place, id)).steps.flatMap(({ tasks }) => tasks).find((one) => one.id === name)
const files = async (...names: string[]) =>
  Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(EXAMPLE, name))] as const)),
  )
/** The weaknesses that were found are answered for, as a person would before closing. */
async function acceptAll(): Promise<void> {
  const until = new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10)
  const { checks } = await house.audits.checks(place, 'latest')
  for (const { check, status } of checks)
    if (status === 'fail') {
      const { on } = await house.audits.check(place, 'latest', check)
      const resources = on.map(({ resource }) => resource)
      await house.audits.accept(
        place,
        check,
        { resources, reason: 'Replaced next week', owner: 'Ben', until },
        'ada',
      )
    }
}

it('an audit before containment says nothing of what was mended', async () => {
  house.clock.now = Date.now() - DAY
  await house.sent(await files('zones.yaml', 'inventory.yaml', 'edge.rules', 'edge6.rules', 'pbx.rules'))
  for (const fact of ['ongoing', 'accounts', 'trunk'])
    await incidents.act(place, id, { kind: 'answer', fact, value: false }, 'ada')
  await incidents.act(
    place,
    id,
    { kind: 'task', task: 'bar-international', status: 'done', note: 'At the carrier' },
    'ada',
  )
  await incidents.move(place, id, 'contained', '', 'ada')
  expect(await gate('firmware')).toMatchObject({
    satisfied: false,
    reason: expect.stringContaining('Nothing'),
  })
  expect((await task('firmware'))?.checked).toMatchObject({ done: false })
})

it('one after it keeps the gates shut for what it finds, whatever is attested', async () => {
  house.clock.now = Date.now() + 1000
  await house.sent(await files('zones.yaml', 'inventory.yaml', 'edge.rules', 'edge6.rules', 'pbx.rules'))
  await incidents.act(
    place,
    id,
    { kind: 'task', task: 'firmware', status: 'done', note: 'All is new' },
    'ada',
  )
  expect(await gate('firmware')).toMatchObject({
    satisfied: false,
    reason: expect.stringContaining('The audit after containment still finds'),
  })
  expect((await task('audit-again'))?.checked).toMatchObject({ done: false })
})

it('and passes them by itself when nothing that weighs is left open', async () => {
  await acceptAll()
  for (const name of ['firmware', 'segment', 'audit-again'])
    expect((await task(name))?.checked, name).toMatchObject({ done: true })
  expect(await gate('firmware')).toMatchObject({ satisfied: true })
  expect(await gate('open-ports')).toMatchObject({ satisfied: true })
})
