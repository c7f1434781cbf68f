import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { obligationTools } from '../../src/app/compose.ts'
import { obligationsOf } from '../../src/app/obligations.ts'
import type { ObligationReport } from '../../src/contract/index.ts'
import { readCalendar } from '../support/formats/calendar.ts'

// Decided cases: facts, and what counsel would say of some obligations. A line of cases.jsonl each.
interface Case {
  readonly case: string
  readonly facts: unknown
  /** Due, with the deadline; null: no date. */
  readonly due: Readonly<Record<string, string | null>>
  readonly dueIds?: readonly string[]
  /** Open, with the first question. */
  readonly may: Readonly<Record<string, string>>
  readonly not: readonly string[]
  /** Pairs of which the first must be told first. */
  readonly order?: readonly (readonly [string, string])[]
  readonly notBefore?: Readonly<Record<string, string | null>>
}

const cases = readFileSync(new URL('cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case)
const folder = mkdtempSync(join(tmpdir(), 'ringfence-obligations-'))
afterAll(() => rmSync(folder, { recursive: true }))
const content = obligationTools().readObligations()
const { resolveHolidays, ...others } = obligationTools()
// A calendar takes a tenth of a second, and all cases want the same few.
const holidays = new Map<string, ReturnType<typeof resolveHolidays>>()
const tools = {
  ...others,
  readObligations: () => content,
  resolveHolidays(region: Parameters<typeof resolveHolidays>[0], years: Iterable<number>) {
    const wanted = [...years]
    const key = JSON.stringify([region, wanted])
    const found = holidays.get(key) ?? resolveHolidays(region, wanted)
    holidays.set(key, found)
    return found
  },
}

async function answerTo(facts: unknown) {
  const file = join(folder, 'facts.yaml')
  writeFileSync(file, JSON.stringify(facts))
  return obligationsOf(file, tools)
}
const reportOn = async (facts: unknown): Promise<ObligationReport> => (await answerTo(facts)).report

test('there are at least 150 cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(150)
})

test('every duty of every state towards residents, authorities and credit bureaus is decided in one of them', async () => {
  const { rules } = await content
  const decided = new Set(
    cases.flatMap(({ due, dueIds = [], may, not }) => [
      ...Object.keys({ ...due, ...may }),
      ...dueIds,
      ...not,
    ]),
  )
  const ofStates = rules.map(({ id }) => id).filter((id) => /^us-..-(individuals|regulator|cra)$/.test(id))
  expect(ofStates.length).toBeGreaterThan(120)
  expect(ofStates.filter((id) => !decided.has(id))).toEqual([])
  const due = new Set(cases.flatMap((each) => [...Object.keys(each.due), ...(each.dueIds ?? [])]))
  expect(ofStates.filter((id) => !due.has(id))).toEqual([])
})

test.each(cases)('$case', async (decided) => {
  const { facts, due, dueIds = [], may, not, order = [], notBefore = {} } = decided
  const report = await reportOn(facts)
  const dueAt = new Map(report.due.map((each) => [each.id, each.dueAt]))
  expect(Object.fromEntries(Object.keys(due).map((id) => [id, dueAt.get(id)]))).toEqual(due)
  expect(dueIds.filter((id) => !dueAt.has(id))).toEqual([])
  const asked = new Map(report.mayBeDue.map((each) => [each.id, each.asks[0] ?? each.id]))
  expect(Object.fromEntries(Object.keys(may).map((id) => [id, asked.get(id)]))).toEqual(may)
  const reasons = new Map(report.notDue.map((each) => [each.id, each.reason]))
  expect(not.filter((id) => !reasons.has(id))).toEqual([])
  const places = report.due.map(({ id }) => id)
  for (const [first, then] of order) expect(places.indexOf(first)).toBeLessThan(places.indexOf(then))
  for (const [id, at] of Object.entries(notBefore))
    expect(report.due.find((each) => each.id === id)?.notBefore).toBe(at)
})

describe('every answer', () => {
  test('puts each obligation in exactly one place', async () => {
    const { rules } = await content
    for (const { facts } of cases.slice(0, 40)) {
      const { due, mayBeDue, notDue } = await reportOn(facts)
      const ids = [...due, ...mayBeDue, ...notDue].map(({ id }) => id)
      expect(ids.sort()).toEqual(rules.map(({ id }) => id).sort())
    }
  })
  test('asks the role first, and has words for every question', async () => {
    const { questions, mayBeDue } = await reportOn({})
    expect(questions[0]?.id).toBe('roles')
    for (const { question } of questions) expect(question).toMatch(/\?/)
    for (const { question } of mayBeDue) expect(question).toMatch(/\?/)
  })
  test('gives a reason for what is not due', async () => {
    for (const { facts } of cases)
      for (const { id, reason } of (await reportOn(facts)).notDue) expect([id, reason]).not.toEqual([id, ''])
  })
})

test('a key that nobody knows is refused with its line and the nearest known one', async () => {
  const file = join(folder, 'wrong.yaml')
  writeFileSync(file, 'organisation:\n  roles: [pbx-end-user]\ndiscoverdAt: 2026-03-06T21:04:11Z\n')
  await expect(obligationsOf(file, tools)).rejects.toThrow(/wrong\.yaml:3: .*"discoverdAt".*"discoveredAt"/)
  writeFileSync(file, 'answers: { procesor: true }\n')
  await expect(obligationsOf(file, tools)).rejects.toMatchObject({ code: 'fact-unknown' })
})

test('deadlines make a calendar that programs read', async () => {
  const file = join(folder, 'eu.yaml')
  writeFileSync(
    file,
    'organisation: { roles: [pbx-end-user], countries: [DE] }\ndiscoveredAt: 2026-03-06T21:04:11Z\ndata: [voicemail]\naffected: [{ country: DE, people: 4 }]\n',
  )
  const { calendar } = await obligationsOf(file, tools)
  expect(calendar).toContain('UID:eu-gdpr-33@ringfence\r\n')
  expect(calendar).toContain('DTSTART:20260309T210411Z\r\n')
  for (const line of calendar.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})

test('the calendar of every case holds to RFC 5545, and says of each deadline what the answer says', async () => {
  for (const { facts } of cases) {
    const { report, calendar } = await answerTo(facts)
    const { name, properties, inside } = readCalendar(calendar)
    expect([name, properties.get('VERSION'), properties.has('PRODID')]).toEqual(['VCALENDAR', '2.0', true])
    const events = inside.map(({ name, properties, inside }) => {
      expect([name, inside.map((each) => each.name)]).toEqual(['VEVENT', ['VALARM']])
      expect(properties.get('DTSTAMP')).toMatch(/^\d{8}T\d{6}Z$/)
      // An end must be later than its beginning (3.8.2.2); an instant has none.
      expect(properties.has('DTEND')).toBe(false)
      return [properties.get('UID'), properties.get('DTSTART'), properties.get('SUMMARY')]
    })
    const instant = (at: string) => `${at.replace(/[-:]/g, '').slice(0, 15)}Z`
    expect(events).toEqual(
      report.due.flatMap(({ id, dueAt, title }) =>
        dueAt === null ? [] : [[`${id}@ringfence`, instant(dueAt), `Due: ${title}`]],
      ),
    )
    expect(new Set(events.map(([uid]) => uid)).size).toBe(events.length)
  }
})
