import { globals, type Home, places } from './places.ts'
import type { Rng } from './prng.ts'

/** A row of a rate deck. Money as decimal text, exactly as it stands in the file. */
export interface DeckRow {
  prefix: string
  description: string
  rate: string
  fee: string
  initial: number
  recurring: number
  /** ISO 8601 or ''. */
  from: string
  minimum: string
}

const HEADER =
  'prefix,description,rate_per_minute,connection_fee,initial_increment,recurring_increment,currency,effective_from'
const PER_DOLLAR: Record<string, number> = { USD: 1, CAD: 1.37, GBP: 0.79, EUR: 0.92, AUD: 1.52 }

/** A carrier's deck: every country, mobile apart, leased ranges apart; sometimes a rate changes within the month. */
export function makeDeck(rng: Rng, home: Home, start: number, days: number): DeckRow[] {
  const factor = (PER_DOLLAR[home.currency] ?? 1) * rng.float(0.85, 1.3)
  const domestic = rng.pick([
    [1, 1],
    [6, 6],
    [30, 6],
    [60, 60],
  ] as const) // prettier-ignore
  const abroad = rng.pick([
    [1, 1],
    [6, 6],
    [30, 6],
    [60, 60],
    [60, 1],
  ] as const) // prettier-ignore
  const fee = rng.chance(0.25) ? rng.pick(['0.01', '0.05', '0.025']) : '0'
  const minimum = rng.chance(0.15) ? '0.02' : ''
  const decimals = rng.int(3, 5)
  const rows: DeckRow[] = []
  const add = (prefix: string, description: string, dollars: number, local: boolean): void => {
    const [initial, recurring] = local ? domestic : abroad
    const rate = (dollars * factor).toFixed(decimals)
    rows.push({
      prefix,
      description,
      rate,
      fee: local ? '0' : fee,
      initial,
      recurring,
      from: '',
      minimum: local ? '' : minimum,
    })
  }
  add(home.cc, `${home.iso} fixed`, rng.float(0.006, 0.014), true)
  for (const template of home.mobile) add(stem(template), `${home.iso} mobile`, rng.float(0.008, 0.03), true)
  for (const template of home.tollFree)
    add(stem(template), `${home.iso} toll-free`, rng.float(0.015, 0.04), true)
  for (const template of home.cc === '1' ? [...CONFERENCE, ...PREMIUM] : [])
    add(
      stem(template),
      'High cost',
      template.startsWith('1900') ? rng.float(1, 3) : rng.float(0.02, 0.06),
      true,
    )
  for (const p of [...places, ...globals]) {
    if (p.iso === home.iso) continue
    if (p.cc !== home.cc) add(p.cc, p.iso, p.rate, false)
    else for (const template of p.plain) add(stem(template), p.iso, p.rate, false)
    const mobile = p.plain[1]
    if (mobile && p.cc !== home.cc) add(stem(mobile), `${p.iso} mobile`, p.rate * rng.float(1, 1.6), false)
    for (const template of p.leased)
      add(stem(template), `${p.iso} special`, p.leasedRate * rng.float(0.8, 1.2), false)
  }
  const unique = rows.filter((row, i) => rows.findIndex((other) => other.prefix === row.prefix) === i)
  return rng.chance(0.3) ? withChanges(rng, unique, start, days) : unique
}

/** Ten-digit numbers that cost more than they look; leased by chat and conference services. */
export const CONFERENCE = [
  '1712432XXXX',
  '1712775XXXX',
  '1712451XXXX',
  '1641715XXXX',
  '1641552XXXX',
  '1605475XXXX',
  '1605477XXXX',
  '1605562XXXX',
  '1218844XXXX',
  '1218339XXXX',
  '1218862XXXX',
] as const // prettier-ignore
export const PREMIUM = ['1900NXXXXXX', '1212976XXXX', '1415976XXXX', '1312976XXXX'] as const

const stem = (template: string): string => template.replace(/[XNZ].*$/, '')

/** New rates from some day of the month on, and rows of the future that must not count. */
function withChanges(rng: Rng, rows: DeckRow[], start: number, days: number): DeckRow[] {
  const at = new Date(start + Math.floor(days * rng.float(0.2, 0.8)) * 86_400_000).toISOString().slice(0, 10)
  const later = new Date(start + (days + 40) * 86_400_000).toISOString().slice(0, 10)
  const out: DeckRow[] = []
  for (const row of rows) {
    out.push({ ...row, from: rng.chance(0.5) ? '2020-01-01T00:00:00Z' : '' })
    if (rng.chance(0.25))
      out.push({ ...row, rate: scaled(row.rate, rng.float(0.8, 1.5)), from: `${at}T00:00:00Z` })
    if (rng.chance(0.1)) out.push({ ...row, rate: scaled(row.rate, 9), from: `${later}T00:00:00Z` })
  }
  return out
}

const scaled = (rate: string, by: number): string =>
  (Number(rate) * by).toFixed(rate.split('.')[1]?.length ?? 4)

export function deckCsv(rows: readonly DeckRow[], currency: string): string {
  const withMinimum = rows.some((row) => row.minimum !== '')
  const lines = rows.map((row) => {
    const cells = [
      row.prefix,
      row.description,
      row.rate,
      row.fee,
      row.initial,
      row.recurring,
      currency,
      row.from,
    ]
    return (withMinimum ? [...cells, row.minimum] : cells).join(',')
  })
  return [withMinimum ? `${HEADER},minimum_charge` : HEADER, ...lines, ''].join('\n')
}

/** Prices calls in whole micro-units, in BigInt, as CONTRACT.md says: written apart from the product's own rating. */
export function createPricer(
  rows: readonly DeckRow[],
): (e164: string, answered: number, seconds: number) => number | null {
  const byPrefix = new Map<string, { from: number; row: DeckRow }[]>()
  for (const row of rows) {
    const from = row.from === '' ? Number.NEGATIVE_INFINITY : Date.parse(row.from)
    byPrefix.set(row.prefix, [...(byPrefix.get(row.prefix) ?? []), { from, row }])
  }
  return (e164, answered, seconds) => {
    if (seconds <= 0) return 0
    for (let length = e164.length; length > 0; length--) {
      const inForce = (byPrefix.get(e164.slice(0, length)) ?? []).filter(({ from }) => from <= answered)
      if (inForce.length === 0) continue
      return costOf(inForce.reduce((a, b) => (b.from >= a.from ? b : a)).row, seconds)
    }
    return null
  }
}

/** Micro-units times 10^6. */
const scale = (text: string): bigint => {
  const [whole = '0', fraction = ''] = (text === '' ? '0' : text).split('.')
  return BigInt(whole) * 1_000_000_000_000n + BigInt(fraction.padEnd(12, '0'))
}

function costOf(row: DeckRow, seconds: number): number {
  const more = Math.max(0, seconds - row.initial)
  const billed = BigInt(row.initial + Math.ceil(more / row.recurring) * row.recurring)
  const sixtieths = scale(row.fee) * 60n + scale(row.rate) * billed
  const cost = sixtieths > scale(row.minimum) * 60n ? sixtieths : scale(row.minimum) * 60n
  const unit = 60_000_000n
  return Number((cost * 2n + unit) / (unit * 2n))
}
