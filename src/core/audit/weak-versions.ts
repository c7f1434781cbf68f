import { type AdvisoryBundle, matchAdvisories, supportEnds } from '#core/advisories'
import type { Device, Fact, Origin, Resource } from '#core/inventory'

/** A device, where the inventory names it, and whether it can be reached from outside; null when nobody can tell. */
export interface PlacedDevice {
  readonly device: Device
  readonly at: Origin
  readonly reachable: boolean | null
}

const DAY = 86_400_000
const MODULE = /^freepbx\s+\S|^freepbx$/i
const PBX =
  /asterisk|freepbx|freeswitch|kamailio|opensips|3cx|fusionpbx|issabel|elastix|\bpbx|ucm\d|unified communications manager|call ?manager|mivoice|ip office/i

/** What the advisories say of each device: a resource for each, and one for the advisories' own age. */
export function findWeakVersions(
  placed: readonly PlacedDevice[],
  bundle: AdvisoryBundle,
  ageDays: number,
): Resource[] {
  const at: Origin = placed[0]?.at ?? { file: '', line: 1, text: '' }
  const age = resource('advisory-data', bundle.title, { ...at, line: 1, text: '' }, { ageDays })
  const today = new Date(Date.parse(bundle.date) + ageDays * DAY).toISOString().slice(0, 10)
  return [
    ...placed.map((each) => deviceOf(each, bundle)),
    ...supportOf(placed, bundle, today),
    ...fleetOf(placed),
    age,
  ]
}

/**
 * What is beyond its support. Where nothing is, it is said only when the last day of everything is known: else a resource that
 * does not tell, so that a person is asked.
 */
function supportOf(placed: readonly PlacedDevice[], bundle: AdvisoryBundle, today: string): Resource[] {
  const known = placed.map(({ device, at }) => ({ device, at, ends: supportEnds(device, bundle) }))
  const told = known.flatMap(({ device, at, ends }) =>
    ends === null ? [] : [resource('support', nameOf(device), at, { ends, pastSupport: ends < today })],
  )
  const past = told.filter(({ facts }) => facts.get('pastSupport')?.value === true)
  if (past.length > 0) return past
  const [unknown] = known.filter(({ ends }) => ends === null)
  return unknown ? [resource('support', nameOf(unknown.device), unknown.at, {})] : told
}

/** Phones of one model: how many firmware versions they have. */
function fleetOf(placed: readonly PlacedDevice[]): Resource[] {
  const models = new Map<string, PlacedDevice[]>()
  for (const each of placed) {
    const { vendor, product } = each.device
    if (kindOf(each.device) !== 'phone') continue
    const key = `${vendor} ${product}`
    models.set(key, [...(models.get(key) ?? []), each])
  }
  return [...models].flatMap(([model, devices]) => {
    const [first] = devices
    const versions = [...new Set(devices.map(({ device }) => device.version))].sort()
    return first
      ? [resource('fleet', model, first.at, { devices: devices.length, versions, count: versions.length })]
      : []
  })
}

const nameOf = ({ name, product, version }: Device): string => `${name} (${product} ${version})`

function deviceOf({ device, at, reachable }: PlacedDevice, bundle: AdvisoryBundle): Resource {
  const { matches, unlisted, unknown } = matchAdvisories([device], bundle.advisories)
  const exploited = matches.filter(({ knownExploited }) => knownExploited)
  const [worst] = matches
  const decided = matches.length > 0 || (unlisted.length === 0 && unknown.length === 0)
  return resource('device', nameOf(device), at, {
    kind: kindOf(device),
    ...(decided ? { affected: matches.length > 0, knownExploited: exploited.length > 0 } : {}),
    advisories: matches.slice(0, 5).map(({ id }) => id),
    score: Math.max(0, ...matches.map(({ score }) => score ?? 0)),
    fixedIn: matches.map(({ fixedIn }) => fixedIn).find((version) => version !== null) ?? 'a later version',
    summary: worst?.summary ?? '',
    ...(reachable === null ? {} : { reachable }),
  })
}

function kindOf({ vendor, product }: Device): 'module' | 'pbx' | 'phone' {
  if (MODULE.test(product) || (/freepbx/i.test(vendor) && !PBX.test(product))) return 'module'
  return PBX.test(`${vendor} ${product}`) ? 'pbx' : 'phone'
}

function resource(
  type: Resource['type'],
  name: string,
  at: Origin,
  facts: Readonly<Record<string, Fact['value']>>,
): Resource {
  return {
    type,
    name,
    at,
    facts: new Map(Object.entries(facts).map(([fact, value]) => [fact, { value, at }])),
  }
}
