import { moneyText } from '#core/kernel'
import type { CaseCall } from './cases.ts'
import type { Context } from './context.ts'
import type { Flag } from './judgement.ts'
import { markRule } from './marks.ts'
import type { Signal } from './model.ts'

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' })

/** "SO" → "Somalia"; global services and unassigned codes in words. */
export function countryName(country: string): string {
  if (country === '001') return 'an international network'
  if (country === '') return 'an unassigned country code'
  return countryNames.of(country) ?? country
}

/** The sentence of a signal with its measures filled in; money in `currency`. */
function explainSignal(signal: Signal, context: Context, currency: string): string {
  const rule = signal.rule === markRule.id ? markRule : context.rules.find((r) => r.id === signal.rule)
  if (!rule) return signal.rule
  const said = rule.say.replaceAll(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, how: string | undefined) => {
    const value = signal.values[name] ?? 0
    if (how === 'money') return amount(Math.round(value * 1e6), currency)
    if (how === 'minutes')
      return value >= 120 ? `${Math.round(value / 60)} hours` : `${Math.round(value)} minutes`
    return String(Math.round(value))
  })
  return singular(said)
}

/** "1 calls" → "1 call": sentences of rules are written for many. */
const singular = (text: string): string =>
  text
    .replace(/(?<![\d.,])1 countries\b/g, '1 country')
    .replace(/(?<![\d.,])1 ((?:\w+ )?(?:call|number|account|minute|hour|ring|block|time))s\b/g, '1 $1')

/** Strongest first, one sentence each. */
export const reasonsOf = (signals: readonly Signal[], context: Context, currency: string): string[] => [
  ...new Set(
    [...signals].sort((a, b) => b.weight - a.weight).map((s) => explainSignal(s, context, currency)),
  ),
]

const WORDS: Record<string, string> = {
  marked: 'marked as not ours',
  forwarded: 'an incoming call sent on',
  'dialled-through': 'dialled through voicemail or DISA',
  premium: 'premium-rate number',
  satellite: 'satellite number',
  'nanp-look-alike': 'looks domestic, is not',
  'high-cost-domestic': 'exchange known for traffic pumping',
  'international-network': 'international network number',
  'high-risk': 'high-risk destination',
  'new-destination': 'never called before',
  'invalid-number': 'not a number of any plan',
  'off-hours': 'while the site was closed',
  'test-call': 'short test call',
  unanswered: 'not answered',
}

/** Why one call is flagged, in one sentence. */
export function explainCall({ call, tags }: Flag, context: Context): string {
  const where = countryName(context.numbering.destination(call.destination).country)
  const words = tags.map((tag) => WORDS[tag]).filter((w) => w !== undefined)
  const what = tags.includes('inbound') ? `Call from ${where}` : `Call to ${where}`
  return `${what}, ${lengthOf(call)}${words.length > 0 ? `: ${words.join(', ')}` : ''}`
}

function lengthOf(call: CaseCall): string {
  if (!call.answered) return 'not connected'
  return call.seconds >= 120 ? `${Math.round(call.seconds / 60)} minutes` : `${call.seconds} seconds`
}

/** For sentences: whole cents, thousands apart. */
export const amount = (micros: number, currency: string): string =>
  moneyText({ micros: Math.round(micros / 10_000) * 10_000, currency })
