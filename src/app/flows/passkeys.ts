import {
  type AccessPorts,
  actsSomewhere,
  type ChallengePurpose,
  challengeLasts,
  type Origin,
  type Passkey,
  type Person,
  passkeyLastWay,
  passkeyRefused,
  type Scene,
  type Session,
} from '#core/access'
import { createAttempts } from './attempts.ts'
import { newSession } from './new-session.ts'

/** Options go to the browser as they are, and what it answers comes back as it is: only the checker knows their shape. */
export interface PasskeyFlow {
  /** A question to anybody: whoever holds a passkey of this host may answer. */
  ask(visitor: string, scene: Scene): Promise<object>
  /** A passkey with user verification is both factors at once. Returns the session's token. */
  signIn(visitor: string, scene: Scene, answer: unknown, origin: Origin): Promise<string>
  /** The same question to one person, for a fresh second factor. */
  askAgain(token: string, person: Person, scene: Scene): Promise<object>
  prove(token: string, session: Session, scene: Scene, answer: unknown, origin: Origin): Promise<void>
  /** Options of a new one. */
  begin(token: string, person: Person, scene: Scene): Promise<object>
  add(
    token: string,
    person: Person,
    scene: Scene,
    made: { name: string; answer: unknown },
    origin: Origin,
  ): Promise<void>
  /** Throws `passkey-last-way` when nothing else would let them in. */
  remove(person: Person, id: string, origin: Origin): Promise<void>
}

export function createPasskeys(ports: AccessPorts): PasskeyFlow {
  return { ...asking(ports), ...entering(ports), ...keeping(ports) }
}

const factOf = (ports: AccessPorts, person: Person, action: string, origin: Origin, detail: object) => ({
  customer: person.customer,
  actor: person.id,
  action,
  subject: person.id,
  detail: { address: origin.address, ...detail },
  at: ports.now(),
})

function asking(ports: AccessPorts): Pick<PasskeyFlow, 'ask' | 'askAgain' | 'begin'> {
  const { store, tokens, passkeys, now } = ports
  const keep = async (
    key: string,
    purpose: ChallengePurpose,
    { options, challenge }: { options: object; challenge: string },
  ) => {
    await store.passkeys.ask(tokens.hash(key), purpose, challenge, now() + challengeLasts)
    return options
  }
  return {
    // Without a list: which passkeys an account has would tell that the account exists.
    ask: async (visitor, scene) => keep(visitor, 'sign-in', await passkeys.question(scene, [])),
    askAgain: async (token, { id }, scene) =>
      keep(token, 'prove', await passkeys.question(scene, await store.passkeys.of(id))),
    begin: async (token, person, scene) =>
      keep(token, 'create', await passkeys.creation(person, scene, await store.passkeys.of(person.id))),
  }
}

function entering(ports: AccessPorts): Pick<PasskeyFlow, 'signIn' | 'prove'> {
  const { store, tokens, passkeys, now } = ports
  const attempts = createAttempts(ports)

  /** Whose passkey answered, and its new counter. The question is spent, whatever comes of it. */
  const judged = async (key: string, purpose: ChallengePurpose, scene: Scene, answer: unknown) => {
    const challenge = await store.passkeys.take(tokens.hash(key), purpose, now())
    const known = await store.passkeys.find(idOf(answer))
    if (challenge === null || !known) return null
    const counter = await passkeys.answered(answer, scene, challenge, known.passkey)
    return counter === null ? null : { ...known, proof: { passkey: known.passkey.id, counter } }
  }

  return {
    async signIn(visitor, scene, answer, origin) {
      const tried = await attempts.begin(`passkey:${idOf(answer)}`, origin)
      const right = await judged(visitor, 'sign-in', scene, answer)
      if (!right) return attempts.refuse(tried, null, 'passkey', passkeyRefused)
      const token = tokens.fresh()
      const opened = await store.signIn.open(
        tried.guesser,
        newSession(tokens, token, right.person.id, origin, tried.at),
        right.proof,
        factOf(ports, right.person, 'signed-in', origin, { proof: 'passkey' }),
      )
      return opened ? token : attempts.refuse(tried, null, 'passkey', passkeyRefused)
    },

    async prove(token, { person }, scene, answer, origin) {
      const tried = await attempts.begin(person.email, origin)
      const right = await judged(token, 'prove', scene, answer)
      const proven =
        right?.person.id === person.id &&
        (await store.signIn.prove(
          tried.guesser,
          { tokenHash: tokens.hash(token), person: person.id, at: tried.at },
          right.proof,
          factOf(ports, person, 'proven-again', origin, { proof: 'passkey' }),
        ))
      if (!proven) await attempts.refuse(tried, null, 'passkey', passkeyRefused)
    },
  }
}

function keeping(ports: AccessPorts): Pick<PasskeyFlow, 'add' | 'remove'> {
  const { store, tokens, passkeys, sso, now } = ports
  return {
    async add(token, person, scene, { name, answer }, origin) {
      const challenge = await store.passkeys.take(tokens.hash(token), 'create', now())
      const made: Passkey | null =
        challenge === null ? null : await passkeys.created(answer, scene, challenge)
      const fact = factOf(ports, person, 'passkey-added', origin, { name })
      if (!made || !(await store.passkeys.add(person.id, made, name, fact))) throw passkeyRefused()
    },
    async remove(person, id, origin) {
      // Whether the provider will vouch for a second factor is not known before: who may act must have one of ours.
      const others = !sso ? 'never' : actsSomewhere(person) ? 'with-authenticator' : 'always'
      const fact = factOf(ports, person, 'passkey-removed', origin, {})
      if ((await store.passkeys.remove(person.id, id, others, fact)) === 'last') throw passkeyLastWay()
    },
  }
}

/** What the browser says which passkey it used; anything else is none. */
function idOf(answer: unknown): string {
  const id = (answer as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id.slice(0, 1500) : ''
}
