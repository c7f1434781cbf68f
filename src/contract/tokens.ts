import { z } from 'zod'
import { PersonName } from './access.ts'

export const TokenView = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().describe('how it begins'),
    permissions: z.array(z.string()),
    customer: z.string().nullable().describe('where it counts; null: wherever you may'),
    site: z.string().nullable(),
    createdAt: z.string(),
    expiresAt: z.string(),
    lastUsedAt: z.string().nullable(),
  })
  .meta({ id: 'Token' })
export type TokenView = z.infer<typeof TokenView>

export const TokenList = z.object({ items: z.array(TokenView) })
export type TokenList = z.infer<typeof TokenList>

export const TokenRequest = z.object({
  name: PersonName,
  permissions: z.array(z.string().max(100)).min(1).max(200),
  customer: z.string().max(100).nullable().default(null),
  site: z.string().max(100).nullable().default(null),
  days: z.number().int().min(1).max(366).default(90),
})

/** The secret is shown only now. */
export const TokenMade = z
  .object({ token: TokenView, secret: z.string().describe('send it as `authorization: Bearer …`') })
  .meta({ id: 'TokenMade' })
export type TokenMade = z.infer<typeof TokenMade>
