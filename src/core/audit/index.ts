// Audit: what is weak, and how bad that is.
// In: checks as data, a snapshot of a site, its firewalls and zones.
// Out: findings with evidence and fix, and a score with coverage and caps; for other tools as SARIF and OCSF.

export { assessNetwork, type Network } from './assess-network.ts'
export { Attestation, AttestationFile, attest } from './attestations.ts'
export { campaignOf, reminderOfTarget } from './campaign.ts'
export { type Drift, driftOf, findingKey } from './drift.ts'
export { toOcsf } from './exports/ocsf.ts'
export { toSarif } from './exports/sarif.ts'
export { Framework, requirementsByCheck } from './frameworks.ts'
export { type CheckResult, groupFindings, ungroupFindings } from './group-findings.ts'
export {
  type Area,
  type AreaScore,
  type Cap,
  CheckSource,
  type Finding,
  type Score,
  type Severity,
  type Status,
  severities,
} from './model.ts'
export { type Fix, rankFixes } from './rank-fixes.ts'
export { runChecks } from './run-checks.ts'
export { score } from './score.ts'
export { zoneServices } from './services.ts'
export { findWeakVersions, type PlacedDevice } from './weak-versions.ts'
