import { nftables } from '../../src/adapters/connectors/nftables/index.ts'
import type { Hand } from '../../src/app/flows/respond/ports.ts'
import type { Actuator } from '../../src/core/response/index.ts'

/** The firewall of a network namespace as a connection of a site. */
export function firewallHand(netns: string): Hand {
  const connection = nftables.open(nftables.parse({ netns }), {
    now: Date.now,
    random: () => '',
    saveSettings: async () => undefined,
    cursor: { read: async () => '', write: async () => undefined },
  })
  return { id: 'firewall', kind: 'nftables', actuator: connection.actuator as Actuator }
}
