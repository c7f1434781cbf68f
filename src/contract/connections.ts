import { z } from 'zod'
import { ConnectReport } from './live.ts'

export const connectionKinds = ['asterisk', 'freepbx', 'kamailio', 'nftables', 'switch', 'files'] as const

export const NewConnection = z
  .object({
    kind: z.enum(connectionKinds),
    settings: z
      .record(z.string(), z.unknown())
      .describe('what the kind wants, as docs/guides say; secrets are sealed and never given back'),
  })
  .meta({ id: 'NewConnection' })
export type NewConnection = z.infer<typeof NewConnection>

export const ConnectionView = ConnectReport.omit({ site: true })
  .extend({
    id: z.string(),
    where: z.string().describe('address of the system, without user and password'),
    since: z.string().describe('ISO 8601, UTC'),
    ok: z.boolean().describe('it answers now'),
    reason: z.string().describe("why it cannot be used now, '' when it can"),
    product: z.string().describe("'' while it cannot be used"),
  })
  .meta({ id: 'ConnectionView' })
export type ConnectionView = z.infer<typeof ConnectionView>

export const ConnectionList = z
  .object({ connections: z.array(ConnectionView) })
  .meta({ id: 'ConnectionList' })
export type ConnectionList = z.infer<typeof ConnectionList>
