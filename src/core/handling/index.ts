// Handling: what is being done about one incident, from the first minute to closed.
// In: entries people and detectors write, the playbook, what can be seen of the site. Out: where everything stands, and what is next.
// Everything here is pure; CaseStore keeps the entries.
export { type Claim, claimsOf } from './claim.ts'
export { takesFigures } from './figures.ts'
export { type DutyStanding, fold, type Standing } from './fold.ts'
export { type Gate, gatesOf } from './gates.ts'
export { type Milestone, milestonesOf } from './milestones.ts'
export {
  type Case,
  causes,
  type DataOf,
  dutyStates,
  type Entry,
  EntryData,
  type GateId,
  gateIds,
  type IncidentState,
  incidentStates,
  Posture,
  severities,
} from './model.ts'
export { hindrances, move, ways } from './move.ts'
export { type NextAct, nextAct } from './next-act.ts'
export { actOf, type CaseHead, type CaseStore, type NewEntry } from './ports.ts'
export { type Recovered, recoveredOf } from './recovered.ts'
export { type TaskStanding, tasksOf } from './tasks.ts'
export type { AuditSeen, ControlSeen, Found, World } from './world.ts'
