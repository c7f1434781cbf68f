import type { Verdict } from '#contract'
import { countryName } from '../../format.ts'

export interface Advice {
  readonly title: string
  readonly steps: readonly string[]
}

type Account = Verdict['accounts'][number]
type Kind = Account['kind']

const atTheDoor: ReadonlySet<Kind> = new Set(['brute-force', 'prefix-scan'])
const comingIn: ReadonlySet<Kind> = new Set(['toll-free-pumping', 'tdos'])
const atTheCarrier: ReadonlySet<Kind> = new Set(['trunk-credentials', 'misbilling'])

const listed = (things: readonly string[], most = 4): string => {
  const shown = things.slice(0, most)
  if (things.length > most) return `${shown.join(', ')} and ${things.length - most} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
const some = (things: readonly string[], one: string, many: string): string =>
  `${things.length === 1 ? one : many} ${listed(things)}`

/** The next best action, in the order somebody should do it who has never done it before. */
export function nextBest(verdict: Verdict): Advice {
  if (verdict.verdict === 'clear') return whenClear
  const kinds = new Set<Kind>([...verdict.incidents, ...verdict.accounts].map(({ kind }) => kind))
  const all = (family: ReadonlySet<Kind>) => kinds.size > 0 && [...kinds].every((kind) => family.has(kind))
  // Once a guessed password was used for calls, the calls come first and the door second.
  if (all(atTheDoor) && verdict.exposure.likely.micros === 0) return keepOut(verdict)
  if (all(comingIn)) return askToFilter(verdict)
  if (all(atTheCarrier)) return askTheCarrier(verdict)
  if (verdict.verdict === 'suspicious') return checkWithPeople(verdict)
  return verdict.ongoing ? stopIt(verdict) : keepItStopped(verdict)
}

const whenClear: Advice = {
  title: 'Nothing to do now',
  steps: [
    'Keep it that way: switch off calls abroad for whoever does not need them.',
    'Look again after the next invoice, or the next time something feels wrong.',
  ],
}

const names = (verdict: Verdict) => verdict.accounts.map(({ account }) => account)
const places = (verdict: Verdict) => [
  ...new Set(verdict.destinations.map(({ country, prefix }) => `${countryName(country)} (${prefix})`)),
]
const hostile = (verdict: Verdict) => verdict.sources.map(({ ip }) => ip)
const shut = (verdict: Verdict): string[] =>
  verdict.sources.length > 0
    ? [`Block ${some(hostile(verdict), 'the address', 'the addresses')} at the firewall.`]
    : []

function stopIt(verdict: Verdict): Advice {
  const accounts = names(verdict)
  const abroad = places(verdict)
  return {
    title: accounts.length > 0 ? `Stop ${some(accounts, 'account', 'accounts')} now` : 'Stop the calls now',
    steps: [
      'In the phone system, disable what is named here and hang up its calls. Leave the system running: emergency calls must still work.',
      ...(abroad.length > 0 ? [`Block calls to ${listed(abroad, 3)}.`] : []),
      'Ring your carrier’s fraud desk from a mobile, not through these phones. Ask them to stop calls abroad, and note the ticket number.',
      ...shut(verdict),
      'Then change the passwords of these accounts and of every administrator.',
    ],
  }
}

function keepItStopped(verdict: Verdict): Advice {
  const accounts = names(verdict)
  return {
    title: 'It has stopped. Make sure it cannot start again',
    steps: [
      `Change the ${accounts.length === 1 ? 'password' : 'passwords'} of ${accounts.length > 0 ? some(accounts, 'account', 'accounts') : 'the accounts below'} and of every administrator.`,
      ...shut(verdict),
      'Find out how they came in before you call it over; otherwise they come back the same way.',
      'Send the report to your carrier and ask for the charges to be disputed, before the invoice is due.',
    ],
  }
}

function checkWithPeople(verdict: Verdict): Advice {
  const accounts = names(verdict)
  return {
    title: accounts.length > 0 ? `Ask whoever uses ${listed(accounts)}` : 'Look at the calls below',
    steps: [
      'Show them the calls below. If they made them, there is nothing to do.',
      'If nobody did, treat it as a breach: disable the account, change its password, and block the destinations.',
      ...shut(verdict),
    ],
  }
}

function keepOut(verdict: Verdict): Advice {
  return {
    title: 'Keep them out',
    steps: [
      ...(verdict.sources.length > 0 ? shut(verdict) : ['Block the addresses below at the firewall.']),
      'Let only the addresses of your phones and your carrier reach the phone system from the internet.',
      'Give every account a long random password, above all those listed below.',
    ],
  }
}

function askToFilter(verdict: Verdict): Advice {
  return {
    title: verdict.ongoing ? 'Ring your carrier now' : 'Tell your carrier',
    steps: [
      'Use a mobile. Give them the times and the callers below, and ask them to filter these calls.',
      'Keep one other number free for real callers, and tell your people which.',
      'If somebody asks for money to make it end, tell the police and do not pay.',
    ],
  }
}

function askTheCarrier(verdict: Verdict): Advice {
  return {
    title: 'Take it up with your carrier',
    steps: [
      'Have the password of the line changed: somebody may use it without your phone system.',
      'Send them the calls below and ask where each came from.',
      ...(verdict.exposure.likely.micros > 0 ? ['Dispute the charges before the invoice is due.'] : []),
    ],
  }
}
