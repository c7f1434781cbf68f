import { moneyText, type Zone, zoneOf } from '#core/kernel'
import { callsSection } from './calls-section.ts'
import { findingsSection } from './findings-section.ts'
import { methodSection } from './method-section.ts'
import type {
  Answers,
  Banner,
  Block,
  Chart,
  Document,
  KeyFigures,
  ReportContext,
  VerdictFacts,
} from './model.ts'
import { some, type TimeReader, timeReader } from './words.ts'

/** The report on one verdict, the most urgent first: what is so, the four answers, the money, then the proof. */
export function verdictReport(facts: VerdictFacts, context: ReportContext): Document {
  const zone = zoneOf(facts.site.timezone) ?? (zoneOf('UTC') as Zone)
  const time = timeReader(zone)
  return {
    title: 'Phone breach investigation',
    subtitle: `${facts.site.name} · records from ${time(facts.input.from)} to ${time(facts.input.to)} · times in ${zone.name}`,
    madeAt: context.madeAt,
    madeBy: context.madeBy,
    blocks: [
      banner(facts, time),
      answers(facts, time),
      ...money(facts, time),
      ...findingsSection(facts, time),
      ...callsSection(facts, time),
      ...methodSection(facts, context, time),
    ],
  }
}

function banner(facts: VerdictFacts, time: TimeReader): Banner {
  const title = facts.headline
  if (facts.verdict === 'clear') return { kind: 'banner', tone: 'good', title, text: 'No breach found.' }
  if (facts.verdict === 'suspicious') {
    const text = 'Not enough to call it a breach. Look at the reasons below.'
    return { kind: 'banner', tone: 'warn', title, text }
  }
  return { kind: 'banner', tone: 'bad', title, text: now(facts, time).detail }
}

function answers(facts: VerdictFacts, time: TimeReader): Answers {
  return { kind: 'answers', answers: [began(facts, time), who(facts), cost(facts), now(facts, time)] }
}

function began(facts: VerdictFacts, time: TimeReader) {
  const question = 'When did it begin?'
  if (facts.began === null)
    return { question, answer: 'It did not', detail: 'Nothing in these records belongs to a breach.' }
  return {
    question,
    answer: time(facts.began),
    detail: 'The first act that belongs to it, be it a sign-in, a test call or a call that cost money.',
  }
}

function who(facts: VerdictFacts) {
  const names = facts.accounts.map((account) => account.account)
  const shown = names.slice(0, 4).join(', ')
  return {
    question: 'Which accounts?',
    answer:
      names.length === 0 ? 'None' : `${shown}${names.length > 4 ? ` and ${names.length - 4} more` : ''}`,
    detail: `${some(facts.flaggedCalls.length, 'flagged call')} of ${some(facts.input.calls, 'call')}.`,
  }
}

function cost(facts: VerdictFacts) {
  const { low, likely, high } = facts.exposure
  return {
    question: 'What did it cost?',
    answer: moneyText(likely),
    detail:
      low.micros === high.micros
        ? 'By the rate deck given.'
        : `Between ${moneyText(low)} and ${moneyText(high)}.`,
  }
}

function now(facts: VerdictFacts, time: TimeReader) {
  const question = 'Is it still going on?'
  if (facts.ongoing) {
    const detail = `Losing about ${moneyText(facts.exposure.perMinuteNow)} a minute when the records end.`
    return { question, answer: 'Yes', detail }
  }
  const detail = facts.ended === null ? 'Nothing to stop.' : `Last act seen at ${time(facts.ended)}.`
  return { question, answer: 'No', detail }
}

function money(facts: VerdictFacts, time: TimeReader): Block[] {
  const { low, likely, high, perMinuteNow, unratedCalls } = facts.exposure
  if (facts.verdict === 'clear' && likely.micros === 0) return []
  const figures: KeyFigures = {
    kind: 'figures',
    figures: [
      { label: 'At least', value: moneyText(low), tone: 'plain' },
      { label: 'Likely', value: moneyText(likely), tone: likely.micros > 0 ? 'bad' : 'plain' },
      { label: 'At most', value: moneyText(high), tone: 'plain' },
      {
        label: 'Per minute now',
        value: moneyText(perMinuteNow),
        tone: perMinuteNow.micros > 0 ? 'bad' : 'plain',
      },
    ],
  }
  return [
    { kind: 'heading', text: 'Exposure' },
    figures,
    { kind: 'paragraph', tone: facts.rates.source === 'estimate' ? 'warn' : 'plain', text: ratesText(facts) },
    ...(unratedCalls > 0 ? [unrated(unratedCalls)] : []),
    ...lossCurve(facts, time),
  ]
}

function ratesText(facts: VerdictFacts): string {
  if (facts.rates.source === 'deck') return `Priced with the rate deck ${facts.rates.name}.`
  return (
    `This is an estimate: no rate deck was given, so calls are priced with built-in typical rates ` +
    `(${facts.rates.name}). Investigate again with your carrier's rate deck for exact sums.`
  )
}

const unrated = (count: number): Block => ({
  kind: 'paragraph',
  tone: 'warn',
  text: `${some(count, 'call goes to a number', 'calls go to numbers')} the deck has no rate for; they are not in these sums.`,
})

function lossCurve(facts: VerdictFacts, time: TimeReader): Chart[] {
  const last = facts.curve.at(-1)
  if (facts.curve.length < 2 || !last || last.likely.micros === 0) return []
  return [
    {
      kind: 'chart',
      title: 'Loss over time',
      description: `The loss grows from ${time(facts.curve[0]?.at ?? null)} to ${moneyText(last.likely)} at ${time(last.at)}, over ${some(last.calls, 'call')}.`,
      points: facts.curve.map((point) => ({
        at: Date.parse(point.at),
        value: point.likely.micros,
        timeText: time(point.at),
        valueText: moneyText(point.likely),
      })),
    },
  ]
}
