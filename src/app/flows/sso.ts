import {
  type AccessFact,
  type AccessPorts,
  actsSomewhere,
  normalEmail,
  type Origin,
  type Person,
  type Session,
  type SsoIdentity,
  type SsoPerson,
  ssoLasts,
  ssoLastWay,
  ssoNotYou,
  ssoOff,
  ssoRefused,
  ssoSecondFactorMissing,
  ssoTaken,
  ssoUnknown,
  stepLasts,
} from '#core/access'
import { DomainError } from '#core/kernel'
import { newSession } from './new-session.ts'

/** How somebody signed in by the provider goes on: inside, or with the code that is still to come. */
export type SsoCameIn = { readonly session: string } | { readonly next: 'totp' }

export interface SsoFlow {
  /** What the button calls it; null where there is none. */
  readonly name: string | null
  /** Where to send the browser. `visitor` is the token of its cookie, which must come back with it. */
  begin(visitor: string, redirect: string): Promise<string>
  signIn(visitor: string, returned: string, origin: Origin): Promise<SsoCameIn>
  /** The account of the provider becomes a way in of somebody who is signed in. */
  link(token: string, session: Session, returned: string, origin: Origin): Promise<void>
  /** Throws `sso-last-way` when nothing else would let them in. */
  unlink(person: Person, origin: Origin): Promise<void>
  /** Where to send the browser, to show there anew who they are; as `begin`. */
  beginProof(token: string, redirect: string): Promise<string>
  /** The same person, asked anew by the provider, counts as a second factor shown again. */
  prove(token: string, session: Session, returned: string, origin: Origin): Promise<void>
}

/**
 * Nobody comes in who was not invited. The first time an account is taken for the person whose verified address it has, as long as
 * their invitation stands; others link it themselves, signed in. Whoever may act shows a second factor: the provider says that
 * they did, or they show ours.
 */
export function createSso(ports: AccessPorts): SsoFlow {
  const { store, tokens, sso, now } = ports
  const journeys = createJourneys(ports)
  return {
    name: sso?.name ?? null,

    begin: (visitor, redirect) => journeys.begin(visitor, redirect),

    signIn: (visitor, returned, origin) =>
      enter(ports, journeys, { visitor, returned, origin }).catch(async (error) => {
        const reason = error instanceof DomainError ? error.code : 'sso'
        const fact = { customer: null, actor: 'system:sign-in', subject: 'unknown', at: now() }
        const detail = { address: origin.address, reason }
        await store.signIn.failed([{ ...fact, action: 'sign-in-failed', detail }])
        throw error
      }),

    async link(token, { person }, returned, origin) {
      const identity = await journeys.end(token, returned)
      if (!(await journeys.link(person, identity, origin))) throw ssoTaken()
    },

    async unlink(person, origin) {
      const fact = factOf(person, 'sso-unlinked', origin, {}, now())
      if ((await store.sso.unlink(person.id, fact)) === 'last') throw ssoLastWay()
    },

    beginProof: (token, redirect) => journeys.begin(proofKey(token), redirect, true),

    async prove(token, { person }, returned, origin) {
      const identity = await journeys.end(proofKey(token), returned)
      const known = await store.sso.linked(identity, now())
      if (known?.person.id !== person.id) throw ssoNotYou()
      // Who can show a second factor of ours, or may act, is not let off with a password.
      if (!identity.secondFactor && (known.authenticator || actsSomewhere(person)))
        throw ssoSecondFactorMissing()
      const proof = identity.secondFactor ? 'sso-mfa' : 'sso'
      await store.sso.prove(tokens.hash(token), factOf(person, 'proven-again', origin, { proof }, now()))
    },
  }
}

/** Binds what was kept to the browser. */
const purposeOf = (hash: string): string => `sso:${hash}`

const factOf = (person: Person, action: string, origin: Origin, detail: object, at: number): AccessFact => ({
  customer: person.customer,
  actor: person.id,
  action,
  subject: person.id,
  detail: { address: origin.address, ...detail },
  at,
})

/** A journey that proves is none that links, and the other way round. */
const proofKey = (token: string): string => `proof:${token}`

interface Journeys {
  /** Where to send the browser; `key` must come back with it. */
  begin(key: string, redirect: string, fresh?: boolean): Promise<string>
  /** Who came back; what was kept is spent, whatever comes of it. */
  end(key: string, returned: string): Promise<SsoIdentity>
  link(person: Person, identity: SsoIdentity, origin: Origin): Promise<boolean>
}

function createJourneys({ store, tokens, secrets, sso, now }: AccessPorts): Journeys {
  return {
    async begin(key, redirect, fresh = false) {
      if (!sso) throw ssoOff()
      const { location, kept } = await sso.begin(redirect, fresh)
      const hash = tokens.hash(key)
      await store.sso.keep(hash, secrets.seal(kept, purposeOf(hash)), now() + ssoLasts)
      return location
    },
    async end(key, returned) {
      if (!sso) throw ssoOff()
      const hash = tokens.hash(key)
      const sealed = await store.sso.take(hash, now())
      const kept = sealed === null ? null : secrets.open(sealed, purposeOf(hash))
      const identity = kept === null ? null : await sso.finish(returned, kept)
      if (!identity) throw ssoRefused()
      return identity
    },
    link: (person, identity, origin) =>
      store.sso.link(
        identity,
        person.id,
        factOf(person, 'sso-linked', origin, { issuer: identity.issuer }, now()),
      ),
  }
}

async function enter(
  { store, tokens, now }: AccessPorts,
  journeys: Journeys,
  { visitor, returned, origin }: { visitor: string; returned: string; origin: Origin },
): Promise<SsoCameIn> {
  const identity = await journeys.end(visitor, returned)
  const { person, authenticator } = await whose()
  if (actsSomewhere(person) && !identity.secondFactor) {
    if (!authenticator) throw ssoSecondFactorMissing()
    await store.sso.wantCode(tokens.hash(visitor), person.email, now() + stepLasts)
    return { next: 'totp' }
  }
  const token = tokens.fresh()
  const proof = identity.secondFactor ? 'sso-mfa' : 'sso'
  await store.sso.open(
    newSession(tokens, token, person.id, origin, now()),
    identity.secondFactor,
    factOf(person, 'signed-in', origin, { proof }, now()),
  )
  return { session: token }

  /** The person of the account; of a new one, the person invited at its verified address. */
  async function whose(): Promise<SsoPerson> {
    const known = await store.sso.linked(identity, now())
    if (known) return known
    const invited = identity.email && (await store.sso.invited(normalEmail(identity.email), now()))
    if (!invited || !(await journeys.link(invited.person, identity, origin))) throw ssoUnknown()
    return invited
  }
}
