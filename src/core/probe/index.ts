// Probe: what a system answers to somebody who asks over the network, judged by what the answers mean.
// In: the address of one's own system and a wire to it. Out: verdicts, each with the packets it rests on.
// Whether an address may be asked at all is judged here; the wire sees to it.

export { inactiveOffer } from './calls.ts'
export {
  type Packet,
  type ProbeId,
  type ProbeSetup,
  type ProbeVerdict,
  probeIds,
  type Transport,
} from './model.ts'
export { type NoCall, type OwnCall, placeOwnCall } from './own-call.ts'
export { judgeOwnership, type Ownership } from './ownership.ts'
export type { Conversation, MediaSocket, TlsFacts, Wire } from './ports.ts'
export { runProbes } from './run-probes.ts'
