import {
  type AccessPorts,
  type ListedSession,
  type Origin,
  type Person,
  type Session,
  sessionIdle,
  type VisibleCustomer,
  type Whereabouts,
} from '#core/access'

export interface SessionFlow {
  /** Who holds this token, null when nobody does any more. Counts as a sign of life. */
  find(token: string): Promise<Session | null>
  /** Whether the token still stands, without counting as a sign of life: for a page that only listens. */
  stands(token: string): Promise<boolean>
  end(token: string, origin: Origin): Promise<void>
  /** Those of a person that stand, the one used last first. */
  list(person: string): Promise<readonly ListedSession[]>
  /** Ends one of a person's own, or all but the one they are using; returns how many ended. */
  endOwn(session: Session, which: { readonly id: string } | 'others', origin: Origin): Promise<number>
  exists(where: Whereabouts): Promise<boolean>
  places(person: Person): Promise<readonly VisibleCustomer[]>
  /** A token for a visitor nobody knows yet. */
  visitor(): string
}

/** Writing down every request would cost a write for each read. */
const touchEvery = 60_000

export function createSessions({
  store: { sessions },
  tokens,
  now,
}: Pick<AccessPorts, 'store' | 'tokens' | 'now'>): SessionFlow {
  const find = (token: string) => sessions.find(tokens.hash(token), now(), now() - sessionIdle)
  return {
    async find(token) {
      const session = await find(token)
      if (session && now() - session.lastSeenAt >= touchEvery) await sessions.touch(tokens.hash(token), now())
      return session
    },
    stands: async (token) => (await find(token)) !== null,
    end: (token, origin) =>
      sessions.revoke(tokens.hash(token), {
        action: 'signed-out',
        detail: { address: origin.address },
        at: now(),
      }),
    list: (person) => sessions.list(person, now(), now() - sessionIdle),
    endOwn: ({ id, person }, which, origin) =>
      sessions.revokeOf(person, which === 'others' ? { allBut: id } : which, {
        action: 'sessions-ended',
        actor: person.id,
        detail: { address: origin.address },
        at: now(),
      }),
    exists: (where) => sessions.exists(where),
    places: (person) => sessions.places(person),
    visitor: () => tokens.fresh(),
  }
}
