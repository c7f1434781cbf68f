import { AuditReport } from '#contract'
import type { AdvisoryBundle } from '#core/advisories'
import {
  AttestationFile,
  type CheckSource,
  type Finding,
  type PlacedDevice,
  requirementsByCheck,
  toOcsf,
  toSarif,
} from '#core/audit'
import { type Device, InventoryFile, type Origin } from '#core/inventory'
import type { Ground } from '#core/reach'
import { reachability } from './advisories.ts'
import { assessmentOf } from './assessment.ts'
import {
  type DataOption,
  dataFolder,
  parseYaml,
  readChecks,
  readConfigFiles,
  readFrameworks,
  readText,
  readYaml,
  renderHtml,
  renderPdf,
  sha1,
  systemClock,
} from './compose.ts' // prettier-ignore
import { ageOf, knownAdvisories } from './compose-advisories.ts'
import { readSite } from './compose-live.ts'
import { drillCommand } from './drill-command.ts'
import { type AuditInput, audit as auditFiles } from './flows/audit.ts'
import { readGround } from './reach.ts'

export interface AuditCommand extends DataOption {
  readonly paths: readonly string[]
  /** Rules of the firewalls on the way from the Internet, in order. */
  readonly firewall?: readonly string[] | undefined
  /** zones.yaml: what the parts of the network are called, and the firewalls between them. */
  readonly zones?: string | undefined
  /** site.yaml and rate deck: what attacks would cost there, for the assessment. */
  readonly site?: string | undefined
  readonly rates?: string | undefined
  /** attestations.yaml: answers to checks that only a person can give. */
  readonly attestations?: string | undefined
  /** inventory.yaml: devices and programs with their versions. */
  readonly inventory?: string | undefined
}

export interface AuditOutcome {
  readonly report: AuditReport
  /** The same findings for other tools. */
  sarif(version: string): object
  ocsf(version: string): object[]
  /** The assessment that somebody can be handed: HTML, PDF, and the report as JSON. */
  assessment(version: string): Promise<{ readonly name: string; readonly content: string | Uint8Array }[]>
}

/** What is weak in the configuration at these paths, in the firewalls before it, and in the versions of what is there. */
export async function audit(command: AuditCommand): Promise<AuditOutcome> {
  const { paths, firewall = [], zones, inventory, attestations, data } = command
  const [checks, frameworks, files, ground, answers] = await Promise.all([
    readChecks(),
    readFrameworks(),
    readConfigFiles(paths),
    firewall.length > 0 || zones !== undefined ? readGround(firewall, zones) : null,
    attestations === undefined ? undefined : readYaml(attestations, AttestationFile),
  ])
  const listed = inventory === undefined ? [] : devicesIn(await readText(inventory), inventory)
  const versions = versionsOf(listed, ground, await knownAdvisories(dataFolder({ data })))
  const now = systemClock()
  const given = {
    files,
    ...(ground ? { ground } : {}),
    versions,
    ...(answers ? { attested: { answers: answers.attestations, now } } : {}),
  }
  const audited = auditFiles(checks, given, sha1)
  const requirements = requirementsByCheck(frameworks)
  const met = (finding: Finding): string[] =>
    (requirements.get(finding.check) ?? []).map(({ framework, id }) => `${framework} ${id}`)
  const report = AuditReport.parse({
    ...audited,
    findings: audited.findings.map((finding) => ({ ...finding, requirements: met(finding) })),
  })
  return {
    report,
    sarif: (version) => toSarif(audited.findings, requirements, { name: 'Ringfence', version }),
    assessment: (version) =>
      assess(command, { checks, findings: audited.findings, report, madeAt: now, version }),
    ocsf: (version) => toOcsf(audited.findings, requirements, { name: 'Ringfence', version }, now),
  }
}

interface Assessed {
  readonly checks: readonly CheckSource[]
  readonly findings: readonly Finding[]
  readonly report: AuditReport
  readonly madeAt: number
  readonly version: string
}

async function assess(
  { site, rates, data }: AuditCommand,
  { checks, findings, report, madeAt, version }: Assessed,
): Promise<{ name: string; content: string | Uint8Array }[]> {
  const settings = site === undefined ? null : await readSite(site)
  const drilled =
    site === undefined || settings === null
      ? null
      : {
          settings,
          report: await drillCommand({ scenarios: [], customer: 'default', site, rates, data }),
        }
  const document = assessmentOf(
    { site: settings?.name ?? 'Telephone system', report, toMend: findings, checks, targets: [], drilled },
    { madeAt, madeBy: `Ringfence ${version}` },
  )
  return [
    { name: 'assessment.html', content: renderHtml(document) },
    { name: 'assessment.pdf', content: await renderPdf(document) },
    { name: 'audit.json', content: `${JSON.stringify(report, null, 2)}\n` },
  ]
}

/** The devices of an inventory.yaml, each with its line. */
export function devicesIn(text: string, file: string): { readonly device: Device; readonly at: Origin }[] {
  const lines: number[] = []
  const { devices } = parseYaml(text, InventoryFile, file, (value, { lineOf }) => {
    lines.push(...value.devices.map((_, n) => lineOf(['devices', n])))
    return []
  })
  return devices.map((device, n) => ({
    device,
    at: {
      file,
      line: lines[n] ?? 1,
      text: `${device.name}: ${device.vendor} ${device.product} ${device.version}`,
    },
  }))
}

/** What the audit is to judge of versions: devices, whether they can be reached, and what is known of weak ones. */
export function versionsOf(
  listed: ReturnType<typeof devicesIn>,
  ground: Ground | null,
  bundle: AdvisoryBundle,
): NonNullable<AuditInput['versions']> {
  const reachable = reachability(
    listed.map(({ device }) => device),
    ground,
  )
  const devices: PlacedDevice[] = listed.map((each) => ({
    ...each,
    reachable: reachable.get(each.device.name) ?? null,
  }))
  return { devices, bundle, ageDays: ageOf(bundle) }
}
