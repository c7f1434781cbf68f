import type { FlaggedCall, MarkJson, MarkRequest, VerdictChange } from '#contract'
import { counted, money } from '../../format.ts'
import { verdictBadge } from '../../words.ts'
import type { MarkChoice } from './MarkMenu.tsx'

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** "Saturday 21:00 to 22:00". */
export function hourWords(hour: number): string {
  const two = (n: number) => `${String(n % 24).padStart(2, '0')}:00`
  return `${days[Math.floor(hour / 24)]} ${two(hour)} to ${two(hour + 1)}`
}

/** 0-167 from Monday 00:00, on the clock of the zone. */
function hourOfWeek(iso: string, zone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(
    format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]),
  )
  return Math.max(0, days.indexOf(parts['weekday'] ?? '')) * 24 + Number(parts['hour'])
}

/** What may be said of one call, the narrowest first. */
export function choicesOf(call: FlaggedCall, prefix: string, zone: string): readonly MarkChoice[] {
  const number = call.direction === 'inbound' ? call.from : call.to
  const hour = hourOfWeek(call.startedAt, zone)
  return [
    { words: 'This call', mark: { what: 'call', value: call.id } },
    ...(/^\+\d{3,15}$/.test(number)
      ? [{ words: `Every call with ${number}`, mark: { what: 'number', value: number } as const }]
      : []),
    ...(prefix
      ? [{ words: `Every call to ${prefix}…`, mark: { what: 'prefix', value: prefix } as const }]
      : []),
    {
      words: `Account ${call.account}, ${hourWords(hour)}`,
      mark: { what: 'account-hour', value: call.account, hour },
    },
    { words: `Every call of account ${call.account}`, mark: { what: 'account', value: call.account } },
  ]
}

/** What a mark says, in words: "Calls to +25261… were us". */
export function markWords({ says, what, value, hour }: MarkRequest | MarkJson): string {
  const whose = says === 'us' ? 'us' : 'them too'
  if (what === 'call') return `Call ${value} was ${whose}`
  if (what === 'number') return `Calls with ${value} were ${whose}`
  if (what === 'prefix') return `Calls to ${value}… were ${whose}`
  if (what === 'account-hour') return `Account ${value}, ${hourWords(hour ?? 0)}, was ${whose}`
  return `Calls of account ${value} were ${whose}`
}

/** What a mark changed, a sentence each; never empty. */
export function changeWords(change: VerdictChange, ongoing: boolean): readonly string[] {
  const { verdict, likely, flagged, accountsAdded, accountsRemoved, callsAdded, callsRemoved } = change
  const words: string[] = []
  if (verdict.before !== verdict.after) {
    const badge = (name: typeof verdict.after) =>
      verdictBadge({ verdict: name, ongoing: false }).toLowerCase()
    words.push(
      `The verdict was “${badge(verdict.before)}” and is now “${verdictBadge({ verdict: verdict.after, ongoing }).toLowerCase()}”.`,
    )
  }
  if (callsAdded > 0)
    words.push(`${counted(callsAdded, 'call')} more ${callsAdded === 1 ? 'is' : 'are'} flagged.`)
  if (callsRemoved > 0)
    words.push(`${counted(callsRemoved, 'call')} ${callsRemoved === 1 ? 'is' : 'are'} no longer flagged.`)
  if (accountsAdded.length > 0) words.push(`New among the accounts: ${accountsAdded.join(', ')}.`)
  if (accountsRemoved.length > 0) words.push(`No longer among the accounts: ${accountsRemoved.join(', ')}.`)
  if (likely.before.micros !== likely.after.micros)
    words.push(`Likely loss: ${money(likely.before)} before, ${money(likely.after)} now.`)
  return words.length > 0 ? words : [`Nothing: the same ${counted(flagged.after, 'call')} are flagged.`]
}
