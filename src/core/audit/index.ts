// Audit: what is weak, and how bad that is.
// In: checks as data and a snapshot of a site.
// Out: findings with evidence and fix, and a score with coverage and caps.
export { findExposures } from './exposures.ts'
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
export { runChecks } from './run-checks.ts'
export { score } from './score.ts'
export { findWeakVersions, type PlacedDevice } from './weak-versions.ts'
