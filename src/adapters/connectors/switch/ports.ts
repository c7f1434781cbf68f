import { DomainError } from '#core/kernel'
import type { Capability, Change, Observed } from '#core/response'
import type { Snmp } from './snmp.ts'

/** One thing that can be done to a port. `before` is what `plan` found, and all that the others need. */
export interface PortControl<Before> {
  capability(): Promise<Capability>
  plan(port: string): Promise<Change>
  apply(port: string, before: Before): Promise<void>
  observe(port: string, before: Before): Promise<Observed>
  undo(port: string, before: Before): Promise<void>
}

// IF-MIB, RFC 2863.
const NAME = '1.3.6.1.2.1.31.1.1.1.1'
const DESCRIPTION = '1.3.6.1.2.1.2.2.1.2'

/** The interface of a port, which is named as the switch names it: its number may change when the switch is restarted. */
export async function interfaceOf(snmp: Snmp, port: string): Promise<string> {
  for (const column of [NAME, DESCRIPTION])
    for (const [index, value] of await snmp.walk(column)) if (String(value) === port) return index
  throw new DomainError(
    'port-unknown',
    `The switch has no port "${port}"`,
    'Name it as the switch does, in the column ifName: snmpwalk … IF-MIB::ifName',
  )
}
