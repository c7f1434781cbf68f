import type { DataOf, EntryData } from '#core/handling'
import type { Place } from '#core/incidents'
import { change } from './change.ts'
import { open, openedBy } from './open.ts'
import type { HandlePorts } from './ports.ts'

type AlertEntry = DataOf<'alert'>
/** An alert as the watcher tells it. */
export type AlertWord = Omit<AlertEntry, 'kind'>

/** So sure that it is called a breach, and opens an incident by itself. */
const BREACH = 80
const WATCHER = 'system:watch'

/**
 * Takes an alert into the incident that is being handled at the site; a sure one opens an incident where there is none.
 * Whatever goes on at one site at one time is handled together. Calls that begin anew open what was thought contained.
 */
export async function takeAlert(place: Place, alert: AlertWord, ports: HandlePorts): Promise<void> {
  const entry: AlertEntry = { kind: 'alert', ...alert }
  const current = await ports.store.current(place)
  if (current === null) {
    if (alert.score < BREACH) return
    await openByAlert(place, entry, ports)
    return
  }
  await change(place, current, WATCHER, ports, ({ incident, standing }) => {
    const alerts = new Map([...standing.alerts, [alert.alert, alert] as const])
    const sums = [...alerts.values()].filter(({ currency }) => currency === alert.currency)
    const lost = sums.reduce((sum, { lostMicros }) => sum + lostMicros, 0)
    const again = alert.running > 0 && standing.state !== 'open'
    return {
      entries: [
        entry,
        ...(again
          ? [{ kind: 'state' as const, to: 'open' as const, why: 'Bad calls are being placed again.' }]
          : []),
      ],
      incident: {
        ...(again ? { ended: null } : {}),
        ...(incident.kind === 'other' ? { kind: alert.of } : {}),
        accounts: [...new Set([...incident.accounts, ...(alert.account === '' ? [] : [alert.account])])],
        // What an investigation priced stays; live sums are all there is otherwise.
        ...(incident.investigation === null ? { exposure: { micros: lost, currency: alert.currency } } : {}),
      },
    }
  })
}

async function openByAlert(place: Place, alert: AlertEntry, ports: HandlePorts): Promise<void> {
  const who = alert.account === '' ? 'the site' : `account ${alert.account}`
  const incident = {
    ...place,
    // What people are told of it goes by the same name.
    id: alert.incident,
    investigation: null,
    title: `Bad calls of ${who}`,
    kind: alert.of,
    began: alert.began,
    ended: null,
    accounts: alert.account === '' ? [] : [alert.account],
    exposure: { micros: alert.lostMicros, currency: alert.currency },
  }
  const opened = openedBy('alert', alert.reasons[0] ?? '', await ports.posture(place))
  if (await open(incident, [opened, { kind: 'severity', to: 'critical' }, alert], WATCHER, ports)) return
  // It was closed, and the same attack goes on.
  const again: EntryData = { kind: 'state', to: 'open', why: 'Bad calls are being placed again.' }
  await change(place, alert.incident, WATCHER, ports, ({ standing }) => ({
    entries: standing.state === 'closed' && alert.running > 0 ? [again, alert] : [alert],
  }))
}
