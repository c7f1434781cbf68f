import {
  type CallBatch,
  directionOf,
  directions,
  entries,
  entryOf,
  isInternational,
  isInvalid,
  isTollFreeCalled,
  kindOf,
  type Names,
  type SecurityEvent,
} from '#core/calls' // prettier-ignore
import {
  type AccountBaseline,
  accountBaseline,
  type Baseline,
  forgetOldest,
  isFamiliarCell,
  isFamiliarNumber,
  isNewForSite,
  missedShare,
  noteOdd,
  practise,
  practiseCell,
  practiseNumber,
  practiseSiteNumber,
  usualOdd,
} from './baseline.ts' // prettier-ignore
import type { Context } from './context.ts'
import { featureCount, MEASURES, slotOf as S } from './features.ts'
import { type DestinationTable, destinationTable } from './places.ts'
import { isPrivate, type Sources } from './sources.ts'
import { tailOf } from './tail.ts'

const INBOUND = directions.indexOf('inbound')
const INTERNAL = directions.indexOf('internal')
const THROUGH = directions.indexOf('through')
const FORWARD = entries.indexOf('forward')
const VOICEMAIL = entries.indexOf('voicemail')
const DISA = entries.indexOf('disa')
const EXTERNAL = 0
const MAX_PINGS = 200_000
const BREAK_IN_MEMORY = 14 * 86_400_000
const NEW_PLACE_MEMORY = 3 * 86_400_000

/** Turns events into rows of features against the baseline, and lets the baseline learn from them afterwards. */
export interface Observer {
  readonly row: Float64Array
  /** Fills `row`; returns the account's baseline. */
  call(batch: CallBatch, i: number): AccountBaseline
  /** Lets the baseline learn from the call just observed. */
  learn(batch: CallBatch, i: number, account: AccountBaseline): void
  signIn(event: SecurityEvent): void
}

export function createObserver(context: Context, baseline: Baseline, sources: Sources): Observer {
  const row = new Float64Array(featureCount + MEASURES)
  const places = destinationTable(context)
  const clock = { minute: Number.NaN, day: 0, hour: 0, closed: 0 }
  /** Calls come in order of time, and what the wall clock says is the same for a minute. */
  const look = (at: number): typeof clock => {
    const minute = Math.floor(at / 60_000)
    if (minute !== clock.minute) {
      clock.minute = minute
      clock.day = context.zone.dayOf(at)
      clock.hour = context.zone.hourOfWeek(at)
      clock.closed = context.isOpen(at) ? 0 : 1
    }
    return clock
  }
  return {
    row,
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the hot path, kept in one piece; as it stands it takes 2 % of the ticks of a 1 M-row run (node --prof)
    call(batch, i) {
      row.fill(0, 0, featureCount)
      const at = batch.startedAt[i] as number
      const { day, hour, closed } = look(at)
      if (Number.isNaN(baseline.firstDay)) baseline.firstDay = day
      const account = accountBaseline(baseline, batch.account[i] as number, day)
      const direction = directionOf(batch, i)
      row[S.call] = 1
      identities(row, batch, i, context.names)
      row[S.history] = day - baseline.firstDay
      row[S.accountdays] = day - account.firstDay
      row[S.hour] = hour
      row[S.closed] = closed
      if (direction === INTERNAL) row[S.internal] = 1
      else if (direction === INBOUND) {
        row[S.inbound] = 1
        row[S.crowd] = crowd(baseline.crowd, day, at)
      } else {
        row[S.out] = 1
        row[S.through] = direction === THROUGH ? 1 : 0
        const entry = entryOf(batch, i)
        row[S.forward] = entry === FORWARD ? 1 : 0
        row[S.voicemail] = entry === VOICEMAIL ? 1 : 0
        row[S.disa] = entry === DISA ? 1 : 0
      }
      if (kindOf(batch, i) === EXTERNAL) {
        place(row, batch, i, places, context)
        if (row[S.out] === 1) {
          price(row, at, context)
          row[S.usual] = usual(baseline, account, hour, day)
          if (row[S.toll] === 1) familiarity(row, baseline, account, day, at)
        }
      }
      return account
    },
    learn(batch, i, account) {
      const at = batch.startedAt[i] as number
      const { day } = look(at)
      account.calls++
      account.lastDay = day
      if (row[S.out] === 1 && row[S.external] === 1) learnOut(row, baseline, account, day, at)
      else if (row[S.inbound] === 1 && row[S.toll] === 1) learnIn(row, baseline, day, at)
    },
    signIn: (event) => signIn(row, event, context, baseline, sources),
  }
}

function identities(row: Float64Array, batch: CallBatch, i: number, names: Names): void {
  const seconds = batch.billable[i] as number
  const ring = batch.ring[i] as number
  const duration = batch.duration[i] as number
  row[S.account] = batch.account[i] as number
  row[S.source] = batch.source[i] as number
  row[S.number] = batch.peer[i] as number
  row[S.block] = Math.floor((batch.peer[i] as number) / 10_000)
  row[S.hundred] = Math.floor((batch.peer[i] as number) / 100)
  row[S.from] = batch.from[i] as number
  row[S.called] = batch.dialled[i] as number
  row[S.dialled] = batch.dialled[i] as number
  row[S.tail] = tailOf(batch.dialled[i] as number, names)
  row[S.seconds] = seconds
  row[S.answered] = seconds > 0 || ring >= 0 ? 1 : 0
  row[S.ring] = ring >= 0 ? ring : Math.max(0, duration)
  row[S.end] = duration < 0 ? Number.POSITIVE_INFINITY : (batch.startedAt[i] as number) + duration * 1000
  row[S.over] = duration < 0 ? 0 : 1
  row[S.calledtollfree] = isTollFreeCalled(batch, i) ? 1 : 0
}

function place(
  row: Float64Array,
  batch: CallBatch,
  i: number,
  places: DestinationTable,
  context: Context,
): void {
  const d = batch.destination[i] as number
  row[S.external] = 1
  row[S.international] = isInternational(batch, i) ? 1 : 0
  row[S.invalid] = isInvalid(batch, i) ? 1 : 0
  row[S.premium] = places.premium[d] as number
  row[S.lookalike] = places.lookalike[d] as number
  row[S.rural] = places.rural[d] as number
  row[S.satellite] = places.satellite[d] as number
  row[S.tollfree] = places.tollFree[d] as number
  row[S.risk] =
    row[S.international] === 1 || (places.special[d] as number) === 1 ? (places.risk[d] as number) : 0
  row[S.cell] = places.cell[d] as number
  row[S.country] = places.country[d] as number
  row[S.toll] =
    row[S.tollfree] === 0 && (row[S.international] === 1 || (places.special[d] as number) === 1) ? 1 : 0
  row[S.known] =
    row[S.toll] === 1 && context.known.length > 0 && isKnown(row[S.number] as number, context.known) ? 1 : 0
}

function isKnown(number: number, known: readonly string[]): boolean {
  const digits = String(number)
  return known.some((prefix) => digits.startsWith(prefix))
}

function price(row: Float64Array, at: number, { rater }: Context): void {
  const number = row[S.number] as number
  const index = number === 0 ? -1 : rater.find(number, at)
  if (index < 0) return
  row[S.cost] = rater.cost(index, row[S.seconds] as number) / 1e6
  row[S.perminute] = rater.cost(index, 60) / 1e6
}

function familiarity(
  row: Float64Array,
  baseline: Baseline,
  account: AccountBaseline,
  day: number,
  at: number,
): void {
  const number = row[S.number] as number
  const cell = row[S.cell] as number
  const known =
    isFamiliarNumber(account.numbers?.get(number), day) ||
    isFamiliarNumber(baseline.siteNumbers.get(number), day)
  row[S.newnumber] = known ? 0 : 1
  row[S.newcell] = isFamiliarCell(account.cells?.get(cell), day) ? 0 : 1
  row[S.newforsite] = isNewForSite(baseline.siteCells.get(cell), day) ? 1 : 0
  row[S.strange] = !known && row[S.newcell] === 1 && row[S.known] === 0 ? 1 : 0
  row[S.redial] = Math.min(1e9, Math.max(0, (at - account.lastEnd) / 1000))
  row[S.hostile] = at - account.brokenIntoAt <= BREAK_IN_MEMORY ? 1 : 0
  row[S.newplace] = at - account.newPlaceAt <= NEW_PLACE_MEMORY ? 1 : 0
  const odd = usualOdd(account, day)
  row[S.oddcost] = odd.cost
  row[S.oddrisky] = odd.risky
  row[S.misses] = missedShare(baseline)
  const ping = baseline.pings.get(number)
  row[S.pinged] = ping !== undefined && at - ping <= 86_400_000 ? 1 : 0
}

/** The busiest five minutes of incoming calls on an ordinary day so far, at least 4: mean of the daily peaks, newest counting most. */
function crowd(c: Baseline['crowd'], day: number, at: number): number {
  const slot = Math.floor(at / 300_000)
  if (day !== c.day) {
    if (!Number.isNaN(c.day))
      c.usual = c.usual === 0 ? c.peak : c.usual + 0.3 * (Math.min(c.peak, 3 * c.usual) - c.usual)
    c.day = day
    c.peak = 0
  }
  if (slot !== c.slot) {
    c.slot = slot
    c.count = 0
  }
  c.count++
  if (c.count > c.peak) c.peak = c.count
  return Math.max(4, c.usual)
}

/** Expected calls of this account in this hour of the week: its own average, shrunk towards its peers' by two weeks. */
function usual(baseline: Baseline, account: AccountBaseline, hour: number, day: number): number {
  const weeks = Math.max(1, (day - baseline.firstDay + 1) / 7)
  const peers = (baseline.siteHours[hour] as number) / weeks / Math.max(1, baseline.accounts.size)
  const own = account.hours ? (account.hours[hour] as number) : 0
  return (own + 2 * peers) / (weeks + 2)
}

function learnOut(
  row: Float64Array,
  baseline: Baseline,
  account: AccountBaseline,
  day: number,
  at: number,
): void {
  if (row[S.toll] === 1)
    account.lastEnd = row[S.end] === Number.POSITIVE_INFINITY ? at : (row[S.end] as number)
  if (account.suspicious) return
  baseline.tries.calls++
  if (row[S.answered] === 0) baseline.tries.unanswered++
  if (row[S.strange] === 1) noteOdd(account, day, row[S.cost] as number, row[S.risk] === 2)
  const hour = row[S.hour] as number
  baseline.siteHours[hour] = (baseline.siteHours[hour] as number) + 1
  if (account.hours === null && account.calls >= 30) account.hours = new Uint16Array(168)
  if (account.hours) account.hours[hour] = (account.hours[hour] as number) + 1
  if (row[S.toll] === 0 || row[S.answered] === 0) return
  practiseNumber(account, row[S.number] as number, day)
  practiseCell(account, row[S.cell] as number, day)
  practiseSiteNumber(baseline, row[S.number] as number, day)
  practise(baseline.siteCells, row[S.cell] as number, day, 4000)
}

function learnIn(row: Float64Array, baseline: Baseline, day: number, at: number): void {
  const number = row[S.number] as number
  if (number === 0) return
  if ((row[S.seconds] as number) >= 10) practiseSiteNumber(baseline, number, day)
  else if ((row[S.ring] as number) <= 4) {
    if (baseline.pings.size >= MAX_PINGS) forgetOldest(baseline.pings, MAX_PINGS / 10)
    baseline.pings.set(number, at)
  }
}

function signIn(
  row: Float64Array,
  event: SecurityEvent,
  context: Context,
  baseline: Baseline,
  sources: Sources,
): void {
  const { source, newPlace, guessed } = sources.note(event)
  const day = context.zone.dayOf(event.at)
  if (Number.isNaN(baseline.firstDay)) baseline.firstDay = day
  const admin = event.kind.startsWith('admin')
  const failed = /failed|unknown|refused/.test(event.kind)
  row.fill(0, 0, featureCount)
  row[S.signin] = 1
  row[S.failed] = Number(failed)
  row[S.admin] = Number(admin)
  row[S.private] = Number(isPrivate(event.sourceIp))
  row[S.newplace] = Number(newPlace)
  row[S.guessed] = Number(guessed)
  row[S.failures] = source.run
  row[S.unknownaccount] = Number(event.kind === 'unknown-account' || event.account === '')
  row[S.full] = Number(event.kind === 'contacts-full')
  row[S.account] = context.names.of(event.account)
  row[S.source] = context.names.of(event.sourceIp)
  row[S.hour] = context.zone.hourOfWeek(event.at)
  row[S.closed] = Number(!context.isOpen(event.at))
  row[S.history] = day - baseline.firstDay
  row[S.end] = event.at
  const account = failed || admin ? undefined : baseline.accounts.get(row[S.account] as number)
  if (account && guessed) account.brokenIntoAt = event.at
  if (account && newPlace && row[S.private] === 0) account.newPlaceAt = event.at
}
