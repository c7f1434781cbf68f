// The wire of the probes: UDP, TCP and TLS to one address that is proven the user's own.
// In: an address and who may be asked. Out: conversations, paced, counted and logged packet by packet.
export { attachedNetworks, isInNetwork, reverseTexts } from './surroundings.ts'
export { createWire } from './wire.ts'
