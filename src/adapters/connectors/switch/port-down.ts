import { DomainError } from '#core/kernel'
import { interfaceOf, type PortControl } from './ports.ts'
import type { Snmp } from './snmp.ts'

// IF-MIB, RFC 2863.
const ADMIN = '1.3.6.1.2.1.2.2.1.7'
const UP = 1
const DOWN = 2
const WORDS: Readonly<Record<number, string>> = { [UP]: 'up', [DOWN]: 'down', 3: 'testing' }

interface Before {
  readonly admin: number
}

/** Shuts a port. */
export function portDown(snmp: Snmp): PortControl<Before> {
  const adminOf = async (port: string): Promise<number> =>
    Number(await snmp.get(`${ADMIN}.${await interfaceOf(snmp, port)}`))
  const turn = async (port: string, value: number): Promise<void> => {
    if ((await adminOf(port)) === value) return
    await snmp.set([{ oid: `${ADMIN}.${await interfaceOf(snmp, port)}`, type: 'Integer', value }])
  }
  return {
    async capability() {
      await snmp.walk(ADMIN)
      return {
        control: 'port-down',
        available: true,
        how: 'SNMPv3: ifAdminStatus of the port. Whether the user may write shows when it is first done',
        undoable: true,
        // Most switches forget what was not saved; the reconciler shuts the port again.
        survivesRestart: false,
        keepsEmergency: false,
      }
    },
    async plan(port) {
      const admin = await adminOf(port)
      if (admin === DOWN)
        throw new DomainError(
          'control-unavailable',
          `The port ${port} is shut already, by somebody else`,
          'Leave it, or open it at the switch first.',
        )
      return {
        summary: `Shut switch port ${port}`,
        steps: [`ifAdminStatus of ${port}: ${WORDS[admin] ?? admin} → down`],
        before: { admin } satisfies Before,
      }
    },
    apply: (port) => turn(port, DOWN),
    observe: async (port) => ((await adminOf(port)) === DOWN ? 'in-force' : 'absent'),
    undo: (port, { admin }) => turn(port, admin),
  }
}
