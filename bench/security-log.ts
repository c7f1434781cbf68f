import { mkdir, writeFile } from 'node:fs/promises'

/** An Asterisk security log, and who in it guessed passwords. */
export interface SecurityLog {
  readonly path: string
  readonly lines: number
  /** Addresses by what they are: four kinds that guess, two that only look like it. */
  readonly addresses: Readonly<Record<Who, readonly string[]>>
}

const START = Date.UTC(2026, 2, 2)
const DAYS = 14
const PHONES = 300
const SIGN_IN_MS = 2_100_000

/** How each kind tries: milliseconds between two tries, how often, on how many accounts. */
const attackers = {
  'two a second': { every: 500, tries: 600, accounts: 1 },
  'one in 12 s': { every: 12_000, tries: 400, accounts: 1 },
  'one in 50 s': { every: 50_000, tries: 400, accounts: 20 },
  'one in 10 min': { every: 600_000, tries: 400, accounts: 40 },
} as const
/** Nobody guesses here: a phone that was not told of the new password, and a person who mistyped it. */
const innocents = {
  'stale password': { every: 60_000, tries: 45, accounts: 1 },
  'mistyped it': { every: 9000, tries: 4, accounts: 1 },
} as const
export type Who = keyof typeof attackers | keyof typeof innocents
export const guessing = Object.keys(attackers) as (keyof typeof attackers)[]
export const innocent = Object.keys(innocents) as (keyof typeof innocents)[]
const OF_EACH = 20

/** Two weeks of 300 phones that sign in anew every 35 minutes, with 80 addresses that guess and 40 that do not. */
export async function securityLog(): Promise<SecurityLog> {
  const events = phones()
  const addresses = {} as Record<Who, string[]>
  let number = 0
  for (const [who, habit] of Object.entries({ ...attackers, ...innocents }) as [Who, Habit][]) {
    const first = number
    number += OF_EACH
    addresses[who] = Array.from({ length: OF_EACH }, (_, k) => addressOf(first + k))
    for (let n = first; n < number; n++) events.push(...tries(n, habit, who in innocents))
  }
  events.sort((a, b) => a.at - b.at)
  const folder = new URL('../../bench/.data/', import.meta.url)
  await mkdir(folder, { recursive: true })
  const path = new URL('security.log', folder).pathname
  await writeFile(path, `${events.map(({ text }) => text).join('\n')}\n`)
  return { path, lines: events.length, addresses }
}

interface Event {
  readonly at: number
  readonly text: string
}

function phones(): Event[] {
  const events: Event[] = []
  for (let phone = 0; phone < PHONES; phone++) {
    const ip = `192.168.${10 + (phone % 4)}.${20 + Math.floor(phone / 4)}`
    for (let at = START + phone * 7013; at < START + DAYS * 86_400_000; at += SIGN_IN_MS)
      events.push(signIn(at, String(1000 + phone), ip))
  }
  return events
}

/** What the address with this number tries; the innocent one works from elsewhere and got in from there before and after. */
function* tries(number: number, habit: Habit, isInnocent: boolean): Generator<Event> {
  const ip = addressOf(number)
  const began = START + SIGN_IN_MS + ((number * 7_919_003) % (9 * 86_400_000))
  const own = String(2000 + number)
  for (let t = 0; t < habit.tries; t++) {
    const account = isInnocent ? own : String(1000 + ((number * 7 + (t % habit.accounts)) % PHONES))
    const at = began + t * habit.every
    yield { at, text: lineOf(at, 'ChallengeResponseFailed', account, ip, FAILED) }
  }
  if (!isInnocent) return
  yield signIn(began - SIGN_IN_MS, own, ip)
  yield signIn(began + habit.tries * habit.every, own, ip)
}

const addressOf = (number: number): string => `198.18.${1 + Math.floor(number / 200)}.${1 + (number % 200)}`
const signIn = (at: number, account: string, ip: string): Event => ({
  at,
  text: lineOf(at, 'SuccessfulAuth', account, ip, ',UsingPassword="1"'),
})

interface Habit {
  readonly every: number
  readonly tries: number
  readonly accounts: number
}

const FAILED = ',Challenge="1772409600/ab",Response="cd",ExpectedResponse=""'

function lineOf(at: number, name: string, account: string, ip: string, rest: string): string {
  const stamp = new Date(at).toISOString().slice(0, 23).replace('T', ' ')
  const severity = name === 'SuccessfulAuth' ? 'Informational' : 'Error'
  return (
    `[${stamp}] SECURITY[7024] res_security_log.c: SecurityEvent="${name}",EventTV="${stamp.replace(' ', 'T')}+0000",` +
    `Severity="${severity}",Service="PJSIP",EventVersion="1",AccountID="${account}",SessionID="${at}${account}",` +
    `LocalAddress="IPV4/UDP/192.0.2.1/5060",RemoteAddress="IPV4/UDP/${ip}/5060"${rest}`
  )
}
