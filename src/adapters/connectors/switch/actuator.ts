import { DomainError } from '#core/kernel'
import type { Actuator, Capability, Order } from '#core/response'
import type { SwitchSettings } from './settings.ts'
import type { Snmp } from './snmp.ts'

// IF-MIB, RFC 2863.
const NAME = '1.3.6.1.2.1.31.1.1.1.1'
const DESCRIPTION = '1.3.6.1.2.1.2.2.1.2'
const ADMIN = '1.3.6.1.2.1.2.2.1.7'
const UP = 1
const DOWN = 2
const WORDS: Readonly<Record<number, string>> = { [UP]: 'up', [DOWN]: 'down', 3: 'testing' }

interface Before {
  readonly admin: number
}

/** Shuts ports of a switch. A port is named as the switch names it; its number may change when the switch is restarted. */
export function switchActuator(snmp: Snmp, { host, uplinks }: SwitchSettings): Actuator {
  const indexOf = async (port: string): Promise<string> => {
    for (const column of [NAME, DESCRIPTION])
      for (const [index, value] of await snmp.walk(column)) if (String(value) === port) return index
    throw new DomainError(
      'port-unknown',
      `The switch has no port "${port}"`,
      'Name it as the switch does, in the column ifName: snmpwalk … IF-MIB::ifName',
    )
  }
  const adminOf = async (port: string): Promise<number> =>
    Number(await snmp.get(`${ADMIN}.${await indexOf(port)}`))
  const turn = async (port: string, to: number): Promise<void> => {
    if ((await adminOf(port)) !== to) await snmp.setInteger(`${ADMIN}.${await indexOf(port)}`, to)
  }

  return {
    async capabilities() {
      await snmp.walk(ADMIN)
      return [capability]
    },
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
    async plan(order) {
      const port = portOf(order)
      const admin = await adminOf(port)
      if (admin === DOWN) throw shutAlready(port)
      return {
        summary: `Shut switch port ${port}`,
        steps: [`ifAdminStatus of ${port}: ${WORDS[admin] ?? admin} → down`],
        before: { admin } satisfies Before,
      }
    },
    apply: (order) => turn(portOf(order), DOWN),
    observe: async (order) => ((await adminOf(portOf(order))) === DOWN ? 'in-force' : 'absent'),
    async undo(order, { before }) {
      await turn(portOf(order), (before as Before).admin)
    },
  }
}

const capability: Capability = {
  control: 'port-down',
  available: true,
  how: 'SNMPv3: ifAdminStatus of the port. Whether the user may write shows when it is first done',
  undoable: true,
  // Most switches forget what was not saved; the reconciler shuts the port again.
  survivesRestart: false,
  keepsEmergency: false,
}

const shutAlready = (port: string): DomainError =>
  new DomainError(
    'control-unavailable',
    `The port ${port} is shut already, by somebody else`,
    'Leave it, or open it at the switch first.',
  )

function portOf({ kind, target }: Order): string {
  if (kind === 'port-down') return target
  throw new DomainError(
    'control-unavailable',
    `A switch cannot do ${kind}`,
    'Connect the PBX itself for everything but port-down.',
  )
}
