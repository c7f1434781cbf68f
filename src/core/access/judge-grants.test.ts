import { describe, expect, it } from 'vitest'
import { judgeGrants } from './judge-grants.ts'
import type { Grant } from './model.ts'

const at = (customer: string | null = null, site: string | null = null, role: Grant['role'] = 'viewer') => ({
  role,
  customer,
  site,
})
const owner = (customer: string | null, site: string | null = null) => ({
  grants: [at(customer, site, 'owner')],
})
const why = (...args: Parameters<typeof judgeGrants>) => judgeGrants(...args)?.message ?? 'given'

describe('roles', () => {
  it.each([
    ['an owner of the house', owner(null), null, [at()]],
    ['an owner of the house', owner(null), null, [at('acme'), at('blank', 'lab')]],
    ['an owner of the house', owner(null), 'acme', [at('acme', 'lab')]],
    ['an owner of the customer', owner('acme'), 'acme', [at('acme'), at('acme', 'lab', 'owner')]],
  ] as const)('may be given by %s', (_who, giver, customer, grants) => {
    expect(why(giver, customer, grants)).toBe('given')
  })

  it.each([
    ['none', owner(null), null, [], /there is none/],
    ['two at one place', owner(null), null, [at('acme'), at('acme', null, 'owner')], /named twice/],
    ['a site of nobody', owner(null), null, [at(null, 'lab')], /needs its customer/],
    ['another customer’s', owner(null), 'acme', [at('blank')], /at that customer only/],
    ['the house, to somebody of a customer', owner(null), 'acme', [at()], /at that customer only/],
    ['the house, by an owner of a customer', owner('acme'), null, [at()], /not an owner there/],
    ['another customer, by an owner of one', owner('acme'), null, [at('blank')], /not an owner there/],
    [
      'the customer, by an owner of one site',
      owner('acme', 'lab'),
      'acme',
      [at('acme')],
      /not an owner there/,
    ],
    ['anything, by a responder', { grants: [at(null, null, 'responder')] }, null, [at()], /not an owner/],
  ] as const)('may not be: %s', (_what, giver, customer, grants, said) => {
    expect(why(giver, customer, grants)).toMatch(said)
  })
})
