import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestDrillReport } from '#contract'
import type { Drill } from '#core/drills'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { inactiveOffer, placeOwnCall, type Wire } from '#core/probe'
import { systemClock } from './compose.ts'
import { type Opened, openData } from './compose-data.ts'
import {
  drillLocks,
  drillTools,
  newId,
  readSecretFile,
  recordAct,
  siteMemory,
  watchContent,
} from './compose-live.ts'
import { createWire } from './compose-probe.ts'
import { createResponse } from './compose-response.ts'
import { choose, placeableCalls, type TestDrillOrder } from './drills.ts'
import type { Alert } from './flows/live-alerts.ts'
import { type PlacedCall, testDrill } from './flows/test-drill.ts'
import { startWatch } from './flows/watch.ts'
import { systemActor } from './local-socket.ts'
import { notOwned, ownershipOf } from './probe.ts'
import { testDrillReport } from './test-drill-report.ts'
import { type Followed, pastCalls, watchContext } from './watch-site.ts'

export type TestDrillCommand = Omit<TestDrillOrder, 'secret' | 'by'> & { readonly secretFile: string }

/** Throws `probe-not-owned`, `drill-not-placeable`, `drill-alert-standing`, `site-not-followed`. */
export async function testDrillCommand(
  { secretFile, ...command }: TestDrillCommand,
  stopped: AbortSignal,
): Promise<TestDrillReport> {
  const secret = await readSecretFile(secretFile)
  return placeDrill({ ...command, secret, by: systemActor() }, stopped)
}

type Ready = Awaited<ReturnType<typeof readied>>

/** The first calls of a scenario, really placed on a test PBX while the site that is connected to it is watched by its own rules. */
export async function placeDrill(command: TestDrillOrder, stopped: AbortSignal): Promise<TestDrillReport> {
  const { address, port } = addressOf(command.testPbx)
  const ownership = await ownershipOf(address, command)
  if (!ownership.owned) throw notOwned([`${address}: ${ownership.because}`])
  const opened = await openData(command, 'visitor')
  try {
    const ready = await readied(command, opened)
    const told = { ...command, ...ready, owned: ownership.because }
    if (!command.approve)
      return testDrillReport({ ...told, placed: [], noticed: null, seen: 0, stopped: false })
    const wire = createWire(address, { isOwned: (each) => each === address, dryRun: false })
    const by = caller(wire, { ...command, address, port })
    // Whoever finds its beginning in the ledger and no end can tell by the lock whether it still goes on.
    const drill = newId()
    const report = await drillLocks(opened.database.pool)(drill, async () => {
      const heard = await withEars(opened, command, ready, stopped, async ({ alerted }) => {
        await record(opened, command, 'drill.begun', {
          drill,
          scenario: ready.scenario.id,
          testPbx: command.testPbx,
          numbers: ready.calls.map(({ dialled }) => dialled),
        })
        try {
          const ports = { calls: ready.calls, place: by.place, alerted, stopped, now: systemClock, wait }
          return await testDrill(ports)
        } finally {
          by.close()
        }
      })
      const report = testDrillReport({ ...told, ...heard, stopped: stopped.aborted })
      await record(opened, command, 'drill.ended', { drill, ...endOf(report, heard) })
      return report
    })
    if (report === null) throw new Error('the lock of a new drill was taken')
    return report
  } finally {
    await opened.database.close()
  }
}

const endOf = (report: TestDrillReport, { placed }: Heard) => ({
  scenario: report.scenario,
  testPbx: report.testPbx,
  outcome: report.outcome,
  calls: placed.length,
  detectedAfterSeconds: report.detectedAfterSeconds,
  lossMicros: report.lossInAll.micros,
  currency: report.lossInAll.currency,
})

function addressOf(text: string): { address: string; port: number } {
  const [, six, four, port = '5060'] =
    /^(?:\[([\da-f:.]+)\]|(\d+(?:\.\d+){3}))(?::(\d{1,5}))?$/i.exec(text) ?? []
  const address = six ?? four
  if (address !== undefined && Number(port) <= 65_535) return { address, port: Number(port) }
  throw new DomainError(
    'address-invalid',
    `"${text}" is no address of a PBX`,
    'Write the address itself and its SIP port: 192.0.2.7:5060. A name may lead elsewhere tomorrow.',
  )
}

/** What will be called, by the site's own dial plan, rules and prices. */
async function readied({ customer, site, scenario, account }: TestDrillOrder, { database }: Opened) {
  const place: Place = { customer, site }
  const memory = siteMemory(database)
  const kept = await memory.site(place)
  const judged = await watchContext(kept, watchContent, systemClock())
  const [chosen] = choose(await drillTools.readDrills(), [scenario]) as [Drill]
  const calls = placeableCalls(chosen, kept.settings, account, judged, systemClock())
  return { place, memory, ...judged, scenario: chosen, calls, estimated: kept.rater === null }
}

interface Caller extends Pick<TestDrillOrder, 'account' | 'secret' | 'version' | 'transport'> {
  readonly address: string
  readonly port: number
}

const RING_MS = 6000

/** A phone of that account, a socket of its own for each call. */
function caller(wire: Wire, { address, port, account, secret, version, transport }: Caller) {
  const run = randomBytes(6).toString('hex')
  const setup = { address, userAgent: `Ringfence-drill/${version} (run ${run})` }
  const talks: { close(): void }[] = []
  return {
    async place(to: string) {
      const talk = await wire.open(transport, port)
      if (!talk) return { status: null, line: null }
      talks.push(talk)
      const body = inactiveOffer(talk.local)
      const wish = { setup, transport, account, secret, to, body, ringMs: RING_MS }
      const call = await placeOwnCall(wire, talk, wish)
      return 'refused' in call
        ? { status: call.refused?.status ?? null, line: null }
        : { status: call.answer.status, line: call }
    },
    close() {
      for (const talk of talks) talk.close()
    },
  }
}

export interface Noticed {
  readonly alert: Alert
  readonly at: number
}

interface Heard {
  readonly placed: readonly PlacedCall[]
  readonly noticed: Noticed | null
  /** Calls of the account that the site's connections told of. */
  readonly seen: number
}

/** Watches the site as `watch` does while the work goes on; nothing is kept and nothing is contained by it. */
async function withEars(
  opened: Opened,
  { account }: TestDrillOrder,
  { place, memory, context, plan }: Ready,
  stopped: AbortSignal,
  work: (ears: { readonly alerted: AbortSignal }) => Promise<readonly PlacedCall[]>,
): Promise<Heard> {
  const { connections } = await createResponse(opened)
  const ending = new AbortController()
  const alerted = new AbortController()
  const up = new AbortController()
  const heard = { noticed: null as Noticed | null, seen: 0 }
  try {
    const sources = followed(await connections.of(place))
    if (sources.length === 0) throw notFollowed(place.site, 'has no connection that tells of calls')
    const watching = await startWatch(
      {
        context,
        plan,
        sources,
        now: systemClock,
        newId,
        past: () => pastCalls(place, memory, context, systemClock()),
        stored: (ids) => memory.stored(place, ids),
        keep: async () => undefined,
        onNews(news) {
          if (news.type === 'source-back') up.abort()
          if (news.type === 'call-started' && news.now.call.account === account) heard.seen++
          if (news.type !== 'alert' || news.alert.account !== account || alerted.signal.aborted) return
          // As it stands now: reasons are written when they are read.
          heard.noticed = { alert: { ...news.alert }, at: news.at }
          alerted.abort()
        },
        onProblem: () => undefined,
      },
      ending.signal,
    )
    await wait(UP_MS, AbortSignal.any([up.signal, stopped]))
    if (!up.signal.aborted) throw notFollowed(place.site, 'is not told of calls: its connection is not up')
    if (watching.alerts().some((alert) => alert.account === account)) throw standing(account)
    const placed = await work({ alerted: alerted.signal })
    ending.abort()
    await watching.done
    return { placed, ...heard }
  } finally {
    ending.abort()
    await connections.close()
  }
}

const UP_MS = 20_000

const followed = (all: readonly Followed[]) =>
  all.flatMap(({ id, kind, connection: { calls } }) => (calls ? [{ id, kind, calls }] : []))

const notFollowed = (site: string, why: string): DomainError =>
  new DomainError(
    'site-not-followed',
    `The site ${site} ${why}`,
    'Connect the test PBX as a site of its own: ringfence connect asterisk --site … (see ringfence connect --help).',
  )

const standing = (account: string): DomainError =>
  new DomainError(
    'drill-alert-standing',
    `There is an alert on ${account} already, so whether this drill is noticed could not be told`,
    'Use another account, or wait until the alert is over.',
  )

const record = (
  { database }: Opened,
  { customer, site, account, by }: TestDrillOrder,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> =>
  recordAct(
    database.pool,
    { customer, site },
    { actor: by, action, subject: account, at: systemClock(), detail },
  )

const wait = (ms: number, until: AbortSignal): Promise<void> =>
  until.aborted ? Promise.resolve() : sleep(ms, undefined, { signal: until }).catch(() => undefined)
