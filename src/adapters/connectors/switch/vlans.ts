import { DomainError } from '#core/kernel'
import { interfaceOf } from './ports.ts'
import type { Snmp, Written } from './snmp.ts'

// BRIDGE-MIB, RFC 4188, and Q-BRIDGE-MIB, RFC 4363.
const IF_INDEX = '1.3.6.1.2.1.17.1.4.1.2'
const EGRESS = '1.3.6.1.2.1.17.7.1.4.3.1.2'
const UNTAGGED = '1.3.6.1.2.1.17.7.1.4.3.1.4'
const STATUS = '1.3.6.1.2.1.17.7.1.4.3.1.5'
const PVID = '1.3.6.1.2.1.17.7.1.4.5.1.1'
const FILTERING = '1.3.6.1.2.1.17.7.1.4.5.1.3'
const TRUE = 1

/** Where a port sits. */
export interface Seat {
  /** The VLAN of frames that come in without a tag. */
  readonly pvid: number
  /** Whether frames of other VLANs that come in are dropped: 1 yes, 2 no, null where the switch does not say. */
  readonly filtering: number | null
  /** VLANs whose frames go out there, and those among them that go out without a tag; ascending. */
  readonly member: readonly number[]
  readonly untagged: readonly number[]
}

export interface Vlans {
  /** Those of the switch. None: it does not speak Q-BRIDGE-MIB. */
  known(): Promise<readonly number[]>
  seatOf(port: string): Promise<Seat>
  /** Brings a port there. New memberships come first: some switches leave no port without any. */
  move(port: string, to: Seat): Promise<void>
}

export const seatIn = (vlan: number, { filtering }: Seat): Seat => ({
  pvid: vlan,
  filtering: filtering === null ? null : TRUE,
  member: [vlan],
  untagged: [vlan],
})

export const isSame = (a: Seat, b: Seat): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))

const inOrder = ({ pvid, filtering, member, untagged }: Seat): unknown => [pvid, filtering, member, untagged]

/** Ports of a VLAN are bits of one text: two ports are not moved at the same time. */
export function createVlans(snmp: Snmp): Vlans {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.catch(() => undefined).then(work)
    last = mine
    return mine
  }

  async function bridgePort(port: string): Promise<string> {
    const index = await interfaceOf(snmp, port)
    for (const [base, value] of await snmp.walk(IF_INDEX)) if (String(value) === index) return base
    throw new DomainError(
      'port-unknown',
      `Port "${port}" of the switch carries no VLANs`,
      'Name a port of the switch itself, not an interface of its own or a member of a bundle.',
    )
  }
  const lists = async (column: string): Promise<ReadonlyMap<number, Buffer>> =>
    new Map(
      Array.from(await snmp.walk(column), ([vlan, bits]) => [Number(vlan), Buffer.from(bits as Buffer)]),
    )

  async function move(port: string, to: Seat): Promise<void> {
    const base = await bridgePort(port)
    const [members, untagged] = [await lists(EGRESS), await lists(UNTAGGED)]
    const memberships = (wanted: boolean): readonly (readonly Written[])[] =>
      Array.from(members.keys())
        .filter((vlan) => to.member.includes(vlan) === wanted)
        .map((vlan) => [
          ...changed(EGRESS, vlan, members, base, to.member.includes(vlan)),
          ...changed(UNTAGGED, vlan, untagged, base, to.untagged.includes(vlan)),
        ])
    for (const list of memberships(true)) await write(list)
    await put(`${PVID}.${base}`, 'Gauge', to.pvid)
    for (const list of memberships(false)) await write(list)
    if (to.filtering !== null) await put(`${FILTERING}.${base}`, 'Integer', to.filtering)
  }
  const write = async (list: readonly Written[]): Promise<void> => {
    if (list.length > 0) await snmp.set(list)
  }
  const put = async (oid: string, type: Written['type'], value: number): Promise<void> => {
    if (Number(await snmp.get(oid)) !== value) await snmp.set([{ oid, type, value }])
  }

  return {
    known: async () => Array.from((await snmp.walk(STATUS)).keys(), Number),
    async seatOf(port) {
      const base = await bridgePort(port)
      const inList = async (column: string): Promise<number[]> =>
        Array.from(await lists(column))
          .flatMap(([vlan, bits]) => (isIn(bits, base) ? vlan : []))
          .sort((a, b) => a - b)
      const filtering = (await snmp.walk(FILTERING)).get(base)
      return {
        pvid: Number(await snmp.get(`${PVID}.${base}`)),
        filtering: filtering === undefined ? null : Number(filtering),
        member: await inList(EGRESS),
        untagged: await inList(UNTAGGED),
      }
    },
    move: (port, to) => inTurn(() => move(port, to)),
  }
}

/** Port 1 is the highest bit of the first octet. */
const placeOf = (base: string): readonly [octet: number, bit: number] => {
  const at = Number(base) - 1
  return [at >> 3, 0x80 >> (at & 7)]
}

function isIn(bits: Buffer, base: string): boolean {
  const [octet, bit] = placeOf(base)
  return ((bits[octet] ?? 0) & bit) !== 0
}

/** What is to be written so that the port is in the list of a VLAN, or is not: nothing where it is so already. */
function changed(
  column: string,
  vlan: number,
  of: ReadonlyMap<number, Buffer>,
  base: string,
  wanted: boolean,
): Written[] {
  const bits = of.get(vlan) ?? Buffer.alloc(0)
  if (isIn(bits, base) === wanted) return []
  const [octet, bit] = placeOf(base)
  const next = Buffer.alloc(Math.max(bits.length, octet + 1))
  bits.copy(next)
  next[octet] = (next[octet] as number) ^ bit
  return [{ oid: `${column}.${vlan}`, type: 'OctetString', value: next }]
}
