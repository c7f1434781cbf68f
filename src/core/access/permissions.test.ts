import { describe, expect, it } from 'vitest'
import type { Grant } from './model.ts'
import { allows, customersWith, sees, within } from './permissions.ts'

const grant = (customer: string | null, site: string | null, role: Grant['role'] = 'owner'): Grant => ({
  role,
  customer,
  site,
})
const house = grant(null, null)
const acme = grant('acme', null)
const lab = grant('acme', 'lab')

describe('a role at a place', () => {
  it('counts for all that lies within it, and for nothing above it', () => {
    const may = (held: Grant, customer?: string, site?: string) =>
      allows({ grants: [held] }, 'people.manage', { customer, site })
    expect([may(house), may(house, 'acme'), may(house, 'acme', 'lab')]).toEqual([true, true, true])
    expect([may(acme), may(acme, 'acme'), may(acme, 'acme', 'lab')]).toEqual([false, true, true])
    expect([may(lab), may(lab, 'acme'), may(lab, 'acme', 'lab')]).toEqual([false, false, true])
    expect([may(acme, 'blank'), may(lab, 'acme', 'main'), may(lab, 'blank', 'lab')]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('for one site lets see that its customer exists, not its other sites', () => {
    const holder = { grants: [lab] }
    expect(sees(holder, { customer: 'acme' })).toBe(true)
    expect(sees(holder, { customer: 'acme', site: 'main' })).toBe(false)
    expect(sees(holder, { customer: 'blank' })).toBe(false)
  })

  it('narrowed to another never grows', () => {
    expect(within([house], { customer: 'acme', site: 'lab' })).toEqual([lab])
    expect(within([lab], { customer: 'acme' })).toEqual([lab])
    expect(within([acme], { customer: 'blank' })).toEqual([])
    expect(within([lab], { customer: 'acme', site: 'main' })).toEqual([])
    expect(within([lab, house], {})).toEqual([lab, house])
  })
})

it('customers for which somebody may do a thing are those they have the role for whole', () => {
  expect(customersWith({ grants: [house] }, 'people.read')).toBeNull()
  expect(customersWith({ grants: [acme, lab, grant('blank', 'x')] }, 'people.read')).toEqual(['acme'])
})

it('a narrowed holder does nothing that is not named', () => {
  expect(allows({ grants: [house], only: ['people.read'] }, 'people.manage', {})).toBe(false)
  expect(allows({ grants: [house], only: ['people.read'] }, 'people.read', {})).toBe(true)
})
