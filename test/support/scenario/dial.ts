import type { Tenant } from './model.ts'
import type { Rng } from './prng.ts'

/** What a person of this site presses to reach an E.164 number. */
export function dialledAs(tenant: Tenant, rng: Rng, e164: string): string {
  const { home, outside } = tenant
  const national = e164.startsWith(home.cc) && !isForeignNanp(tenant, e164)
  if (home.cc === '1' && e164.startsWith('1')) return outside + (rng.chance(0.5) ? e164 : e164.slice(1))
  if (national) return `${outside}${home.trunkPrefix}${e164.slice(home.cc.length)}`
  const plus = outside === '' && rng.chance(0.2)
  return plus ? `+${e164}` : `${outside}${home.international}${e164}`
}

/** Numbers on +1 of another country: dialled like domestic ones, which is what makes them dangerous. */
const isForeignNanp = (tenant: Tenant, e164: string): boolean =>
  tenant.home.cc !== '1' && e164.startsWith('1')

/** How an attacker's tool writes it, one habit per attack. */
export function attackerForm(tenant: Tenant, rng: Rng): (e164: string) => string {
  const { home, outside } = tenant
  const form = rng.int(0, 2)
  return (e164) => {
    if (home.cc === '1' && e164.startsWith('1') && e164.length === 11)
      return `${outside}${form === 0 ? '' : '1'}${e164.slice(1)}`
    if (form === 2 && outside === '') return `+${e164}`
    return `${outside}${home.international}${e164}`
  }
}

/** What the carrier shows of an outside number. Numbers of other countries never lose their country code. */
export function shown(tenant: Tenant, e164: string): string {
  const { home, numberForm } = tenant
  if (!/^\d{7,}$/.test(e164) || numberForm === 'e164') return e164
  if (numberForm === 'plus') return `+${e164}`
  if (home.cc === '1') return e164.length === 11 && e164.startsWith('1') ? e164.slice(1) : `011${e164}`
  return e164.startsWith(home.cc) ? home.trunkPrefix + e164.slice(home.cc.length) : `00${e164}`
}

/** The same of a caller who may have withheld the number. */
export const shownCaller = (tenant: Tenant, e164: string): string =>
  e164 === '' ? 'anonymous' : shown(tenant, e164)
