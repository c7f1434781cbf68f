// Detection: finds the breach in calls and sign-ins and says why.
// In: batches of calls and security events in order of time, rules as data, a site's habits and rates.
// Out: signals while it streams; after the second look, a judgement with every flagged call and its reasons.
export { type Checkpoint, checkpoint, resume } from './checkpoint.ts'
export type { Context } from './context.ts'
export { createEngine, type Engine, type EngineState, freshState } from './engine.ts'
export { scoreSince } from './evidence.ts'
export { amount, countryName, explainCall, reasonsOf } from './explain.ts'
export { costOf } from './exposure.ts'
export { judge } from './judge.ts'
export type { AccountCase, Flag, IncidentCase, Judgement, SourceCase } from './judgement.ts'
export { lossRate } from './loss-rate.ts'
export { createMarks, type Mark } from './marks.ts'
export { RuleSource, type Signal } from './model.ts'
export { firedBy, type ProofEvent, type ProofPlace, playProof, proofPlace, readProof } from './proof.ts'
export { compileRule, limitsOf, type Rule } from './rule.ts'
export type { RunningCall } from './running.ts'
export { checkRuleSettings, siteRules } from './site-rules.ts'
