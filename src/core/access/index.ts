// Who may come in and what they may do: people, roles, the permission table, rules of passwords and lockout.
// In: what somebody claims, and the clock. Out: yes or no, and why not. The ports keep people, sessions and failures.
// Nothing here knows a cookie, a hash function or a screen.
export {
  challengeLasts,
  enrolmentLasts,
  invitationLasts,
  proofFresh,
  sessionIdle,
  sessionLongest,
  stepLasts,
} from './durations.ts'
export {
  codeRefused,
  invitationInvalid,
  lastOwner,
  passkeyRefused,
  personExists,
  personUnknown,
  setupDone,
  setupExpired,
  setupRefused,
  signInLocked,
  signInRefused,
  stepExpired,
  stepUpRequired,
  tokenRefused,
} from './errors.ts'
export { judgeGrants } from './judge-grants.ts'
export { judgePassword } from './judge-password.ts'
export { type Counted, countAttempt, type Failures, longestMemory } from './lockout.ts'
export {
  type AccessFact,
  type ApiToken,
  type Credentials,
  type Enrolment,
  type Grant,
  type ListedPasskey,
  type ListedPerson,
  normalEmail,
  type Origin,
  type Passkey,
  type Person,
  type Role,
  roles,
  type Scene,
  type Session,
  type SignInMethods,
  type Standing,
  type VisibleCustomer,
  type Whereabouts,
  wholeHouse,
} from './model.ts'
export { networkOf } from './network-of.ts'
export {
  allowedAt,
  allows,
  allowsSomewhere,
  customersWith,
  type Holder,
  type Permission,
  permissions,
  sees,
  within,
} from './permissions.ts'
export type {
  AccessPorts,
  AccessStore,
  Admission,
  Authenticator,
  ChallengePurpose,
  Changed,
  FirstAdministrator,
  Guesser,
  Invitation,
  Joining,
  JoinStore,
  ListedSession,
  MethodStore,
  NewSession,
  PasskeyChecker,
  PasskeyStore,
  PasswordHasher,
  PeopleStore,
  ProvenSession,
  SecondProof,
  SessionStore,
  SetupStore,
  SignInStore,
  Tokens,
} from './ports.ts'
export type {
  AuditLine,
  AuditQuery,
  AuditStore,
  Earlier,
  RepeatStore,
  TokenStore,
} from './ports-api.ts'
