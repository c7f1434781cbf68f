import { DomainError } from '#core/kernel'
import { type Order, readNetwork } from '#core/response'
import type { Facts } from '../facts.ts'
import { TABLE } from '../kamailio-kit.ts'
import type { Control } from './control.ts'
import { type Before, planEntries, putEntries, seeEntries, takeEntries } from './entries.ts'
import { guardCapability } from './guarded.ts'

/** The table of Kamailio's own example configuration: with pike beside it, request_route drops whoever is in it. */
const BAN = 'ipban'
/** Tables hold single addresses. */
const MOST = 256

const hasBan = ({ tables, modules }: Facts): boolean => tables.has(BAN) && modules.includes('pike')

/** Kamailio ignores an address. It still hears it: a firewall in front is better where there is one. */
export const blockIp: Control<Before> = {
  capability(facts) {
    if (facts.guard || !hasBan(facts))
      return {
        ...guardCapability(facts),
        how: `htable ${TABLE.ip}, asked by route[RINGFENCE]; emergency calls pass`,
      }
    return {
      available: true,
      how: `htable ${BAN}, as Kamailio's example configuration has it beside pike; entries in it lapse and are put back`,
      undoable: true,
      survivesRestart: false,
      keepsEmergency: true,
    }
  },
  async plan(order, reach) {
    const facts = await reach.facts()
    const table = facts.guard ? TABLE.ip : BAN
    const addresses = addressesOf(order.target)
    return {
      summary: `Ignore everything from ${order.target}`,
      steps: addresses.map((address) => `htable.seti ${table} ${address} 1`),
      before: await planEntries(
        addresses.map((key) => ({ table, key, value: 1 })),
        reach,
      ),
    }
  },
  apply: (order, before, reach) => putEntries(orderOf(order, before), before, reach),
  observe: (order, before, reach) => seeEntries(orderOf(order, before), before, reach),
  undo: (_, before, reach) => takeEntries(before, reach),
}

/** Without the guard nobody asks for emergency numbers, and its table may not be there. */
const orderOf = (order: Order, before: Before): Order =>
  before.some(({ table }) => table === BAN) ? { ...order, emergency: [] } : order

/** Each address as Kamailio writes it in $si: IPv6 in eight groups, in capitals. */
function addressesOf(target: string): string[] {
  const { low, high } = readNetwork(target)
  if (high - low >= MOST)
    throw new DomainError(
      'control-unavailable',
      `${target} is too wide for a table of single addresses in Kamailio`,
      `Name a network of at most ${MOST} addresses, or connect a firewall for wider ones.`,
    )
  return Array.from({ length: Number(high - low) + 1 }, (_, n) => written(low + BigInt(n)))
}

const IPV4 = 0xffffn
function written(address: bigint): string {
  const four = address >> 32n === IPV4
  const [groups, bits] = four ? [4, 8n] : [8, 16n]
  const parts = Array.from(
    { length: groups },
    (_, n) => (address >> (bits * BigInt(groups - 1 - n))) & ((1n << bits) - 1n),
  )
  return four ? parts.join('.') : parts.map((part) => part.toString(16).toUpperCase()).join(':')
}
