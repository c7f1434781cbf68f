import { DomainError } from '#core/kernel'
import type { Capability } from '#core/response'
import type { PortControl } from './ports.ts'
import type { SwitchSettings } from './settings.ts'
import { isSame, type Seat, seatIn, type Vlans } from './vlans.ts'

interface Before {
  readonly vlan: number
  readonly seat: Seat
}

/** Puts a port into the quarantine VLAN and takes it out of every other, the one of voice among them. */
export function quarantinePort(
  vlans: Vlans,
  { quarantineVlan: vlan }: Pick<SwitchSettings, 'quarantineVlan'>,
): PortControl<Before> {
  const missing = async (): Promise<string | undefined> => {
    if (vlan === undefined)
      return 'No quarantine VLAN is named: connect the switch again with --quarantine-vlan NUMBER'
    const known = await vlans.known()
    if (known.length === 0)
      return `The switch tells no VLANs by Q-BRIDGE-MIB. By hand on Cisco IOS: interface PORT, switchport access vlan ${vlan}, no switchport voice vlan`
    return known.includes(vlan) ? undefined : `The switch has no VLAN ${vlan}: make it there first`
  }
  return {
    async capability() {
      const lacks = await missing()
      return {
        control: 'quarantine-port',
        available: lacks === undefined,
        how: `SNMPv3: dot1qPvid and the lists of ports of Q-BRIDGE-MIB${vlan === undefined ? '' : `, VLAN ${vlan}`}`,
        ...(lacks === undefined ? {} : { missing: lacks }),
        undoable: true,
        survivesRestart: false,
        keepsEmergency: false,
      } satisfies Capability
    },
    async plan(port) {
      if (vlan === undefined)
        throw new DomainError('control-unavailable', 'No quarantine VLAN is named', (await missing()) ?? '')
      const seat = await vlans.seatOf(port)
      if (seat.pvid === vlan)
        throw new DomainError(
          'control-unavailable',
          `The port ${port} is in VLAN ${vlan} already, by somebody else`,
          'Leave it, or take it out at the switch first.',
        )
      const to = seatIn(vlan, seat)
      const filtering = seat.filtering === to.filtering ? [] : [`dot1qPortIngressFiltering of ${port}: on`]
      return {
        summary: `Put switch port ${port} into quarantine VLAN ${vlan}`,
        steps: [
          `dot1qPvid of ${port}: ${seat.pvid} → ${vlan}`,
          `VLANs that leave at ${port}: ${listOf(seat)} → ${listOf(to)}`,
          ...filtering,
        ],
        before: { vlan, seat } satisfies Before,
      }
    },
    apply: (port, before) => vlans.move(port, seatIn(before.vlan, before.seat)),
    async observe(port, before) {
      const seat = await vlans.seatOf(port)
      if (isSame(seat, seatIn(before.vlan, before.seat))) return 'in-force'
      return seat.pvid === before.vlan ? 'partly' : 'absent'
    },
    undo: (port, { seat }) => vlans.move(port, seat),
  }
}

const listOf = ({ member, untagged }: Seat): string =>
  member.map((vlan) => (untagged.includes(vlan) ? `${vlan} untagged` : `${vlan} tagged`)).join(', ') || 'none'
