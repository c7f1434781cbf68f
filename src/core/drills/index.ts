// Drills: simulated attacks, to see how soon a site would notice and what it would have cost by then.
// In: a drill as data, and what an attack on this site would look like: its accounts, how it dials, when it is open.
// Out: every sign-in and call of it, as a PBX would tell them; the same every time.
export { legsOf } from './legs.ts'
export { Drill, type DrillCall, type DrillGround, type DrillScript } from './model.ts'
export { ordinaryAccounts, ordinaryWeeks } from './ordinary.ts'
export { unroll } from './unroll.ts'
