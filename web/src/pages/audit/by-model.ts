import type { AuditedDevices } from '#contract'

type Device = AuditedDevices['devices'][number]

/** Devices of one model. */
export interface Model {
  readonly name: string
  readonly vendor: string
  readonly product: string
  readonly devices: number
  /** Firmware with how many have it, the most first. */
  readonly versions: readonly (readonly [version: string, count: number])[]
  /** Devices whose version an advisory names, and of them those that intruders use. */
  readonly weak: number
  readonly exploited: number
  /** What a device has to be brought to, those that most devices need first. */
  readonly fixedIn: readonly string[]
  /** The earliest last day of support, ISO 8601; null: not known. */
  readonly supportEnds: string | null
}

/** A model as people name it. */
export const modelName = ({ vendor, product }: Pick<Model, 'vendor' | 'product'>): string =>
  `${vendor} ${product}`.trim()

/** The fleet by model: what is weak first, then what there is most of. What does not say what it is, is no model. */
export function fleetOf(devices: readonly Device[]): Model[] {
  const groups = new Map<string, Device[]>()
  for (const device of devices) {
    if (device.vendor === '') continue
    const name = modelName(device)
    groups.set(name, [...(groups.get(name) ?? []), device])
  }
  return [...groups]
    .map(modelOf)
    .sort((a, b) => b.exploited - a.exploited || b.weak - a.weak || b.devices - a.devices)
}

function modelOf([name, devices]: readonly [string, readonly Device[]]): Model {
  const { vendor = '', product = '' } = devices[0] ?? {}
  const advised = devices.filter(({ advisories }) => advisories.length > 0)
  const ends = devices.flatMap(({ supportEnds }) => supportEnds ?? []).sort()
  return {
    name,
    vendor,
    product,
    devices: devices.length,
    versions: counted(devices.map(({ version }) => version)),
    weak: advised.length,
    exploited: advised.filter(({ advisories }) => advisories.some((each) => each.knownExploited)).length,
    // A device is out of it with the highest version that any of its advisories asks for.
    fixedIn: counted(advised.flatMap(highestFix)).map(([version]) => version),
    supportEnds: ends[0] ?? null,
  }
}

const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

const highestFix = ({ advisories }: Device): string[] =>
  advisories
    .flatMap(({ fixedIn }) => fixedIn ?? [])
    .sort(inOrder)
    .slice(-1)

function counted(texts: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || inOrder(a[0], b[0]))
}
