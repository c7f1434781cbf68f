import type { DrillCall, DrillGround } from './model.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const WEEKS = 4
const SEATS = 12

/** Accounts of an office that nobody knows yet, as the site numbers its extensions. */
export function ordinaryAccounts(patterns: readonly string[]): string[] {
  const pattern = patterns[0] ?? '1XXX'
  const free = /[XNZ]+$/i.exec(pattern)?.[0].length ?? 0
  const stem = pattern.slice(0, pattern.length - free).replace(/[XNZ]/gi, '2')
  return Array.from({ length: Math.min(SEATS, 10 ** free - 1) || 1 }, (_, n) =>
    free === 0 ? stem : stem + String(n + 1).padStart(free, '2'),
  )
}

/** Four quiet weeks of a small office before the drill, for a site whose own calls are not known yet: at home, in hours. */
export function ordinaryWeeks(ground: DrillGround, home: readonly string[]): DrillCall[] {
  const calls: DrillCall[] = []
  const first = ground.begin - WEEKS * 7 * DAY
  for (let hour = Math.ceil(first / HOUR) * HOUR; hour < ground.begin - HOUR; hour += HOUR)
    if (ground.isOpen(hour))
      for (let seat = 0; seat < ground.accounts.length; seat++)
        if ((hour / HOUR + seat) % 3 !== 0) calls.push(ordinaryCall(hour, seat, ground, home))
  return calls.sort((a, b) => a.startedAt - b.startedAt)
}

/** Every fourth call is not answered; in and out by turns; each seat calls three numbers. */
function ordinaryCall(hour: number, seat: number, ground: DrillGround, home: readonly string[]): DrillCall {
  const n = hour / HOUR + seat * 31
  const startedAt = hour + ((n * 137) % 3500) * 1000
  const answeredAt = n % 4 === 0 ? Number.NaN : startedAt + 4000 + (n % 9) * 1000
  const endedAt = n % 4 === 0 ? startedAt + 20_000 : answeredAt + (20 + ((n * 53) % 400)) * 1000
  const number = home[(seat * 3 + (n % 3)) % home.length] as string
  const account = ground.accounts[seat] as string
  const times = { id: `ordinary-${hour}-${seat}`, startedAt, answeredAt, endedAt, entry: 'direct' } as const
  return n % 2 === 1
    ? {
        ...times,
        direction: 'inbound',
        account,
        from: `+${number}`,
        dialled: ground.main,
        charged: '',
        sourceIp: '',
      }
    : {
        ...times,
        direction: 'outbound',
        account,
        from: account,
        dialled: ground.dial(number),
        charged: number,
        sourceIp: '',
      }
}
