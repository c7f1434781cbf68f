import type { DomainError } from '#core/kernel'
import { grantRefused } from './errors.ts'
import type { Grant } from './model.ts'
import { allows, type Holder } from './permissions.ts'

/**
 * Why these roles may not be given to a person of `customer` (null: of the house), null when they may: one role a place, none
 * outside their own customer, and only where the giver looks after people.
 */
export function judgeGrants(
  giver: Holder,
  customer: string | null,
  grants: readonly Grant[],
): DomainError | null {
  const places = new Set(grants.map((grant) => JSON.stringify([grant.customer, grant.site])))
  if (grants.length === 0) return grantRefused('there is none; deactivate the person instead')
  if (places.size < grants.length) return grantRefused('a place is named twice')
  if (grants.some((grant) => grant.customer === null && grant.site !== null))
    return grantRefused('a site needs its customer')
  if (customer !== null && grants.some((grant) => grant.customer !== customer))
    return grantRefused('people of a customer have roles at that customer only')
  if (!grants.every((grant) => allows(giver, 'people.manage', grant)))
    return grantRefused('you are not an owner there')
  return null
}
