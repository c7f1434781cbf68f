// Reach: who can reach what through firewalls, exactly; with a packet as witness and the rules that decide.
// In: rule sets as text (iptables, nftables, pfSense, Cisco IOS, MikroTik, UniFi), zones, a question.
// Out: always, never or conditional, the way of the witness, what passes and what it depends on.
export type { Answer, Deciding, PassingBox, PathStep, Witness } from './answer.ts'
export { ask } from './ask.ts'
export { createFirewall, groupFirewalls } from './firewall.ts'
export type { Firewall, RuleFile } from './model.ts'
export { parseRules } from './parse/parse-rules.ts'
export { type Ground, readAddresses, readQuestion, type Wish } from './read-question.ts'
export type { PlacedFirewall } from './route.ts'
export { ZonesFile } from './zones.ts'
