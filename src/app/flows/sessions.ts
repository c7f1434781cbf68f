import {
  type AccessPorts,
  type Origin,
  type Person,
  type Session,
  sessionIdle,
  type VisibleCustomer,
} from '#core/access'

export interface SessionFlow {
  /** Who holds this token, null when nobody does any more. Counts as a sign of life. */
  find(token: string): Promise<Session | null>
  /** Whether the token still stands, without counting as a sign of life: for a page that only listens. */
  stands(token: string): Promise<boolean>
  end(token: string, origin: Origin): Promise<void>
  places(person: Person): Promise<readonly VisibleCustomer[]>
  /** A token for a visitor nobody knows yet. */
  visitor(): string
}

/** Writing down every request would cost a write for each read. */
const touchEvery = 60_000

export function createSessions({
  store,
  tokens,
  now,
}: Pick<AccessPorts, 'store' | 'tokens' | 'now'>): SessionFlow {
  const find = (token: string) => store.sessions.find(tokens.hash(token), now(), now() - sessionIdle)
  return {
    async find(token) {
      const session = await find(token)
      if (session && now() - session.lastSeenAt >= touchEvery)
        await store.sessions.touch(tokens.hash(token), now())
      return session
    },
    stands: async (token) => (await find(token)) !== null,
    end: (token, origin) =>
      store.sessions.revoke(tokens.hash(token), {
        action: 'signed-out',
        detail: { address: origin.address },
        at: now(),
      }),
    places: (person) => store.sessions.places(person),
    visitor: () => tokens.fresh(),
  }
}
