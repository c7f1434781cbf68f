import type { Grant, Session } from '#contract'

/** What each role is for, as people read it. What it may do, the server decides. */
export const roleWords: Readonly<Record<Grant['role'], { name: string; may: string }>> = {
  owner: { name: 'Owner', may: 'everything, with people and settings' },
  responder: { name: 'Responder', may: 'look into breaches and stop them' },
  finance: { name: 'Finance', may: 'see what it cost, download reports' },
  auditor: { name: 'Auditor', may: 'read everything, change nothing' },
  viewer: { name: 'Viewer', may: 'see investigations, download nothing' },
}

type Customers = Session['customers']
export interface PlaceChoice {
  readonly value: string
  readonly label: string
}

const wholeHouse = '*'

/** Where a role can be given, as the choices of a list: the house, customers, their sites. */
export function placeChoices(customers: Customers, house: boolean): PlaceChoice[] {
  const all = customers.flatMap(({ id, name, sites }) => [
    { value: id, label: `${name}, all sites` },
    ...sites.map((site) => ({ value: `${id}/${site.id}`, label: `${name}: ${site.name}` })),
  ])
  return house ? [{ value: wholeHouse, label: 'Everything here' }, ...all] : all
}

export const placeValue = ({ customer, site }: Omit<Grant, 'role'>): string =>
  customer === null ? wholeHouse : site === null ? customer : `${customer}/${site}`

export function placeOf(value: string): Omit<Grant, 'role'> {
  if (value === wholeHouse) return { customer: null, site: null }
  const [customer = null, site = null] = value.split('/')
  return { customer, site }
}

/** "Owner, everything here" — a role with its place, in words. */
export function grantText(grant: Grant, customers: Customers): string {
  const customer = customers.find(({ id }) => id === grant.customer)
  const site = customer?.sites.find(({ id }) => id === grant.site)
  const where =
    grant.customer === null
      ? 'everything here'
      : `${customer?.name ?? grant.customer}${grant.site === null ? '' : `: ${site?.name ?? grant.site}`}`
  return `${roleWords[grant.role].name}, ${where}`
}
