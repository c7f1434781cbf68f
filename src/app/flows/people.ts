import {
  type AccessFact,
  type AccessPorts,
  allows,
  type Changed,
  customersWith,
  type Grant,
  type Holder,
  invitationLasts,
  judgeGrants,
  type ListedPerson,
  lastOwner,
  normalEmail,
  personExists,
  personUnknown,
} from '#core/access'

/** Who looks after people, and as whom the ledger knows them. */
export interface Keeper {
  readonly holder: Holder
  readonly actor: string
}

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly customer: string | null
  readonly grants: readonly Grant[]
}

/** A one-time link, shown once. */
export interface OneTimeLink {
  readonly token: string
  readonly expiresAt: number
}

export interface PeopleFlow {
  /** Those the asker may see, by address, after the address `after`. */
  list(asker: Holder, limit: number, after: string): Promise<readonly ListedPerson[]>
  /** Nobody can sign in as them before they have used the link. */
  invite(keeper: Keeper, entries: NewPerson): Promise<{ person: ListedPerson; link: OneTimeLink }>
  change(
    keeper: Keeper,
    id: string,
    wanted: { name?: string | undefined; grants?: readonly Grant[] | undefined },
  ): Promise<ListedPerson>
  setActive(keeper: Keeper, id: string, active: boolean): Promise<ListedPerson>
  /** Password, authenticator, recovery codes and sessions end now; the link is the way back. */
  reset(keeper: Keeper, id: string): Promise<{ person: ListedPerson; link: OneTimeLink }>
}

export function createPeople({ store: { people }, tokens, now }: AccessPorts): PeopleFlow {
  const newLink = () => {
    const link = { token: tokens.fresh(), expiresAt: now() + invitationLasts }
    return { link, invitation: { tokenHash: tokens.hash(link.token), expiresAt: link.expiresAt } }
  }
  const fact = (
    { actor }: Keeper,
    action: string,
    { id, customer }: { id: string; customer: string | null },
    detail: AccessFact['detail'],
  ): AccessFact => ({ customer, actor, action, subject: id, detail, at: now() })

  /** To somebody who may not look after them they do not exist. */
  const kept = async ({ holder }: Keeper, id: string): Promise<ListedPerson> => {
    const person = await people.find(id)
    if (!person || !allows(holder, 'people.manage', { customer: person.customer })) throw personUnknown()
    return person
  }
  const after = async (id: string, changed: Changed): Promise<ListedPerson> => {
    if (changed === 'last-owner') throw lastOwner()
    return (await people.find(id)) as ListedPerson
  }

  return {
    list: (asker, limit, from) => people.list(customersWith(asker, 'people.read'), limit, from),

    async invite(keeper, { name, email: typed, customer, grants }) {
      const refused = judgeGrants(keeper.holder, customer, grants)
      if (refused) throw refused
      const { link, invitation } = newLink()
      const person = { id: tokens.id(), name: name.trim(), email: normalEmail(typed), customer, grants }
      const detail = { name: person.name, email: person.email, grants }
      if (!(await people.invite(person, invitation, fact(keeper, 'person-invited', person, detail))))
        throw personExists()
      return { person: await after(person.id, 'done'), link }
    },

    async change(keeper, id, wanted) {
      const person = await kept(keeper, id)
      const { name = person.name, grants = person.grants } = wanted
      const refused = wanted.grants ? judgeGrants(keeper.holder, person.customer, grants) : null
      if (refused) throw refused
      const detail = { before: { name: person.name, grants: person.grants }, after: { name, grants } }
      return after(
        id,
        await people.change(id, name.trim(), grants, fact(keeper, 'person-changed', person, detail)),
      )
    },

    async setActive(keeper, id, active) {
      const person = await kept(keeper, id)
      const action = active ? 'person-activated' : 'person-deactivated'
      return after(id, await people.setActive(id, active, fact(keeper, action, person, {})))
    },

    async reset(keeper, id) {
      const person = await kept(keeper, id)
      const { link, invitation } = newLink()
      const changed = await people.reset(id, invitation, fact(keeper, 'person-reset', person, {}))
      return { person: await after(id, changed), link }
    },
  }
}
