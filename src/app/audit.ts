import { AuditReport } from '#contract'
import type { PlacedDevice } from '#core/audit'
import { InventoryFile } from '#core/inventory'
import { ageOf, knownAdvisories, reachability } from './advisories.ts'
import {
  type DataOption,
  dataFolder,
  parseYaml,
  readChecks,
  readConfigFiles,
  readText,
  sha1,
} from './compose.ts' // prettier-ignore
import { type AuditInput, audit as auditFiles } from './flows/audit.ts'
import { readGround } from './reach.ts'

export interface AuditCommand extends DataOption {
  readonly paths: readonly string[]
  /** Rules of the firewalls on the way from the Internet, in order. */
  readonly firewall?: readonly string[] | undefined
  /** zones.yaml: what the parts of the network are called, and the firewalls between them. */
  readonly zones?: string | undefined
  /** inventory.yaml: devices and programs with their versions. */
  readonly inventory?: string | undefined
}

/** What is weak in the configuration at these paths, in the firewalls before it, and in the versions of what is there. */
export async function audit({
  paths,
  firewall = [],
  zones,
  inventory,
  data,
}: AuditCommand): Promise<AuditReport> {
  const [checks, files, ground, versions] = await Promise.all([
    readChecks(),
    readConfigFiles(paths),
    firewall.length > 0 || zones !== undefined ? readGround(firewall, zones) : undefined,
    inventory === undefined ? undefined : versionsOf(inventory, { rules: firewall, zones }, { data }),
  ])
  const given = { files, ...(ground ? { ground } : {}), ...(versions ? { versions } : {}) }
  return AuditReport.parse(auditFiles(checks, given, sha1))
}

async function versionsOf(
  file: string,
  ways: { readonly rules: readonly string[]; readonly zones: string | undefined },
  options: DataOption,
): Promise<NonNullable<AuditInput['versions']>> {
  const lines: number[] = []
  const { devices } = parseYaml(await readText(file), InventoryFile, file, (value, { lineOf }) => {
    lines.push(...value.devices.map((_, n) => lineOf(['devices', n])))
    return []
  })
  const bundle = await knownAdvisories(dataFolder(options))
  const reachable = await reachability(devices, ways)
  const placed: PlacedDevice[] = devices.map((device, n) => ({
    device,
    at: {
      file,
      line: lines[n] ?? 1,
      text: `${device.name}: ${device.vendor} ${device.product} ${device.version}`,
    },
    reachable: reachable.get(device.name) ?? null,
  }))
  return { devices: placed, bundle, ageDays: ageOf(bundle) }
}
