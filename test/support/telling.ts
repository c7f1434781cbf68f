import type pg from 'pg'
import { channels } from '../../src/adapters/notify/index.ts'
import { incidentFacts, isClosed } from '../../src/adapters/storage/notice-facts.ts'
import { noticeStore } from '../../src/adapters/storage/notices.ts'
import { newId } from '../../src/adapters/system/clock.ts'
import { createOutgoing } from '../../src/adapters/system/outgoing.ts'
import { attend } from '../../src/app/flows/notify/attend.ts'
import { sendNext } from '../../src/app/flows/notify/outbox.ts'
import type { NotifyPorts, OpenChannel } from '../../src/app/flows/notify/ports.ts'
import { actOf } from '../../src/app/kept.ts'
import { zoneOf } from '../../src/core/kernel/index.ts'
import { type Contact, defaultPlan, type NoticePlan, type Sighting } from '../../src/core/notices/index.ts'

// Notices over a real database and real receivers; only the clock is the test's.

export const HERE = { customer: 'default', site: 'main' }
export const MINUTE = 60_000

/** A channel as the settings make it; loopback is allowed, as an owner would. */
export function channel(id: string, kind: string, settings: object, patienceMs?: number): OpenChannel {
  const vendor = channels(createOutgoing(['127.0.0.1', 'localhost'], patienceMs)).find(
    (each) => each.kind === kind,
  )
  if (!vendor) throw new Error(`there is no ${kind}`)
  return { id, kind, notifier: vendor.open(vendor.parse(settings)).notifier }
}

export interface Telling extends NotifyPorts {
  readonly clock: { now: number }
  channelList: OpenChannel[]
  seen: readonly Sighting[] | null
  handledNow: string | null
  /** Sends everything that is due now. */
  drain(): Promise<void>
  /** Moves the clock and does what is due then, as the server does every few seconds. */
  pass(minutes: number): Promise<void>
  save(contacts: readonly Contact[], more?: Partial<NoticePlan>): Promise<void>
}

export function createTelling(pool: pg.Pool): Telling {
  const zone = zoneOf('America/Los_Angeles')
  if (!zone) throw new Error('time zones are missing')
  const clock = { now: Date.parse('2026-03-07T05:10:00Z') }
  const store = noticeStore(pool)
  const telling: Telling = {
    store,
    clock,
    channelList: [],
    seen: null,
    handledNow: null,
    channels: async () => telling.channelList,
    site: async () => ({ siteName: 'Head office', customerName: 'Harbour Foods', zone }),
    ownNumbers: async () => [],
    incident: (place, id) => incidentFacts(pool, place, id),
    handled: async () => telling.handledNow,
    isClosed: (place, id) => isClosed(pool, place, id),
    sightings: () => telling.seen,
    link: ({ id }) => `https://ringfence.example.com/acknowledge#${id}`,
    newId,
    now: () => clock.now,
    async drain() {
      for (;;) {
        const next = await sendNext(telling)
        if (next === null) return
        await next.done
      }
    },
    async pass(minutes) {
      for (let left = minutes; left > 0; left--) {
        clock.now += MINUTE
        const problems = await attend(telling)
        if (problems.length > 0) throw problems[0]
        await telling.drain()
      }
    },
    async save(contacts, more = {}) {
      const { revision } = await store.plan(HERE)
      const plan = { ...defaultPlan, contacts: [...contacts], ...more }
      await store.savePlan(HERE, plan, revision, actOf('ada', 'notice-plan.saved', 'main', {}, clock.now))
    },
  }
  return telling
}

export const contact = (
  stakeholder: Contact['stakeholder'],
  ways: Contact['ways'],
  id: string = stakeholder,
): Contact => ({ id, name: `Somebody of ${stakeholder}`, stakeholder, ways })

const usd = (dollars: number) => ({ micros: dollars * 1_000_000, currency: 'USD' })

export const sighting = (incident: string, more: Partial<Sighting> = {}): Sighting => ({
  id: `alert-${incident}`,
  incident,
  account: '1004',
  kind: 'irsf',
  what: 'pumped calls to expensive numbers',
  began: Date.parse('2026-03-07T05:04:00Z'),
  lost: { low: usd(100), likely: usd(200), high: usd(300) },
  perMinute: usd(12),
  ...more,
})
