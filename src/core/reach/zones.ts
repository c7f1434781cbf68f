import { z } from 'zod'

export const zoneRoles = ['internet', 'pbx', 'voice', 'data', 'guest', 'management', 'other'] as const
export type ZoneRole = (typeof zoneRoles)[number]

const network = z.string().min(1)
const Zone = z
  .union([
    network,
    z.array(network),
    z.strictObject({
      addresses: z
        .union([network, z.array(network)])
        .describe('Networks or addresses; "any" is everything that no other zone names'),
      interface: z
        .string()
        .optional()
        .describe(
          'Interface of the firewall that the zone is behind, when there is one firewall; its name or role',
        ),
      self: z.boolean().optional().describe('The zone is the firewall itself'),
      role: z
        .enum(zoneRoles)
        .optional()
        .describe('What the zone is, for the standard questions; not given: what its name says'),
    }),
  ])
  .describe('Networks of the zone, IPv4 and IPv6; "any" is everything that no other zone names')

/** zones.yaml: what the parts of a network are called, and which firewalls stand between them. */
export const ZonesFile = z
  .strictObject({
    zones: z.record(z.string(), Zone).describe('Name of a zone: its networks'),
    firewalls: z
      .record(
        z.string(),
        z.strictObject({
          rules: z
            .union([z.string(), z.array(z.string())])
            .optional()
            .describe(
              'Rule files of this firewall, relative to this file; not given: the files of --rules, in order',
            ),
          interfaces: z
            .record(z.string(), z.union([z.string(), z.array(z.string())]))
            .describe('Interface, by name or role: the zone or zones behind it'),
          addresses: z
            .array(network)
            .optional()
            .describe(
              'Its own addresses, where its rules do not tell them: what is sent there is for the firewall itself',
            ),
          self: z
            .string()
            .optional()
            .describe('Zone that is this machine itself, as with the firewall of the PBX'),
        }),
      )
      .optional()
      .describe(
        'Firewalls, and which zone is behind which of their interfaces; packets take the shortest way',
      ),
  })
  .describe(
    'Zones of a site, for `reach`. Addresses and ports of a question are as sent, before any address translation.',
  )
export type ZonesFile = z.output<typeof ZonesFile>

export interface ZoneFacts {
  readonly addresses: readonly string[]
  readonly interface: string | null
  readonly self: boolean
  readonly role: ZoneRole
}

// What people call the parts of their networks.
const NAMED: readonly (readonly [ZoneRole, RegExp])[] = [
  ['guest', /guest|visitor|iot|camera|public.?wi-?fi|g[aä]st/i],
  ['management', /manage?ment|mgmt|admin/i],
  ['pbx', /pbx|asterisk|freeswitch|kamailio|sip.?server|call.?manager/i],
  ['voice', /voice|voip|phone|telephon/i],
  ['internet', /internet|\bwan\b|outside|world|untrust/i],
  ['data', /data|\blan\b|office|\bpcs?\b|computer|workstation|client|corp|user|staff/i],
]

const roleOf = (name: string): ZoneRole => NAMED.find(([, names]) => names.test(name))?.[0] ?? 'other'

export function zoneFacts(zones: ZonesFile, name: string): ZoneFacts | null {
  const zone = Object.hasOwn(zones.zones, name) ? zones.zones[name] : undefined
  if (zone === undefined) return null
  const list = (given: string | readonly string[]): readonly string[] =>
    typeof given === 'string' ? [given] : given
  if (typeof zone === 'string' || Array.isArray(zone))
    return { addresses: list(zone), interface: null, self: false, role: roleOf(name) }
  return {
    addresses: list(zone.addresses),
    interface: zone.interface ?? null,
    self: zone.self ?? false,
    role: zone.role ?? roleOf(name),
  }
}
