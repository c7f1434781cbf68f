import { type NewSession, type Origin, sessionLongest, type Tokens } from '#core/access'

/** What is kept of a session that is opened now. */
export const newSession = (
  tokens: Pick<Tokens, 'hash' | 'id'>,
  token: string,
  person: string,
  { address, userAgent = '' }: Origin,
  at: number,
): NewSession => ({
  id: tokens.id(),
  tokenHash: tokens.hash(token),
  person,
  address,
  userAgent: userAgent.slice(0, 300),
  at,
  expiresAt: at + sessionLongest,
})
