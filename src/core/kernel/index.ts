// The ground floor: money, time, settings of a site, outcomes and errors.
// In: nothing but the language.
// Out: plain types and functions that every other room may use.
export {
  type AutomaticStep,
  automaticSteps,
  Containment,
  ContainmentRule,
  containmentOf,
} from './containment.ts'
export { DomainError } from './errors.ts'
export { compileExpression, type Expression } from './expression.ts'
export { type BusinessHours, createBusinessHours } from './hours.ts'
export { type Kind, kinds } from './kinds.ts'
export { isObject, type Json, type JsonFile, type JsonObject, locateJson } from './located-json.ts'
export { formatMicros, type Money, parseMicros } from './money.ts'
export { nearest } from './nearest.ts'
export { Retention } from './retention.ts'
export { RuleSettings, SiteSettings } from './site.ts'
export { lengthText, moneyText, plainText, wallText } from './text.ts'
export { type Zone, zoneOf } from './zone.ts'
