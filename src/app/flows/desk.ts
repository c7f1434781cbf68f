import { type Alert, isNews } from './live-alerts.ts'

/** An attack that has been quiet for so long is over; the next one is another incident. */
const QUIET_MS = 3_600_000

export interface Desk {
  idOf(subject: string, kind: string): { id: string; incident: string }
  put(alerts: readonly Alert[], at: number): void
  alerts(): readonly Alert[]
}

/** Remembers what people were told, so that they hear of each thing once. */
export function createDesk(
  newId: () => string,
  now: () => number,
  onNews: (alert: Alert, update: boolean, at: number) => void,
): Desk {
  const ids = new Map<string, string>()
  const told = new Map<string, Alert>()
  let incident = ''
  let lastAt = Number.NEGATIVE_INFINITY
  let current: readonly Alert[] = []
  return {
    alerts: () => current,
    idOf(subject) {
      if (incident === '' || now() - lastAt > QUIET_MS) {
        incident = newId()
        ids.clear()
        told.clear()
      }
      lastAt = now()
      const id = ids.get(subject) ?? newId()
      ids.set(subject, id)
      return { id, incident }
    },
    put(alerts, at) {
      const known = new Set(current)
      current = alerts
      for (const alert of alerts) {
        if (known.has(alert)) continue
        const before = told.get(alert.id)
        if (!isNews(alert, before)) continue
        told.set(alert.id, alert)
        onNews(alert, before !== undefined, at)
      }
    },
  }
}
