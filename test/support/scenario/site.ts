import { makeDeck } from './deck.ts'
import type { Contact, Extension, Tenant } from './model.ts'
import { type Home, homes, type Place, place, places } from './places.ts'
import type { Rng } from './prng.ts'
import { createZone } from './zone.ts'

const NAMES =
  'Alice Bob Carol Dave Erin Frank Grace Heidi Ivan Judy Mallory Niaj Olivia Peggy Rupert Sybil Trent Victor Walter Zoë Jürgen Łukasz'.split(
    ' ',
  )
const PHONES = [
  'Yealink SIP-T46S 66.86.0.15',
  'Yealink SIP-T42U 108.86.0.45',
  'Grandstream GXP2170 1.0.11.64',
  'PolycomVVX-VVX_411-UA/6.4.3',
  'Cisco-CP-8841-3PCC/12.0.1',
  'snom715/8.9.3.80',
  'Fanvil X4U 2.12.1',
]
const EVERYDAY = [
  'GB',
  'DE',
  'FR',
  'NL',
  'CA',
  'US',
  'MX',
  'IN',
  'CN',
  'JP',
  'IE',
  'ES',
  'IT',
  'PL',
  'CH',
  'AU',
  'SG',
  'IL',
  'TR',
  'BR',
]

export interface SiteOptions {
  extensions: number
  busy?: number
  country?: string | undefined
  timezone?: string | undefined
  start: (zone: ReturnType<typeof createZone>) => number
  days: number
}

/** A made-up business: phones, people, the numbers they call, and what its carrier charges. */
export function makeTenant(rng: Rng, options: SiteOptions): Tenant & { from: number } {
  const home =
    homes.find((h) => h.iso === options.country) ??
    (options.country ? undefined : rng.pick(homes.slice(0, 5)))
  if (!home)
    throw new Error(`no home country ${options.country}; there are ${homes.map((h) => h.iso).join(', ')}`)
  const timezone = options.timezone ?? rng.pick(home.zones)
  const from = options.start(createZone(timezone))
  const outside = rng.pick(home.outside)
  const digits = options.extensions >= 90 || rng.chance(0.4) ? 4 : 3
  // An outside line by 9 or 0 and extensions that begin with it would never be told apart.
  const first = digits === 4 ? rng.pick([1001, 2001, 6001, 7101]) : rng.pick([101, 201, 401, 601])
  const accountCodes = rng.pick(['none', 'none', 'none', 'extension', 'extension', 'department'] as const)
  const contactsOf = makeContacts(rng, home)
  const extensions = Array.from({ length: options.extensions }, (_, i): Extension => {
    const number = String(first + i)
    const busy = rng.lognormal(1, 0.8)
    return {
      number,
      name: `${rng.pick(NAMES)}${rng.chance(0.3) ? ` ${rng.pick(['Smith', "O'Neil", 'Müller', 'van "Van" Dyk', 'Ng, J.'])}` : ''}`,
      outRate: Math.min(40, 4 * busy) * (options.busy ?? 1),
      inRate: Math.min(30, 3.3 * busy) * (options.busy ?? 1),
      contacts: contactsOf(),
      ip: rng.chance(0.85) ? `10.${rng.int(0, 3)}.${rng.int(0, 9)}.${10 + (i % 240)}` : homeIp(rng),
      agent: rng.pick(PHONES),
      code:
        accountCodes === 'extension'
          ? number
          : accountCodes === 'department'
            ? rng.pick(['sales', 'support', 'office'])
            : '',
      begins: rng.float(7.2, 9.6),
      ends: rng.float(15.5, 18.8),
    }
  })
  const groups = Array.from({ length: Math.max(1, Math.ceil(options.extensions / 40)) }, (_, i) => ({
    number: `${digits === 4 ? 8 : 7}${String(i + 1).padStart(digits - 1, '0')}`,
    members: rng.some(extensions, Math.min(extensions.length, rng.int(3, 8))).map((e) => e.number),
  }))
  const didBase = rng.number(rng.pick(home.fixed))
  const dids = extensions
    .slice(0, 120)
    .map((_, i) => didBase.slice(0, -3) + String((Number(didBase.slice(-3)) + i) % 1000).padStart(3, '0'))
  const deck = makeDeck(rng.fork('deck'), home, from, options.days)
  return {
    from,
    home,
    outside,
    extensions,
    groups,
    dids,
    deck,
    accountCodes,
    tollFreeDid: rng.number(rng.pick(home.tollFree)),
    trunk: rng.pick(['carrier', 'trunk-voip', 'siptrunk1', 'provider-out', 'telco_a']),
    numberForm: rng.pick(['e164', 'plus', 'national', 'national']),
    systemName: rng.chance(0.3) ? rng.pick(['pbx1', 'hq-pbx', 'ast-01']) : '',
    closed: new Set(home.closed),
    site: {
      name: `Site ${rng.int(100, 999)}`,
      country: home.iso,
      timezone,
      currency: home.currency,
      prefixes: {
        ...(outside === '' ? {} : { outsideLine: [outside] }),
        international: [home.international],
        national: [home.trunkPrefix],
      },
      internal: patterns(digits, first, options.extensions),
      businessHours: { 'mon-fri': '08:00-18:00' },
    },
  }
}

function patterns(digits: number, first: number, count: number): string[] {
  const heads = new Set<string>()
  for (let n = first; n < first + count; n += 1) heads.add(String(n)[0] ?? '')
  heads.add(digits === 4 ? '8' : '7')
  return [...heads].map((head) => head + 'X'.repeat(digits - 1))
}

const homeIp = (rng: Rng): string =>
  `${rng.pick([24, 73, 81, 86, 91, 98])}.${rng.int(1, 250)}.${rng.int(0, 250)}.${rng.int(2, 250)}`

/** People call few numbers often and many once; a few have business abroad. */
function makeContacts(rng: Rng, home: Home): () => Contact[] {
  const shared = Array.from({ length: 60 }, () => domestic(rng, home))
  const risky = rng.chance(0.35) ? rng.pick(places.filter((p) => p.high)) : null
  const partners = rng
    .some(
      EVERYDAY.filter((iso) => iso !== home.iso),
      rng.int(2, 6),
    )
    .map(place)
  let riskyLeft = risky ? 1 : 0
  return () => {
    const own = Array.from({ length: rng.int(12, 50) }, () => ({
      peer: rng.chance(0.3) ? rng.pick(shared) : domestic(rng, home),
      weight: 0,
      median: rng.lognormal(90, 0.4),
    }))
    if (rng.chance(0.12))
      own.splice(rng.int(0, 4), 0, ...abroad(rng, rng.some(partners, rng.int(1, 3)), rng.int(1, 5)))
    if (risky && riskyLeft > 0 && rng.chance(0.2)) {
      riskyLeft--
      own.push(...abroad(rng, [risky], rng.int(1, 3)))
    }
    for (const [i, contact] of own.entries()) contact.weight = 1 / (i + 1) ** 0.9
    return own
  }
}

export function domestic(rng: Rng, home: Home): string {
  const kind = rng.weighted([0.5, 0.42, 0.08])
  return rng.number(rng.pick(kind === 0 ? home.fixed : kind === 1 ? home.mobile : home.tollFree))
}

function abroad(rng: Rng, where: readonly Place[], count: number): Contact[] {
  return Array.from({ length: count }, () => ({
    peer: rng.number(rng.pick(rng.pick(where).plain)),
    weight: 0,
    median: rng.lognormal(180, 0.5),
  }))
}
