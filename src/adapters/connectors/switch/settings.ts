import { z } from 'zod'

/** A switch that phones hang on, and who may change its ports by SNMPv3 with authentication and privacy. */
export const SwitchSettings = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).default(161),
  user: z.string().min(1).max(32),
  auth: z.enum(['sha', 'sha224', 'sha256', 'sha384', 'sha512']).default('sha256'),
  // RFC 3414, 11.2: shorter ones are refused by every agent.
  authSecret: z.string().min(8),
  priv: z.enum(['aes', 'aes256b', 'aes256r']).default('aes'),
  privSecret: z.string().min(8),
  /** Ports that other machines hang on: to the router, other switches, the PBX, Ringfence. They are never touched. */
  uplinks: z.array(z.string().min(1)).default([]),
  /** The VLAN where a port may do no harm: the switch has it, and nothing of worth is in it. */
  quarantineVlan: z.number().int().min(1).max(4094).optional(),
})
export type SwitchSettings = z.output<typeof SwitchSettings>
