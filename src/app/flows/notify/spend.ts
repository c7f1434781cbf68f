import type { Place } from '#core/incidents'
import { type Money, moneyText } from '#core/kernel'
import type { Facts, NoticeCase } from '#core/notices'
import { newCase, openFolder } from './draft.ts'
import type { NotifyPorts } from './ports.ts'
import { letters } from './tell.ts'

const BY = 'system:spend'

/** How the spend of a month stands to its budget. */
export interface Overspend {
  readonly state: 'none' | 'within' | 'heading-over' | 'over'
  readonly month: string
  readonly spent: Money
  readonly forecast: Money | null
  readonly budget: Money | null
  readonly unpriced: number
}

/** Tells whoever pays and whoever looks after the telephones that the month passes its budget, or will: each once, anew for another budget. */
export async function tellSpend(ports: NotifyPorts, place: Place, news: Overspend): Promise<void> {
  const { state, budget, month } = news
  if (budget === null || state === 'none' || state === 'within') return
  const { plan } = await ports.store.plan(place)
  const contacts = (plan?.contacts ?? []).filter(({ stakeholder }) => CONCERNED.has(stakeholder))
  if (contacts.length === 0) return
  const now = ports.now()
  const id = `spend-${month}`
  const [folder, sent] = await Promise.all([
    openFolder(ports, place, id, factsOf(place, id, news, now)),
    ports.store.list(place, id),
  ])
  const known = new Set(sent.map(({ key }) => key))
  const round = `${state}-${budget.micros}${budget.currency}`
  const queued = letters(ports, folder, contacts, 'spend', round, BY, noteOf(news, budget)).filter(
    ({ notice }) => !known.has(notice.key),
  )
  if (queued.length === 0) return
  // Closed from the beginning: nothing goes on that anybody must acknowledge.
  const kept: NoticeCase = { ...(folder.kept ?? newCase(folder, now)), closedAt: now }
  await ports.store.step(kept, queued, [])
}

const CONCERNED: ReadonlySet<string> = new Set(['finance', 'it-leadership', 'managed-it'])

function noteOf({ state, spent, forecast, month, unpriced }: Overspend, budget: Money): string {
  return [
    state === 'over'
      ? `The calls of ${month} have cost ${moneyText(spent)}: more than the budget of ${moneyText(budget)}.`
      : `The calls of ${month} have cost ${moneyText(spent)} so far, and will go over the budget of ${moneyText(budget)}.`,
    ...(forecast === null ? [] : [`Expected by the end of the month: ${moneyText(forecast)}.`]),
    ...(unpriced > 0 ? [`${unpriced} calls that no rate covers are not in it.`] : []),
  ].join('\n')
}

const factsOf = (place: Place, incident: string, { state }: Overspend, now: number): Facts => ({
  ...place,
  incident,
  title: state === 'over' ? 'The phone budget is passed' : 'The phone budget will be passed',
  kind: 'other',
  severity: state === 'over' ? 'high' : 'medium',
  began: now,
  noticed: now,
  ended: now,
  accounts: [],
  lost: null,
  perMinute: null,
  data: [],
  parts: {},
})
