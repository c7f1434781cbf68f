import {
  type AccessPorts,
  type ApiToken,
  allows,
  type Holder,
  type Origin,
  type Permission,
  type Person,
  permissions,
  tokenRefused,
  type Whereabouts,
  within,
} from '#core/access'

export interface NewToken {
  readonly name: string
  readonly permissions: readonly string[]
  readonly customer: string | null
  readonly site: string | null
  readonly days: number
}

export interface TokenFlow {
  /** Those of a person that stand. */
  list(person: Person): Promise<readonly ApiToken[]>
  /** The token itself is returned now and never again. */
  make(person: Person, wanted: NewToken, origin: Origin): Promise<{ token: ApiToken; secret: string }>
  end(person: Person, id: string, origin: Origin): Promise<boolean>
  /** Who uses it and what they may: what the token names, as far as the person still may it. */
  use(secret: string): Promise<{ token: ApiToken; person: Person; holder: Holder } | null>
}

const day = 24 * 3600_000
const shown = 8

/** `rf_` and eight characters that are shown, then what is not: 256 bits in all. */
export function createTokens({ store, tokens, now }: AccessPorts): TokenFlow {
  const fact = (person: Person, action: string, id: string, { address }: Origin, detail: object) => ({
    customer: person.customer,
    actor: person.id,
    action,
    subject: `token:${id}`,
    detail: { address, ...detail },
    at: now(),
  })
  return {
    list: (person) => store.tokens.list(person.id, now()),

    async make(person, wanted, origin) {
      const { name, permissions: asked, customer, site, days } = wanted
      const place = { customer, site }
      const why = refusal(person, asked, place)
      if (why) throw tokenRefused(why)
      if (customer !== null && !(await store.sessions.exists(place)))
        throw tokenRefused('there is no such place')
      const secret = `rf_${tokens.fresh()}`
      const id = tokens.id()
      const at = now()
      const token: ApiToken = {
        id,
        name: name.trim(),
        prefix: secret.slice(0, 3 + shown),
        permissions: asked,
        customer,
        site,
        createdAt: at,
        expiresAt: at + days * day,
        lastUsedAt: null,
      }
      const detail = { name: token.name, permissions: asked, customer, site, days }
      await store.tokens.add(
        person.id,
        token,
        tokens.hash(secret),
        fact(person, 'token-made', id, origin, detail),
      )
      return { token, secret }
    },

    end: (person, id, origin) =>
      store.tokens.revoke(person.id, id, fact(person, 'token-ended', id, origin, {})),

    async use(secret) {
      const found = await store.tokens.use(tokens.hash(secret), now())
      if (!found) return null
      const { token, person } = found
      const only = token.permissions.filter(isPermission)
      return { ...found, holder: { grants: within(person.grants, token), only } }
    },
  }
}

const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name)

/** A token may name only what its owner may do, at that very place. */
function refusal(person: Person, asked: readonly string[], place: Whereabouts): string | null {
  if (asked.length === 0) return 'it would be allowed nothing'
  if (place.customer == null && place.site != null) return 'a site needs its customer'
  const grants = within(person.grants, place)
  const beyond = asked.filter(
    (name) => !isPermission(name) || !grants.some((grant) => allows({ grants }, name, grant)),
  )
  return beyond.length > 0 ? `you may not do it yourself there: ${beyond.join(', ')}` : null
}
