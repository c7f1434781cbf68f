// Who is told what, when, and through what; who has read it, and who is asked next.
// In: a site's plan, the facts of an incident. Out: letters to send, warnings, what is due.
// No notice leaves through the phones of the site it is about.
export { builtIn } from './built-in.ts'
export { concerned, reachOf } from './concerned.ts'
export { type Deadline, reminderOf } from './deadlines.ts'
export {
  type DataKind,
  dataKinds,
  type Facts,
  type Setting,
  severityOf,
  stateLine,
  valuesOf,
} from './facts.ts'
export { refreshed, unite, withSighting } from './gather.ts'
export {
  type Delivery,
  type Letter,
  type Severity,
  type Sighting,
  type Stage,
  severities,
  stages,
} from './model.ts'
export {
  type Contact,
  checkPlan,
  defaultPlan,
  NoticePlan,
  type PlanStage,
  planStages,
  type Stakeholder,
  stakeholders,
} from './plan.ts'
export type { Notice, NoticeCase, NoticeState, NoticeStore, Notifier } from './ports.ts'
export {
  dueNow,
  leavesAt,
  nextAttemptAt,
  nextUpdateAt,
  type Progress,
  TRY_NEXT_WAY_AFTER,
} from './schedule.ts'
export { fill, placeholders, type Template } from './template.ts'
