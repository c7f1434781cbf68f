// Customers and their sites: what there is, how each is set up, and how it stands.
// In: names and settings somebody wrote. Out: plain records, and the port that keeps them.
// What a site's settings mean is the kernel's SiteSettings.
export type { Look, Site, SiteFigures } from './model.ts'
export type { NewSite, SiteStore } from './ports.ts'
export type {
  AcceptedRisk,
  AuditEvery,
  AuditHead,
  AuditPlan,
  AuditStore,
  FirmwareTarget,
  KeptAttestation,
  StoredAudit,
} from './ports-audits.ts'
export type { RateStore } from './ports-rates.ts'
export {
  type Cutoffs,
  type Expired,
  type RetentionStore,
  retained,
  type Stop,
} from './ports-retention.ts'
export type { DaySpend, SpendStore } from './ports-spend.ts'
export { cutoffsOf } from './retention.ts'
export { beginOf, budgetState, dateOf, monthAt, spendOf } from './spend.ts'
