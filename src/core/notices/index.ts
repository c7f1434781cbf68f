// Who is told what, when, and through what; who has read it, and who is asked next.
// In: a site's plan, the facts of an incident. Out: letters to send, warnings, what is due.
export type { Delivery, Letter, Severity, Stage } from './model.ts'
export type { Notifier } from './ports.ts'
