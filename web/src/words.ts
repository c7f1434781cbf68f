// Plain words for everything the detectors name. Terms of the trade come second, on hover.

import type { Verdict } from '#contract'

interface Plain {
  readonly name: string
  /** One sentence for somebody who does not know SIP. */
  readonly means: string
  /** What the trade calls it. */
  readonly term?: string
}

const kinds: Readonly<Record<Verdict['incidents'][number]['kind'], Plain>> = {
  irsf: {
    name: 'Calls pumped abroad',
    means: 'Calls pumped to expensive foreign numbers; the attacker is paid a share of every minute.',
    term: 'International revenue share fraud (IRSF)',
  },
  'low-and-slow': {
    name: 'Slow leak',
    means: 'A few fraudulent calls a day, spread over many destinations so that nobody notices.',
    term: 'Low-and-slow toll fraud',
  },
  'call-forward': {
    name: 'Hijacked forwarding',
    means:
      'Somebody set an extension to forward to an expensive number; each cheap call in becomes a costly call out.',
    term: 'Call-forward fraud',
  },
  'voicemail-or-disa': {
    name: 'Dialling through voicemail',
    means: 'Callers guess a voicemail or access PIN, then dial out at your expense.',
    term: 'Voicemail call-back or DISA dial-through',
  },
  wangiri: {
    name: 'Missed-call bait',
    means: 'Calls that ring once from an expensive number, so that your people call back.',
    term: 'Wangiri',
  },
  'domestic-pumping': {
    name: 'Calls pumped to costly home numbers',
    means:
      'Calls pumped to numbers that look domestic and are not cheap: premium, conference or look-alike area codes.',
    term: 'Traffic pumping, NANP look-alikes',
  },
  'toll-free-pumping': {
    name: 'Your free number is being run up',
    means: 'Machines call your toll-free number and stay on the line, because you pay for every minute.',
    term: 'Toll-free traffic pumping',
  },
  'brute-force': {
    name: 'Password guessing',
    means: 'Somebody tries passwords against your phone system until one fits.',
    term: 'SIP registration brute force',
  },
  'prefix-scan': {
    name: 'Probing for a way out',
    means: 'Somebody tries dialling prefixes one after the other to find one that reaches the outside.',
    term: 'Unauthenticated INVITE scan, prefix enumeration',
  },
  'admin-compromise': {
    name: 'Administrator break-in',
    means: 'Somebody signed in to the administration of the phone system and can change anything.',
    term: 'Administrative compromise',
  },
  'trunk-credentials': {
    name: 'Stolen line password',
    means: 'The carrier bills calls your phone system never made: somebody else uses your line.',
    term: 'Trunk credential theft',
  },
  subscription: {
    name: 'Account opened to cheat',
    means: 'A new account that starts calling expensive numbers as soon as it can.',
    term: 'Subscription fraud',
  },
  'call-selling': {
    name: 'Your line is being resold',
    means: 'Many strangers talk through one account, round the clock: somebody sells calls at your expense.',
    term: 'Call selling',
  },
  tdos: {
    name: 'Phone flood',
    means: 'So many calls come in that real callers cannot reach you.',
    term: 'Telephony denial of service (TDoS)',
  },
  misbilling: {
    name: 'Billed wrongly',
    means: 'The carrier bills more than your phone system measured.',
    term: 'False answer supervision, over-billing',
  },
  other: {
    name: 'Unusual calls',
    means: 'Calls that do not fit this site, in a way none of the known patterns explains.',
  },
}

/** A server newer than this page may name a kind it does not know. */
export const kindIds = Object.keys(kinds) as (keyof typeof kinds)[]
export const kindWords = (kind: string): Plain =>
  (kinds as Readonly<Record<string, Plain>>)[kind] ?? { name: sentence(kind), means: '' }

/** What is remarkable about one call, and the rules that fired for an account, an address or the site. */
const signals: Readonly<Record<string, readonly [name: string, means: string]>> = {
  marked: ['Marked as not ours', 'Somebody who knows said that this call was not made by your people.'],
  forwarded: ['Forwarded', 'A call in that was forwarded straight out.'],
  'dialled-through': ['Dialled through', 'A call in that dialled out through voicemail or an access code.'],
  premium: ['Premium number', 'A number that costs extra and pays its owner.'],
  'shared-cost': ['Shared-cost number', 'A number that costs more than an ordinary one.'],
  personal: ['Personal number', 'A follow-me number, often dearer than it looks.'],
  satellite: ['Satellite', 'A satellite number: among the most expensive there are.'],
  'international-network': [
    'International network',
    'Belongs to no country; billed high, and seldom called by people.',
  ],
  'nanp-look-alike': ['Looks domestic', 'Looks like a home number and is billed as a foreign one.'],
  'high-cost-domestic': ['Costly exchange', 'A domestic exchange known for traffic pumping.'],
  'high-risk-country': ['High-risk country', 'Numbers there are often rented to fraudsters.'],
  'high-risk-range': ['High-risk range', 'A number range that fraudsters use often.'],
  'high-risk': ['High risk', 'Numbers like this are often rented to fraudsters.'],
  unallocated: ['Unallocated', 'A range nobody has been given; such ranges are hijacked for fraud.'],
  ordinary: ['Ordinary', 'Nothing special about the number itself.'],
  inbound: ['Came in', 'A call from outside.'],
  'new-destination': ['New destination', 'Not called before by this account.'],
  'invalid-number': [
    'Number cannot exist',
    'Not a possible number in its country’s plan; attacks often use such ranges.',
  ],
  'off-hours': ['Off hours', 'While this site is closed: night, weekend or holiday.'],
  'test-call': ['Test call', 'Answered and over within seconds: somebody trying whether the way out works.'],
  long: ['Long', 'A quarter of an hour or more.'],
  unanswered: ['Unanswered', 'Nobody took the call.'],
  'admin-from-outside': [
    'Administrator from outside',
    'The administration was entered from a public address.',
  ],
  'break-in-then-abroad': [
    'Abroad after a break-in',
    'The account was broken into and now calls unknown places.',
  ],
  'call-selling': ['Serves a crowd', 'Dozens of different people called, round the clock, from one account.'],
  'callback-abroad': [
    'Called the bait back',
    'A call to a number that had rung briefly within the day before.',
  ],
  'country-drift': ['Ever more countries', 'New countries day after day, each below any limit.'],
  'dial-through': ['Dial-through', 'A caller from outside got a dial tone inside and called out.'],
  'exchange-pumping': ['One exchange kept busy', 'Many long calls at once into one domestic exchange.'],
  flood: ['Flood of calls', 'More calls came in within minutes than this site ever had.'],
  'forward-abroad': ['Forwarded abroad', 'Calls in were sent on to unknown foreign numbers.'],
  'guessed-password': ['A guessed password worked', 'A sign-in that worked, from where the guessing came.'],
  'guessed-admin-password': [
    'Administrator password guessed',
    'A sign-in to the administration that worked, from where the guessing came.',
  ],
  guessing: ['Password guessing', 'Failed sign-ins from one address, one after the other.'],
  'guessing-slowly': ['Slow guessing', 'Failed sign-ins spread so thin that nobody notices.'],
  'guessing-together': ['Guessing together', 'Many addresses, each trying a little, against one password.'],
  'high-risk-run': [
    'Run of high-risk calls',
    'Several calls within a day to places where numbers are rented to fraudsters.',
  ],
  'inhuman-lengths': ['Never short', 'People reach voicemail and hang up; these calls are all long.'],
  'invalid-numbers': ['Numbers that cannot exist', 'Foreign numbers of no known plan, and yet they answer.'],
  'many-at-once': ['Many at once', 'One phone holds one call; this account held several to unknown places.'],
  'many-new-countries': ['New countries', 'Several countries in a day that nobody here had called.'],
  'new-place-then-abroad': [
    'New address, then abroad',
    'Signed in from a new address, then called where it never had.',
  ],
  'number-block': ['One block of numbers', 'Consecutive numbers, as rented premium ranges are.'],
  'prefix-scan': ['Prefix after prefix', 'One number tried behind many prefixes to find the outside line.'],
  'premium-run': ['Run of premium numbers', 'Premium, satellite or look-alike numbers, one after the other.'],
  'quick-redial': ['Redialled at once', 'Dialled again within seconds, as machines do.'],
  'short-rings-from-abroad': [
    'Short rings from abroad',
    'A wave of calls that ring a second and wait to be called back.',
  ],
  'strange-at-night': ['Strange at night', 'Unknown places called while the site is closed.'],
  'strange-spend': ['Strange spending', 'Money spent within a day on places never called before.'],
  'stranger-abroad': [
    'New account abroad',
    'An account less than a week old that starts with foreign calls.',
  ],
  'talks-like-people': [
    'Talks like people',
    'Lengths and hours of these calls look like people talking: it speaks against fraud.',
  ],
  'through-abroad': [
    'In by a line, out abroad',
    'Callers from outside were connected to expensive foreign numbers.',
  ],
  'toll-free-pumping': ['Free number pumped', 'Neighbouring numbers ring the toll-free number and stay on.'],
  'volume-jump': ['Far more than usual', 'More foreign calls than this hour of the week usually has.'],
}

export function signalWords(id: string): Plain {
  const [name, means] = signals[id] ?? [sentence(id), '']
  return { name, means }
}

export const riskWords: Readonly<Record<'low' | 'medium' | 'high', string>> = {
  low: 'Low risk',
  medium: 'Some risk',
  high: 'High risk',
}

export type Tone = 'loss' | 'watch' | 'safe' | 'unknown'

interface Judged {
  readonly verdict: 'breach' | 'suspicious' | 'clear' | null
  readonly ongoing: boolean
}

export function verdictTone({ verdict }: Judged): Tone {
  if (verdict === 'breach') return 'loss'
  if (verdict === 'suspicious') return 'watch'
  return verdict === 'clear' ? 'safe' : 'unknown'
}

/** The largest words of the verdict page. */
export function verdictHeadline({ verdict, ongoing }: Judged): string {
  if (verdict === 'breach') return ongoing ? 'Breach — still going on' : 'Breach — it has stopped'
  if (verdict === 'suspicious')
    return ongoing ? 'Suspicious — and still going on' : 'Suspicious — worth a look'
  return verdict === 'clear' ? 'No breach found' : 'No verdict yet'
}

/** The sentence of a verdict without the words that stand above it already. */
export const afterHeadline = (sentence: string): string =>
  sentence.replace(/^(?:Breach, still going on\.|Breach, it has stopped\.|Worth a look:) (?=.)/, '')

export function verdictBadge({ verdict, ongoing }: Judged): string {
  if (verdict === 'breach') return ongoing ? 'Breach, ongoing' : 'Breach'
  if (verdict === 'suspicious') return 'Suspicious'
  return verdict === 'clear' ? 'Clear' : 'No verdict'
}

const formats: Readonly<Record<string, string>> = {
  'asterisk-csv': 'Asterisk or FreePBX call log',
  'asterisk-cel': 'Asterisk channel events',
  'freeswitch-csv': 'FreeSWITCH call log (CSV)',
  'freeswitch-json': 'FreeSWITCH call log (JSON)',
  'kamailio-acc': 'Kamailio accounting',
  cucm: 'Cisco Unified CM call log',
  '3cx': '3CX call log',
  twilio: 'Twilio call log',
  csv: 'Call log in another layout',
  'asterisk-security': 'Asterisk security log',
}
export const formatWords = (id: string): string => formats[id] ?? id
export const formatIds: readonly string[] = Object.keys(formats)

/** "new-destination" to "New destination". */
export function sentence(id: string): string {
  const text = id.replaceAll(/[-_]+/g, ' ').trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
