import type { AccessPorts } from '#core/access'
import { createTokens, type TokenFlow } from './api-tokens.ts'
import { type AuditLogFlow, createAuditLog } from './audit-log.ts'
import { createFirstAdministrator, type FirstAdministratorFlow } from './first-administrator.ts'
import { createJoin, type JoinFlow } from './join.ts'
import { createOwnMethods, type OwnMethodsFlow } from './own-methods.ts'
import { createPasskeys, type PasskeyFlow } from './passkeys.ts'
import { createPeople, type PeopleFlow } from './people.ts'
import { createRepeats, type RepeatFlow } from './repeats.ts'
import { createSessions, type SessionFlow } from './sessions.ts'
import { createSignIn, type SignInFlow } from './sign-in.ts'
import { createSso, type SsoFlow } from './sso.ts'

/** Everything about who may come in. */
export interface Access {
  readonly setup: FirstAdministratorFlow
  readonly signIn: SignInFlow
  readonly sessions: SessionFlow
  readonly people: PeopleFlow
  readonly join: JoinFlow
  readonly passkeys: PasskeyFlow
  readonly methods: OwnMethodsFlow
  readonly tokens: TokenFlow
  readonly repeats: RepeatFlow
  readonly audit: AuditLogFlow
  readonly sso: SsoFlow
  /** UTC milliseconds. */
  readonly now: () => number
}

export const createAccess = (ports: AccessPorts): Access => ({
  setup: createFirstAdministrator(ports),
  signIn: createSignIn(ports),
  sessions: createSessions(ports),
  people: createPeople(ports),
  join: createJoin(ports),
  passkeys: createPasskeys(ports),
  methods: createOwnMethods(ports),
  tokens: createTokens(ports),
  repeats: createRepeats(ports),
  audit: createAuditLog(ports),
  sso: createSso(ports),
  now: ports.now,
})
