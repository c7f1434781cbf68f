import type { SecurityEvent, SecurityKind } from '#core/calls'
import type { Drill, DrillAct, DrillCall, DrillGround, DrillScript } from './model.ts'

type Bare = Omit<DrillCall, 'id'>
type Of<D extends DrillAct['do']> = Extract<DrillAct, { do: D }>

const UNIT: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const ms = (text: string): number => Number(text.slice(0, -1)) * (UNIT[text.slice(-1)] as number)
/** Spread evenly over a span, the same every time: steps of the golden ratio. */
const between = ([low, high]: readonly [number, number], n: number): number =>
  low + (high - low) * ((n * 0.618_033_988_75) % 1)
const THIEF = '198.51.100.66'
const AGENT = 'VaxSIPUserAgent/3.5'
/** What people put in front of a number when they do not know how a line is taken here. */
const FRONTS = ['', '0', '00', '000', '9', '90', '900', '9011', '011', '810', '1011', '0011', '99', '8', '77']
const ATTACKED = ['admin', 'manager', 'root']

/** A drill as it would happen at a site: every sign-in and call, told to the millisecond, the same every time. */
export function unroll(drill: Drill, ground: DrillGround): DrillScript {
  const signIns: SecurityEvent[] = []
  const calls: Bare[] = []
  for (const act of drill.acts) {
    const at = ground.begin + ms(act.after)
    if (act.do === 'guess') signIns.push(...guesses(act, at, ground))
    else if (act.do === 'sign-in') signIns.push(signIn(at, act.admin, victimOf(ground, act.admin)))
    else if (act.do === 'scan') calls.push(...scan(act, at))
    else if (act.do === 'call') calls.push(...lanes(act, at, ground))
    else calls.push(...rings(act, at, ground))
  }
  signIns.sort((a, b) => a.at - b.at)
  calls.sort((a, b) => a.startedAt - b.startedAt)
  const numbered = calls.map((call, n) => ({ ...call, id: `drill-${drill.id}-${n}` }))
  const hostile = signIns.find(({ kind }) => kind !== 'sign-in')?.at ?? Number.POSITIVE_INFINITY
  return {
    signIns,
    calls: numbered,
    firstAct: Math.min(hostile, numbered[0]?.startedAt ?? Number.POSITIVE_INFINITY),
  }
}

const victimOf = ({ accounts }: DrillGround, admin: boolean): string =>
  admin ? (ATTACKED[0] as string) : (accounts[0] as string)

function event(at: number, kind: SecurityKind, account: string, sourceIp = THIEF): SecurityEvent {
  const service = kind.startsWith('admin') ? 'AMI' : 'PJSIP'
  return { at: Math.round(at), kind, service, account, sourceIp, session: '', userAgent: AGENT, line: 0 }
}

const signIn = (at: number, admin: boolean, account: string, from = THIEF): SecurityEvent =>
  event(at, admin ? 'admin-sign-in' : 'sign-in', account, from)

function guesses(act: Of<'guess'>, at: number, ground: DrillGround): SecurityEvent[] {
  const address = (n: number): string =>
    act.addresses === 1 ? THIEF : `198.51.100.${1 + (n % act.addresses)}`
  const accountOf = (n: number): string =>
    act.admin
      ? (ATTACKED[n % ATTACKED.length] as string)
      : n % 7 === 0
        ? victimOf(ground, false)
        : String(100 + ((n * 37) % act.accounts))
  const events = Array.from({ length: act.count }, (_, n) =>
    event(
      at + n * act.every * 1000,
      act.admin
        ? 'admin-sign-in-failed'
        : ground.accounts.includes(accountOf(n))
          ? 'sign-in-failed'
          : 'unknown-account',
      accountOf(n),
      address(n),
    ),
  )
  const found = at + act.count * act.every * 1000
  return act.finds ? [...events, signIn(found, act.admin, victimOf(ground, act.admin), address(0))] : events
}

function scan(act: Of<'scan'>, at: number): Bare[] {
  const number = numbersOf(act.to, () => true)[0] as string
  return FRONTS.map((front, n) => {
    const startedAt = Math.round(at + n * act.every * 1000)
    const times = { startedAt, answeredAt: Number.NaN, endedAt: startedAt + 200 }
    return { ...times, ...anonymous, dialled: front + number, charged: number, sourceIp: THIEF }
  })
}

const anonymous = {
  direction: 'outbound',
  entry: 'direct',
  account: 'anonymous',
  from: 'anonymous',
} as const

function lanes(act: Of<'call'>, at: number, ground: DrillGround): Bare[] {
  const numbers = numbersOf(act.to, ground.isForeign)
  const end = at + ms(act.lasts)
  const calls: Bare[] = []
  for (let lane = 0; lane < act.lanes; lane++) {
    // Lanes do not begin at the very same moment.
    for (let next = at + lane * 2500, n = lane; next < end; n += act.lanes) {
      if (act.inHours && !ground.isOpen(next)) {
        next += UNIT['h'] as number
        continue
      }
      const startedAt = Math.round(next)
      const answeredAt = startedAt + Math.round(between([1500, 6000], n))
      const endedAt = answeredAt + Math.round(between(act.seconds, n)) * 1000
      const number = numbers[n % numbers.length] as string
      const times = { startedAt, answeredAt, endedAt }
      calls.push({ ...times, ...sideOf(act, n, ground), dialled: ground.dial(number), charged: number })
      next = endedAt + between(act.gap, n) * 1000
    }
  }
  return calls
}

function sideOf(
  { by, via }: Of<'call'>,
  n: number,
  { accounts }: DrillGround,
): Pick<DrillCall, 'direction' | 'entry' | 'account' | 'from' | 'sourceIp'> {
  const account = {
    victim: accounts[0] as string,
    staff: accounts[n % accounts.length] as string,
    new: newAccount(accounts),
    anonymous: 'anonymous',
  }[by]
  // Whoever is diverted shows the stranger who called.
  if (via !== 'direct')
    return {
      direction: 'through',
      entry: via,
      account,
      from: `+44207946${String(1000 + (n % 40)).slice(1)}`,
      sourceIp: '',
    }
  const sourceIp = by === 'staff' ? '' : THIEF
  return { direction: 'outbound', entry: 'direct', account, from: account, sourceIp }
}

/** An extension beside those there are. */
function newAccount(accounts: readonly string[]): string {
  const highest = Math.max(...accounts.map(Number).filter(Number.isFinite), 100)
  return String(highest + 7)
}

function rings(act: Of<'ring'>, at: number, ground: DrillGround): Bare[] {
  const callers = numbersOf(act.from, () => true)
  const dialled = act.to === 'main' ? ground.main : ground.tollFree
  return Array.from({ length: act.count }, (_, n) => {
    const startedAt = Math.round(at + n * act.every * 1000)
    const seconds = Math.round(between(act.seconds, n))
    const answered = startedAt + Math.round(between(act.ring, n) * 1000)
    const number = callers[n % callers.length] as string
    return {
      startedAt,
      answeredAt: seconds > 0 ? answered : Number.NaN,
      endedAt: answered + seconds * 1000,
      direction: 'inbound' as const,
      entry: 'direct' as const,
      account: ground.accounts[n % ground.accounts.length] as string,
      from: `+${number}`,
      dialled,
      charged: act.to === 'toll-free' ? ground.tollFree.replace(/\D/g, '') : '',
      sourceIp: '',
    }
  })
}

const MOST = 1000

/** E.164 digits, the templates by turns; only those foreign here where there are any. */
function numbersOf(templates: readonly string[], isForeign: (e164: string) => boolean): string[] {
  const foreign = templates.filter((template) => isForeign(numberOf(template, 0)))
  const used = foreign.length > 0 ? foreign : templates
  const most = Math.max(...used.map((template) => 10 ** openDigits(template)))
  return Array.from({ length: Math.min(most, MOST) }, (_, n) => used.map((one) => numberOf(one, n))).flat()
}

const openDigits = (template: string): number => /[X#]*$/.exec(template)?.[0].length ?? 0

function numberOf(template: string, n: number): string {
  const open = openDigits(template)
  const stem = template.slice(1, template.length - open)
  if (open === 0) return stem
  const tail = template.endsWith('#') ? Math.floor(((n * 0.618_033_988_75) % 1) * 10 ** open) : n % 10 ** open
  return stem + String(tail).padStart(open, '0')
}
