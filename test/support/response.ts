import { DomainError } from '../../src/core/kernel/index.ts'
import {
  type Capability,
  clear,
  type GuardFacts,
  type Order,
  type Terrain,
} from '../../src/core/response/index.ts'

/** A place as the guards see it: two trunks, a PBX, a phone in the house. */
export const terrain: Terrain = {
  accounts: ['1001', '1002', '1003'],
  trunks: [
    { name: 'carrier', addresses: ['198.51.100.10', '2001:db8:5::/64'] },
    { name: 'backup', addresses: ['198.51.100.20'] },
  ],
  keep: [
    { address: '10.1.0.5', why: 'the PBX itself' },
    { address: '10.1.0.9', why: 'Ringfence itself' },
    { address: '10.9.0.0/24', why: 'the management network' },
  ],
  phones: [{ account: '1001', address: '10.1.7.11' }],
  own: ['ringfence'],
}

export const capability = (order: Order, keepsEmergency: boolean): Capability => ({
  control: order.kind,
  available: true,
  how: 'test',
  undoable: true,
  survivesRestart: true,
  keepsEmergency,
})

export const facts = (given: Partial<GuardFacts>): GuardFacts => ({
  emergency: ['911'],
  capability: undefined,
  terrain,
  inForce: [],
  intent: { automatic: false, confirmed: false },
  limits: { accounts: 3, trunks: 1, legitimateShare: 20 },
  preview: null,
  ...given,
})

export const order = (kind: Order['kind'], target: string, dial: Order['dial'] = null): Order => ({
  id: 'c',
  kind,
  target,
  emergency: ['911'],
  dial,
})

/** The code of the guard that refuses it, or 'cleared'. */
export function refusal(given: Order, more: Partial<GuardFacts> = {}): string {
  try {
    clear(given, facts({ capability: capability(given, true), ...more }))
    return 'cleared'
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}
