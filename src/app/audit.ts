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
import { readFirewalls } from './reach.ts'

export interface AuditCommand extends DataOption {
  readonly paths: readonly string[]
  /** Rules of the firewalls on the way from the Internet, in order. */
  readonly firewall?: readonly string[] | undefined
  /** inventory.yaml: devices and programs with their versions. */
  readonly inventory?: string | undefined
}

/** What is weak in the configuration at these paths, in the firewalls before it, and in the versions of what is there. */
export async function audit({ paths, firewall = [], inventory, data }: AuditCommand): Promise<AuditReport> {
  const [checks, files, firewalls, versions] = await Promise.all([
    readChecks(),
    readConfigFiles(paths),
    readFirewalls(firewall),
    inventory === undefined ? undefined : versionsOf(inventory, firewall, { data }),
  ])
  return AuditReport.parse(auditFiles(checks, { files, firewalls, ...(versions ? { versions } : {}) }, sha1))
}

async function versionsOf(
  file: string,
  rules: readonly string[],
  options: DataOption,
): Promise<NonNullable<AuditInput['versions']>> {
  const lines: number[] = []
  const { devices } = parseYaml(await readText(file), InventoryFile, file, (value, { lineOf }) => {
    lines.push(...value.devices.map((_, n) => lineOf(['devices', n])))
    return []
  })
  const bundle = await knownAdvisories(dataFolder(options))
  const reachable = await reachability(devices, { rules })
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
