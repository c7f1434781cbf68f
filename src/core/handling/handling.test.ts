import { describe, expect, it } from 'vitest'
import { Playbook } from '#core/playbooks'
import type { Entry, EntryData } from './index.ts'
import { type Found, fold, gatesOf, milestonesOf, nextAct, tasksOf, type World } from './index.ts'

const before = {
  controlsInForce: 0,
  sourcesFollowed: 0,
  callsStored: 0,
  people: 1,
  peopleWithSecondFactor: 1,
}
const OPENED = Date.UTC(2026, 2, 6, 22)
const HOUR = 3_600_000
const usd = (micros: number) => ({ micros, currency: 'USD' })

const incident = {
  customer: 'acme',
  site: 'main',
  id: 'i1',
  investigation: null,
  title: 'Suspected breach',
  kind: 'other',
  began: OPENED,
  ended: null,
  accounts: ['1004'],
  exposure: usd(0),
}
const playbook = Playbook.parse({
  id: 'small',
  title: 'Small',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  steps: [
    { number: 1, title: 'Contain' },
    { number: 2, title: 'Isolate' },
    { number: 8, title: 'Access' },
  ],
  facts: { ongoing: 'Calls are still placed' },
  tasks: [
    { id: 'bar', step: 1, title: 'Bar the accounts', how: '…', within: 15, control: 'bar-account' },
    { id: 'cut', step: 1, title: 'Hang up', how: '…', within: 5, when: ['ongoing'], control: 'hangup' },
    { id: 'hunt', step: 2, title: 'Hunt', how: '…', within: 240 },
    {
      id: 'rotate',
      step: 8,
      title: 'Rotate',
      how: '…',
      within: 2880,
      after: ['hunt'],
      control: 'rotate-secret',
    },
  ],
})
const found: Found = {
  investigation: 'look',
  verdict: 'breach',
  ongoing: true,
  finishedAt: OPENED + HOUR,
  began: OPENED - 5 * HOUR,
  ended: null,
  from: OPENED - 40 * 24 * HOUR,
  to: OPENED,
  accounts: ['1004'],
  kinds: ['irsf'],
  sources: [],
  destinations: [],
  rates: 'estimate',
  low: usd(50),
  likely: usd(100),
  high: usd(200),
  perMinute: usd(1),
  curve: [
    { at: OPENED - 4 * HOUR, micros: 10 },
    { at: OPENED - HOUR, micros: 60 },
    { at: OPENED + HOUR, micros: 100 },
  ],
}
const quiet: World = {
  now: OPENED,
  controls: [],
  found: [],
  live: null,
  posture: before,
  duties: null,
  audit: null,
  sealedAt: null,
}
const barred = {
  id: 'c1',
  kind: 'bar-account',
  target: '1004',
  inForce: true,
  verified: true,
  createdAt: OPENED,
  verifiedAt: OPENED + HOUR / 2,
}

const at = (...data: EntryData[]): Entry[] =>
  [{ kind: 'opened', from: 'person', words: '', before } as EntryData, ...data].map((one, n) => ({
    seq: n + 1,
    at: OPENED + n * 60_000,
    by: 'ada',
    data: one,
  }))
const look = (entries: readonly Entry[], world: World = quiet) => {
  const standing = fold(entries)
  const { tasks, known } = tasksOf({ incident, playbook, entries }, standing, world)
  const gates = gatesOf({ standing, world, tasks })
  const stands = Object.fromEntries(tasks.map(({ task, stand }) => [task.id, stand]))
  return {
    standing,
    tasks,
    known,
    gates,
    stands,
    next: nextAct({ standing, world, playbook, tasks, gates, known }),
  }
}
const no = (fact: string): EntryData => ({ kind: 'answer', fact, value: false })

describe('what is done by itself', () => {
  it('a task with a control: when every account of the incident is barred and read back', () => {
    expect(look(at()).stands['bar']).toBe('begin')
    expect(look(at(), { ...quiet, controls: [barred] }).stands['bar']).toBe('done')
    expect(look(at(), { ...quiet, controls: [{ ...barred, target: '1005' }] }).stands['bar']).toBe('begin')
    expect(look(at(), { ...quiet, controls: [{ ...barred, verified: false }] }).stands['bar']).toBe('begin')
    expect(look(at(), { ...quiet, controls: [{ ...barred, inForce: false }] }).stands['bar']).toBe('begin')
  })
})

describe('facts', () => {
  it('are unknown until somebody says or Ringfence sees them', () => {
    expect(look(at()).stands['cut']).toBe('open')
    expect(look(at(no('ongoing'))).stands['cut']).toBe('not')
    expect(look(at(), { ...quiet, found: [found] }).stands['cut']).toBe('begin')
  })
  it('a no that was said before it was seen counts no longer; one said after it does', () => {
    const world = { ...quiet, found: [found] }
    const learned: EntryData = { kind: 'investigation', investigation: 'look' }
    expect(look(at(no('ongoing'), learned), world).stands['cut']).toBe('begin')
    expect(look(at(learned, no('ongoing')), world).stands['cut']).toBe('not')
  })
})

describe('the next act', () => {
  it('stops the money first, in the order of the playbook, then asks, then says that it is contained', () => {
    expect(look(at()).next).toMatchObject({ kind: 'task', task: 'bar' })
    const done: EntryData = { kind: 'task', task: 'bar', status: 'done', note: '' }
    expect(look(at(done)).next).toMatchObject({ kind: 'question', fact: 'ongoing' })
    expect(look(at(done, no('ongoing'))).next).toMatchObject({ kind: 'state', to: 'contained' })
    const contained: EntryData = { kind: 'state', to: 'contained', why: '' }
    expect(look(at(done, no('ongoing'), contained)).next).toMatchObject({ kind: 'task', task: 'hunt' })
  })
  it('never offers to change secrets before the hunt', () => {
    expect(look(at()).stands['rotate']).toBe('waiting')
    expect(look(at({ kind: 'task', task: 'hunt', status: 'done', note: '' })).stands['rotate']).toBe('begin')
  })
})

describe('gates', () => {
  const gate = (id: string, entries: readonly Entry[], world?: World) =>
    look(entries, world).gates.find((one) => one.id === id)
  it('billing is satisfied by a matched invoice, or when nothing can have cost anything', () => {
    expect(gate('billing', at())?.satisfied).toBe(false)
    expect(gate('billing', at(), { ...quiet, found: [found] })?.satisfied).toBe(false)
    const free = { ...found, low: usd(0), likely: usd(0), high: usd(0) }
    expect(gate('billing', at(), { ...quiet, found: [free] })?.satisfied).toBe(true)
  })
  it('an override counts with a second person, and is forgotten when its reason changes', () => {
    const ask: EntryData = { kind: 'override-asked', gate: 'billing', reason: 'prepaid' }
    const approve: EntryData = { kind: 'override', gate: 'billing' }
    expect(gate('billing', at(ask))?.override).toMatchObject({ by: null })
    expect(gate('billing', at(ask, approve))?.override).toMatchObject({ by: 'ada', reason: 'prepaid' })
    expect(gate('billing', at(ask, approve, { ...ask, reason: 'else' }))?.override).toMatchObject({
      by: null,
    })
    expect(gate('billing', at(approve))?.override).toBeNull()
  })
  it('calls that are up keep it from closing whatever its state', () => {
    const recovering: EntryData = { kind: 'state', to: 'recovering', why: '' }
    expect(gate('still-going-on', at(recovering))?.satisfied).toBe(true)
    const live = { running: 1, perMinute: usd(5) }
    expect(gate('still-going-on', at(recovering), { ...quiet, live })?.satisfied).toBe(false)
  })
})

describe('the numbers of the look back', () => {
  it('say when each came and what was lost by then, by the curve of the investigation', () => {
    const contained: EntryData = { kind: 'state', to: 'contained', why: '' }
    const entries = at(contained)
    const world = { ...quiet, found: [found], controls: [barred] }
    expect(milestonesOf(incident, fold(entries), world)).toEqual([
      { id: 'first-sign', at: OPENED - 5 * HOUR, lost: usd(0) },
      { id: 'first-alert', at: OPENED, lost: usd(60) },
      { id: 'first-act', at: OPENED + HOUR / 2, lost: usd(60) },
      { id: 'contained', at: OPENED + 60_000, lost: usd(60) },
      { id: 'recovered', at: null, lost: null },
    ])
  })
})
