import type { Verdict } from '#contract'

const DONE: Record<string, string> = {
  irsf: 'pumped calls to expensive numbers',
  'low-and-slow': 'slow fraud over many destinations',
  'call-forward': 'incoming calls forwarded abroad',
  'voicemail-or-disa': 'calls dialled through voicemail or DISA',
  wangiri: 'a wave of one-ring calls from abroad',
  'domestic-pumping': 'pumped calls to premium and look-alike numbers',
  'toll-free-pumping': 'the toll-free number pumped',
  'brute-force': 'guessed passwords',
  'prefix-scan': 'a scan for the outside line',
  'admin-compromise': 'an intruder with administrator rights',
  'trunk-credentials': 'stolen trunk credentials',
  subscription: 'a fraudulent new account',
  'call-selling': 'resold calls',
  tdos: 'a flood of incoming calls',
  misbilling: 'wrong billing',
  other: 'unusual calls',
}

/** The same once calls came of the way in. */
const DONE_WITH_CALLS: Record<string, string> = {
  'brute-force': 'a guessed password used for expensive calls',
  'admin-compromise': 'expensive calls by an intruder with administrator rights',
  'prefix-scan': 'expensive calls by the outside line that a scan found',
}

/** What was done, in words: "pumped calls to expensive numbers". `paid`: calls came of it. */
export const kindText = (kind: string, paid: boolean): string =>
  (paid ? DONE_WITH_CALLS[kind] : undefined) ?? DONE[kind] ?? kind

/** "1004: pumped calls to expensive numbers — 212 calls to Somalia, Latvia, $4,310.20" */
export function titleOf(
  kind: string,
  accounts: readonly string[],
  countries: readonly string[],
  calls: number,
  cost: string,
  paid: boolean,
): string {
  const who =
    accounts.length === 0
      ? ''
      : accounts.length > 3
        ? `${accounts.length} accounts: `
        : `${accounts.join(', ')}: `
  const where =
    countries.length === 0
      ? ''
      : countries.length > 3
        ? ` to ${countries.length} countries`
        : ` to ${countries.join(', ')}`
  const what = `${who}${kindText(kind, paid)}`
  return calls === 0
    ? capital(what)
    : `${capital(what)} — ${calls} call${calls === 1 ? '' : 's'}${NOT_PLACED.has(kind) ? '' : where}, ${cost}`
}

/** Calls that came in go to no country. */
const NOT_PLACED = new Set(['wangiri', 'tdos', 'toll-free-pumping'])

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The verdict in one plain sentence. */
export function headlineOf(v: Verdict): string {
  if (v.verdict === 'clear')
    return v.input.calls === 0 && v.input.securityEvents === 0
      ? 'There was nothing to look at'
      : `No sign of a breach in ${v.input.calls.toLocaleString('en')} calls`
  const title = v.incidents[0]?.title ?? ''
  if (v.verdict === 'suspicious') return `Worth a look: ${title}`
  return `${v.ongoing ? 'Breach, still going on' : 'Breach, it has stopped'}. ${title}`
}
