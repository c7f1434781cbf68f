// Reach: who can reach what through firewalls, exactly; with a packet as witness and the rules that decide.
// In: rule sets as text (iptables, nftables, pfSense, Cisco IOS, MikroTik, UniFi), zones, a question.
// Out: always, never or conditional, the way of the witness, what passes and what it depends on.
export { type Addresses, minus, privateUse } from './addresses.ts'
export type { Answer, Deciding, PassingBox, PathStep, Witness } from './answer.ts'
export { ask } from './ask.ts'
export { askSlices, type Slice } from './ask-slices.ts'
export { createFirewall, groupFirewalls } from './firewall.ts'
export { readGround, writeGround } from './kept-ground.ts'
export type { Firewall, Kind as RuleKind, RuleFile } from './model.ts'
export { parseRules, recogniseRules } from './parse/parse-rules.ts'
export type { Question } from './question.ts'
export { type Ground, readAddresses, readQuestion, type Wish } from './read-question.ts'
export type { PlacedFirewall } from './route.ts'
export { type Closing, closeGap, type ProposedRules } from './whole/close-gap.ts'
export { type DeadKind, type DeadRule, type DeadRules, findDeadRules } from './whole/dead-rules.ts'
export { type Changed, type Difference, difference } from './whole/difference.ts'
export { type Cell, type Matrix, reachMatrix, type ServicePorts, zoneQuestion } from './whole/matrix.ts'
export { type ZoneRole, ZonesFile, zoneFacts } from './zones.ts'
