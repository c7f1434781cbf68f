// Switch ports: shuts the port a phone hangs on, or puts it into a quarantine VLAN, by SNMPv3.
// In: the address of a switch and an SNMPv3 user. Out: a connection whose actuator does port-down and quarantine-port.
// docs/guides/switch.md says what to prepare on the switch.
import type { Connector } from '../kit.ts'
import { switchActuator } from './actuator.ts'
import { SwitchSettings } from './settings.ts'
import { createSnmp } from './snmp.ts'

const DESCRIPTION = '1.3.6.1.2.1.1.1.0'

export const switchPort: Connector = {
  kind: 'switch',
  parse: (settings) => SwitchSettings.parse(settings),
  open(given) {
    const settings = SwitchSettings.parse(given)
    const snmp = createSnmp(settings)
    const actuator = switchActuator(snmp, settings)
    return {
      actuator,
      async check() {
        const product = String(await snmp.get(DESCRIPTION)).split(/[\r\n]/)[0] ?? ''
        return {
          product: `Switch: ${product}`.slice(0, 120),
          capabilities: await actuator.capabilities(),
          reads: [
            settings.uplinks.length === 0
              ? 'No uplink is named: name the ports that other machines hang on with --uplink, so that they are never touched'
              : `Never touched: ${settings.uplinks.join(', ')}`,
          ],
          paste: '',
        }
      },
      close: async () => snmp.close(),
    }
  },
}
