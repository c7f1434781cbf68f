import { type Firewall, type Ground, type ZoneRole, zoneFacts } from '#core/reach'

/** All firewalls that anything is known of. */
export const firewallsOf = ({ firewalls, placed }: Ground): readonly Firewall[] =>
  placed.length > 0 ? placed.map(({ firewall }) => firewall) : firewalls

export const zonesOfRole = ({ zones }: Ground, role: ZoneRole): string[] =>
  zones === null ? [] : Object.keys(zones.zones).filter((name) => zoneFacts(zones, name)?.role === role)

export const zoneOfRole = (ground: Ground, role: ZoneRole): string | undefined => zonesOfRole(ground, role)[0]
