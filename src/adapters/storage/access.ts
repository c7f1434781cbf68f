import type pg from 'pg'
import type { AccessStore } from '#core/access'
import { auditStore } from './access-audit.ts'
import { joinStore } from './access-join.ts'
import { methodStore } from './access-methods.ts'
import { passkeyStore } from './access-passkeys.ts'
import { peopleStore } from './access-people.ts'
import { repeatStore } from './access-repeats.ts'
import { sessionStore } from './access-sessions.ts'
import { setupStore } from './access-setup.ts'
import { signInStore } from './access-sign-in.ts'
import { ssoStore } from './access-sso.ts'
import { tokenStore } from './access-tokens.ts'

/** People, sessions, failures and the first administrator, in PostgreSQL. */
export function accessStore(pool: pg.Pool): AccessStore {
  return {
    setup: setupStore(pool),
    signIn: signInStore(pool),
    sessions: sessionStore(pool),
    sso: ssoStore(pool),
    people: peopleStore(pool),
    join: joinStore(pool),
    passkeys: passkeyStore(pool),
    methods: methodStore(pool),
    tokens: tokenStore(pool),
    repeats: repeatStore(pool),
    audit: auditStore(pool),
  }
}
