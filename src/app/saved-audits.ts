import type { AuditedDevices, AuditReach, ReachCell } from '#contract'
import { requirementsByCheck } from '#core/audit'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { StoredAudit } from '#core/sites'
import { answersOf, checkUnknown } from './audit-answers.ts'
import { auditFile } from './audit-files.ts'
import { auditFiles, auditSystems } from './audit-making.ts'
import type { AuditPorts, Audits } from './audit-ports.ts'
import { type AuditFile, checkView, reportIn, rowsOf, summaryOf, viewOf } from './audit-view.ts'
import { campaignIn, targetsOf } from './firmware-targets.ts'

type Find = (place: Place, id: string) => Promise<StoredAudit>

export function createAudits(ports: AuditPorts): Audits {
  const { store, now } = ports
  const find: Find = async (place, id) => {
    const audit = await store.get(place, id === 'latest' ? undefined : id)
    if (!audit) throw auditUnknown()
    return audit
  }
  const open = async (place: Place, id: string): Promise<AuditFile> => {
    const audit = await find(place, id)
    const [before, checks, risks, attestations] = await Promise.all([
      store.previous(audit),
      ports.readChecks(),
      store.risks(place),
      store.attestations(place),
    ])
    return { audit, report: reportIn(audit), before, checks, risks, attestations, now: now() }
  }
  return {
    ...answersOf(ports),
    ...partsOf(ports, find),
    ...targetsOf(ports),
    upload: (place, files, actor) => auditFiles(ports, place, files, actor),
    connected: (place, actor) => auditSystems(ports, place, actor),
    async list(place, limit, before) {
      const found = await store.list(place, limit + 1, before)
      const items = found.slice(0, limit)
      return {
        items: items.map(summaryOf),
        nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null,
      }
    },
    get: async (place, id) => viewOf(await open(place, id)),
    checks: async (place, id) => ({ checks: rowsOf(await open(place, id)) }),
    async check(place, id, check) {
      const [file, frameworks] = await Promise.all([open(place, id), ports.readFrameworks()])
      const met = requirementsByCheck(frameworks).get(check) ?? []
      const view = checkView(
        file,
        check,
        met.map((each) => `${each.framework} ${each.id}`),
      )
      if (!view) throw checkUnknown(check)
      return view
    },
    reach: async (place, id) => reachView(await open(place, id)),
    async file(place, id, kind) {
      const file = await open(place, id)
      return auditFile(kind, file, {
        ...ports,
        drilled: () => ports.drilled(place),
        campaign: async () => campaignIn(await store.targets(place), file),
      })
    },
  }
}

/** What is kept beside the findings. */
function partsOf(
  { store, advisories, ask, close }: AuditPorts,
  find: Find,
): Pick<Audits, 'cell' | 'ask' | 'close' | 'devices'> {
  const groundOf = async (place: Place, id: string): Promise<string> => {
    const ground = await store.ground(place, (await find(place, id)).id)
    if (ground === null) throw rulesMissing()
    return ground
  }
  return {
    async cell(place, id, { from, to, service }) {
      const { matrix } = reportIn(await find(place, id))
      const cell = matrix?.cells.find(
        (each) => each.from === from && each.to === to && each.service === service,
      )
      if (!cell) throw cellUnknown()
      return cell as ReachCell
    },
    ask: async (place, id, wish) => ask({ kind: 'ask', ground: await groundOf(place, id), wish }),
    close: async (place, id, wish) => close({ kind: 'close', ground: await groundOf(place, id), wish }),
    async devices(place, id) {
      const [audit, { bundle, ageDays }] = await Promise.all([find(place, id), advisories()])
      const { devices } = reportIn(audit)
      return { devices: devices as AuditedDevices['devices'], dataDate: bundle.date, ageDays }
    },
  }
}

function reachView(file: AuditFile): AuditReach {
  const { matrix, dead } = file.report
  const asked = new Set(
    file.checks.filter(({ on }) => on === 'question' || on === 'exposure').map(({ id }) => id),
  )
  return {
    zones: matrix?.zones ?? [],
    services: matrix?.services ?? [],
    cells: (matrix?.cells ?? []).map(({ from, to, service, answer }) => ({ from, to, service, answer })),
    questions: rowsOf(file)
      .filter(({ check }) => asked.has(check))
      .map(({ check, title, status, severity }) => ({ check, title, status, severity })),
    dead,
  }
}

const auditUnknown = (): DomainError =>
  new DomainError('audit-unknown', 'There is no such audit here.', 'Look in the list of audits of this site.')

const cellUnknown = (): DomainError =>
  new DomainError(
    'cell-unknown',
    'The matrix of this audit has no such zones or service.',
    'Look in the matrix of this audit.',
  )

const rulesMissing = (): DomainError =>
  new DomainError(
    'rules-missing',
    'This audit was given no rules of a firewall.',
    'Send what the firewall exports, or iptables-save, together with the configuration.',
  )
