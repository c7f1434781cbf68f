import { type AdvisoryBundle, matchAdvisories, supportEnds } from '#core/advisories'
import { claimOf, type Device, type Origin, type Program, type Registered } from '#core/inventory'
import type { Ground } from '#core/reach'
import { reachability } from './advisories.ts'
import type { AuditedDevice } from './audit-request.ts'

const MOST_DEVICES = 5000
const MOST_ADVISORIES = 50

interface Found {
  /** inventory.yaml. */
  readonly listed: readonly { readonly device: Device; readonly at: Origin }[]
  /** Programs the configuration names. */
  readonly programs: readonly Program[]
  readonly registered: readonly Registered[]
}

/** The devices of inventory.yaml, programs that an advisory is about, then devices that registered. */
export function devicesFound(
  { listed, programs, registered }: Found,
  ground: Ground | null,
  bundle: AdvisoryBundle,
): AuditedDevice[] {
  const named = listed.map(({ device }) => ({ device, from: 'inventory' as const, userAgent: '' }))
  const claimed = registered.map((each) => ({
    device: deviceOf(each),
    from: 'registration' as const,
    userAgent: each.userAgent,
  }))
  const told = programs
    .filter(({ device }) => adviceOf(device, bundle).listed)
    .map(({ device }) => ({ device, from: 'configuration' as const, userAgent: '' }))
  const all = [...named, ...told, ...claimed].slice(0, MOST_DEVICES)
  const reachable = reachability(
    all.map(({ device }) => device),
    ground,
  )
  // A fleet has few models: each is looked up once.
  const known = new Map<string, Pick<AuditedDevice, 'advisories' | 'listed' | 'undecided'>>()
  return all.map(({ device, from, userAgent }) => {
    const { name, vendor, product, version, address = '' } = device
    const key = JSON.stringify([vendor, product, version])
    const about = known.get(key) ?? adviceOf(device, bundle)
    known.set(key, about)
    return {
      name,
      vendor,
      product,
      version,
      address,
      from,
      userAgent,
      reachable: reachable.get(name) ?? null,
      supportEnds: supportEnds(device, bundle),
      ...about,
    }
  })
}

function deviceOf({ account, address, userAgent }: Registered): Device {
  const { vendor, product, version } = claimOf(userAgent) ?? { vendor: '', product: '', version: '' }
  return { name: account, vendor, product, version, ...(address === '' ? {} : { address }) }
}

function adviceOf(
  device: Device,
  { advisories }: AdvisoryBundle,
): Pick<AuditedDevice, 'advisories' | 'listed' | 'undecided'> {
  if (device.vendor === '' || device.version === '') return { advisories: [], listed: false, undecided: 0 }
  const { matches, unknown, unlisted } = matchAdvisories([device], advisories)
  return {
    advisories: matches
      .slice(0, MOST_ADVISORIES)
      .map(({ id, summary, severity, knownExploited, fixedIn }) => ({
        id,
        summary,
        severity,
        knownExploited,
        fixedIn,
      })),
    listed: unlisted.length === 0,
    undecided: unknown.length,
  }
}
