import { againstTarget, modelKey } from '#core/advisories'

/** The firmware a model is to be brought to. */
interface Target {
  readonly vendor: string
  readonly product: string
  readonly version: string
  /** Last day, ISO 8601; null: none. */
  readonly due: string | null
}

interface Progress {
  readonly devices: number
  readonly reached: number
  readonly below: number
  /** Devices whose version cannot be compared: never counted as reached. */
  readonly unknown: number
  /** The last day is past, and not every device was seen to have reached it. */
  readonly overdue: boolean
}

interface Seen {
  readonly vendor: string
  readonly product: string
  readonly version: string
}

/** Each target with how far the devices of its model are. `today`: ISO 8601; the last day itself is in time. */
export function campaignOf<T extends Target>(
  targets: readonly T[],
  seen: readonly Seen[],
  today: string,
): (T & Progress)[] {
  const models = new Map<string, Seen[]>()
  for (const device of seen) {
    if (device.vendor === '') continue
    const model = modelKey(device)
    const same = models.get(model)
    if (same) same.push(device)
    else models.set(model, [device])
  }
  return targets.map((target) => ({
    ...target,
    ...progressOf(target, models.get(modelKey(target)) ?? [], today),
  }))
}

function progressOf({ version, due }: Target, devices: readonly Seen[], today: string): Progress {
  const standings = devices.map((device) => againstTarget(device, version))
  const count = (wanted: (typeof standings)[number]): number =>
    standings.filter((standing) => standing === wanted).length
  const reached = count('reached')
  return {
    devices: devices.length,
    reached,
    below: count('below'),
    unknown: count('unknown'),
    overdue: due !== null && due < today && reached < devices.length,
  }
}

const DAY = 86_400_000

/** The last reminder of a target whose day nears that was reached: a week before, a day before, once it is past. Days in ISO 8601. */
export function reminderOfTarget(due: string, today: string): 'week' | 'day' | 'over' | null {
  const left = (Date.parse(due) - Date.parse(today)) / DAY
  if (left < 0) return 'over'
  if (left <= 1) return 'day'
  return left <= 7 ? 'week' : null
}
