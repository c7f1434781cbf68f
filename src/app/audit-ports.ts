import type {
  AcceptRisk,
  AttestCheck,
  AuditChecks,
  AuditedDevices,
  AuditPage,
  AuditPlanJson,
  AuditPlanView,
  AuditReach,
  AuditView,
  CheckView,
  CloseWish,
  FirmwareTargetInput,
  FirmwareTargets,
  ReachAnswer,
  ReachCell,
  ReachClosing,
  ReachWish,
} from '#contract'
import type { AdvisoryBundle } from '#core/advisories'
import type { CheckSource, Framework } from '#core/audit'
import type { Place } from '#core/incidents'
import type { Inspector } from '#core/inventory'
import type { Severity as NoticeSeverity } from '#core/notices'
import type { AuditStore } from '#core/sites'
import type { AuditFileKind, AuditFilePorts } from './audit-files.ts'
import type { AskRequest, AuditRequest, AuditWork, CloseRequest } from './audit-request.ts'
import type { LateFirmware } from './flows/notify/firmware.ts'
import type { ReportFile } from './report-files.ts'

export interface AuditPorts {
  readonly store: AuditStore
  readonly uploads: {
    receive(id: string, stream: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string }>
    path(id: string, sha256: string): string
    remove(id: string): Promise<void>
  }
  /** In a thread of its own. */
  work(request: AuditRequest): Promise<AuditWork>
  ask(request: AskRequest): Promise<ReachAnswer>
  close(request: CloseRequest): Promise<ReachClosing>
  /** What a place is connected to that tells of itself. */
  inspectors(place: Place): Promise<readonly { readonly name: string; readonly inspector: Inspector }[]>
  readChecks(): Promise<readonly CheckSource[]>
  readFrameworks(): Promise<readonly Framework[]>
  renderHtml: AuditFilePorts['renderHtml']
  renderPdf: AuditFilePorts['renderPdf']
  /** What simulated attacks do at a place, and its settings; null where that cannot be told. */
  drilled(place: Place): ReturnType<AuditFilePorts['drilled']>
  readonly version: string
  advisories(): Promise<{ readonly bundle: AdvisoryBundle; readonly ageDays: number }>
  /** Throws `file-invalid` with every line of a zones.yaml that is wrong. */
  checkZones(yaml: string): void
  /** Tells those concerned that something got worse. */
  tell(
    place: Place,
    news: { readonly audit: string; readonly severity: NoticeSeverity; readonly lines: readonly string[] },
  ): Promise<void>
  /** Reminds those concerned of firmware that is to be brought up; each step once. */
  remind(place: Place, late: LateFirmware): Promise<void>
  newId(): string
  now(): number
}

/** A file on its way in. It must be read to its end before the next one is asked for. */
export interface SentFile {
  readonly name: string
  readonly stream: AsyncIterable<Uint8Array>
}

/** Audits of a site that are kept, and what people say of them. `id` may be `latest`. */
export interface Audits {
  /** The files are read and gone. */
  upload(
    place: Place,
    files: Iterable<SentFile> | AsyncIterable<SentFile>,
    actor: string,
  ): Promise<{ readonly id: string }>
  /** Reads what the site is connected to. Throws `nothing-to-audit` where nothing of it tells its configuration. */
  connected(place: Place, actor: string): Promise<{ readonly id: string }>
  list(place: Place, limit: number, before?: string): Promise<AuditPage>
  get(place: Place, id: string): Promise<AuditView>
  checks(place: Place, id: string): Promise<AuditChecks>
  check(place: Place, id: string, check: string): Promise<CheckView>
  reach(place: Place, id: string): Promise<AuditReach>
  cell(
    place: Place,
    id: string,
    at: { readonly from: string; readonly to: string; readonly service: string },
  ): Promise<ReachCell>
  ask(place: Place, id: string, wish: ReachWish): Promise<ReachAnswer>
  /** Rules that close what is asked of. Nothing is changed. */
  close(place: Place, id: string, wish: CloseWish): Promise<ReachClosing>
  devices(place: Place, id: string): Promise<AuditedDevices>
  /** The assessment to hand on, or the findings for other programs. */
  file(place: Place, id: string, kind: AuditFileKind): Promise<ReportFile>
  accept(place: Place, check: string, risk: AcceptRisk, actor: string): Promise<void>
  takeBack(place: Place, risk: string, actor: string): Promise<void>
  attest(place: Place, check: string, answer: AttestCheck, actor: string): Promise<void>
  plan(place: Place): Promise<AuditPlanView>
  savePlan(place: Place, plan: AuditPlanJson, actor: string): Promise<AuditPlanView>
  /** How far the devices of the newest audit are from what they are to be brought to. */
  targets(place: Place): Promise<FirmwareTargets>
  setTarget(place: Place, target: FirmwareTargetInput, actor: string): Promise<void>
  withdrawTarget(place: Place, id: string, actor: string): Promise<void>
  /** Makes the audits that are due. */
  attend(): Promise<void>
}
