// The app: everything the faces may ask for.
// In: files, options and people's wishes. Out: verdicts, reports, access, and the running server's parts.
// Faces know these names only, never a room or an adapter.

export {
  type ApiToken,
  allowedAt,
  allows,
  allowsSomewhere,
  type Holder,
  type ListedPerson,
  type Origin,
  type Permission,
  type Person,
  proofFresh,
  roles,
  type Scene,
  type Session,
  sees,
  stepUpRequired,
} from '#core/access'
export { type MatchCommand, matchInventory, updateAdvisories } from './advisories.ts'
export { type AuditCommand, audit } from './audit.ts'
export { auditFileKinds } from './audit-files.ts'
export {
  backup,
  diagnose,
  migrate,
  obligations,
  restore,
} from './commands.ts'
export { createApp, type DataOption } from './compose.ts'
export { playbooks } from './compose-playbooks.ts'
export { withControls } from './control-commands.ts'
export type { Controls } from './controls.ts'
export { drillCommand } from './drill-command.ts'
export { bundle, publicKey, verify } from './evidence-commands.ts'
export { firmware } from './firmware-command.ts'
export type { OneTimeLink } from './flows/people.ts'
export { type IncidentFileKind, incidentFileKinds } from './incidents/files.ts'
export { type ConnectCommand, connect, type SiteReport, sites } from './live-commands.ts'
export { localSocket, systemActor } from './local-socket.ts'
export type {
  App,
  FlaggedQuery,
  IncomingFile,
  Investigations,
  Log,
  ReportFile,
  ReportKind,
} from './model.ts'
export { type ProbeCommand, probe } from './probe.ts'
export { type ReachCommand, reach } from './reach.ts'
export { retention } from './retention-command.ts'
export { type RotateCommand, rotateKey } from './rotate-key.ts'
export {
  type DiffCommand,
  deadRules,
  type RulesCommand,
  rulesClose,
  rulesDiff,
  rulesMatrix,
} from './rules.ts'
export { type TestDrillCommand, testDrillCommand } from './test-drill-command.ts'
export { watch } from './watch-command.ts'
