// Obligations: whom law and contract ask to tell, by when, in which order.
// In: the rules of content/obligations and what is known of an incident.
// Out: what is due, what may be (with the question that settles it), what is not (with the reason), and a calendar.
export type { Calendar } from './business-days.ts'
export { type Decision, decide } from './decide.ts'
export type { Decided } from './decided.ts'
export { IncidentFacts } from './facts.ts'
export { Obligation, Questions } from './model.ts'
export { toCalendar } from './to-calendar.ts'
