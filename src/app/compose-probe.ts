import * as street from '../adapters/probe/index.ts'

// What probes go out by, constructed.

export const { attachedNetworks, createWire, isInNetwork, reverseTexts } = street
