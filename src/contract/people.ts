import { z } from 'zod'
import { Grant, NewPassword, PersonName, SignInEmail } from './access.ts'

export const PersonView = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    customer: z.string().nullable().describe('whose person this is; null: of the house'),
    grants: z.array(Grant),
    standing: z.enum(['invited', 'active', 'deactivated']),
    createdAt: z.string(),
    lastSeenAt: z.string().nullable(),
    invitedUntil: z.string().nullable().describe('when their one-time link ends'),
  })
  .meta({ id: 'Person' })
export type PersonView = z.infer<typeof PersonView>

export const PeoplePage = z.object({ items: z.array(PersonView), nextCursor: z.string().nullable() })
export type PeoplePage = z.infer<typeof PeoplePage>

const grants = z.array(Grant).min(1).max(1000)

export const InviteRequest = z.object({
  name: PersonName,
  email: SignInEmail,
  customer: z.string().max(100).nullable().default(null),
  grants,
})

export const PersonChange = z.object({ name: PersonName.optional(), grants: grants.optional() })

/** The link is shown only now. */
export const Invited = z
  .object({
    person: PersonView,
    link: z.string().describe('path of the one-time link, to be put behind the address of the console'),
    expiresAt: z.string(),
  })
  .meta({ id: 'Invited' })
export type Invited = z.infer<typeof Invited>

const token = z.string().max(200).describe('from the link, after #token=')
export const InvitationLook = z.object({ token })
export const InvitedPerson = z.object({ name: z.string(), email: z.string() })
export const InvitationAccept = z.object({ token, password: NewPassword })
