import { DomainError } from '#core/kernel'
import { type Order, refuseInternational, refusePrefix } from '#core/response'
import type { PlaceFacts } from './guard-facts.ts'
import type { ResponsePorts } from './ports.ts'

/** What is to be contained, in the words of whoever asks. */
export interface Wanted {
  readonly accounts: readonly string[]
  readonly prefixes: readonly string[]
  readonly ips: readonly string[]
  readonly international: boolean
  /** Everything at once: no country but the own, no call in progress to another, no account or address that is named. */
  readonly lockdown: boolean
  /** Other kinds, each with its target. */
  readonly others: readonly { readonly kind: Order['kind']; readonly target: string }[]
}

/** One order to be, before it is known which connection carries it out. */
export interface Wish extends Omit<Order, 'id' | 'emergency'> {
  /** Goes along where a connection can; nobody asked for it by name. */
  readonly companion: boolean
}

/** A list of orders to be. What stops calls to come stands before what ends calls in progress, or the attacker redials. */
export function wishesOf(wanted: Wanted, { site }: PlaceFacts, { numbering }: ResponsePorts): Wish[] {
  const international = wanted.international || wanted.lockdown
  const abroad = international ? refuseInternational(site.settings, numbering) : null
  const prefixes = wanted.prefixes.map((prefix) => ({
    prefix,
    dial: refusePrefix(prefix, site.settings, numbering),
  }))
  const wish = (kind: Order['kind'], target: string, dial: Order['dial'] = null): Wish => ({
    kind,
    target,
    dial,
    companion: false,
  })
  const along = (given: Wish): Wish => ({ ...given, companion: true })
  const wishes = [
    ...wanted.accounts.map((account) => wish('bar-account', account)),
    ...prefixes.map(({ prefix, dial }) => wish('block-destination', prefix, dial)),
    ...(abroad ? [wish('block-international', '', abroad)] : []),
    ...wanted.ips.map((ip) => wish('block-ip', ip)),
    ...wanted.others.map(({ kind, target }) => wish(kind, target)),
    ...wanted.accounts.map((account) => along(wish('hangup', account))),
    ...prefixes.map(({ dial }) => along(wish('hangup', '', dial))),
    ...(abroad ? [along(wish('hangup', '', abroad))] : []),
  ]
  if (wishes.length > 0) return wishes
  throw new DomainError(
    'nothing-to-contain',
    'Nothing is named that could be contained',
    'Name at least one of --account, --prefix, --ip, --international or --lockdown.',
  )
}
