import { DomainError } from '#core/kernel'
import type { Actuator, Order } from '#core/response'
import { portDown } from './port-down.ts'
import type { PortControl } from './ports.ts'
import { quarantinePort } from './quarantine-port.ts'
import type { SwitchSettings } from './settings.ts'
import type { Snmp } from './snmp.ts'
import { createVlans } from './vlans.ts'

/** What can be done to the ports of a switch. */
export function switchActuator(snmp: Snmp, settings: SwitchSettings): Actuator {
  const { host, uplinks } = settings
  const controls: Partial<Record<Order['kind'], PortControl<never>>> = {
    'port-down': portDown(snmp),
    'quarantine-port': quarantinePort(createVlans(snmp), settings),
  }
  const controlOf = ({ kind }: Order): PortControl<never> => {
    const control = controls[kind]
    if (control) return control
    throw new DomainError(
      'control-unavailable',
      `A switch cannot do ${kind}`,
      'Connect the PBX itself for everything but its ports.',
    )
  }
  return {
    capabilities: () => Promise.all(Object.values(controls).map((control) => control.capability())),
    terrain: async () => ({
      accounts: [],
      trunks: [],
      keep: [{ address: host, why: 'the switch itself' }].filter(({ address }) =>
        /^[\da-fA-F.:]+$/.test(address),
      ),
      phones: [],
      own: [],
      uplinks,
    }),
    plan: (order) => controlOf(order).plan(order.target),
    apply: (order, { before }) => controlOf(order).apply(order.target, before as never),
    observe: (order, { before }) => controlOf(order).observe(order.target, before as never),
    undo: (order, { before }) => controlOf(order).undo(order.target, before as never),
  }
}
