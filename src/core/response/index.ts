// Response: controls that contain a breach, and the guards no control gets past.
// In: what is to be contained, the site's dial plan, what a connection can do. Out: cleared orders, states, previews.
// The port Actuator is the hand on a PBX or a firewall; everything here is pure.
export { advance, type ControlEvent, isOver } from './advance.ts'
export type { AutomaticAct, AutomaticStore } from './automatic.ts'
export { ByHand } from './by-hand.ts'
export { type BlastLimits, clear, type GuardFacts, isMomentary, riskOf } from './clear.ts'
export { type Decision, decide, type Threat } from './decide.ts'
export { refuseInternational, refusePrefix } from './dial-rules.ts'
export { emergencyForms } from './emergency-forms.ts'
export {
  ANY_LENGTH,
  type Capability,
  type Change,
  type ClearedOrder,
  type Control,
  type ControlKind,
  type ControlState,
  controlKinds,
  controlStates,
  type DialRule,
  type DialRules,
  type Ending,
  type Observed,
  Order,
  type PastCall,
  type Preview,
  type Terrain,
} from './model.ts'
export { readNetwork } from './networks.ts'
export type { Actuator, ConnectionStore, ControlPatch, ControlStore, StoredConnection } from './ports.ts'
export { refusesDialled } from './refuses-dialled.ts'
export { type Remedy, remedyOf } from './remedy.ts'
export { createReplay, replay } from './replay.ts'
