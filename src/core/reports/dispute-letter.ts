import { lengthText, type Money, moneyText, type Zone, zoneOf } from '#core/kernel'
import type { HandledFacts, HandledTask } from './handled.ts'
import type { Block, Document, FlaggedFacts } from './model.ts'
import { lineClassText } from './money-section.ts'
import { some, type TimeReader, timeReader } from './words.ts'

/** What only the customer knows stands in brackets: the letter is read and filled in before it is signed. */
const FILL = {
  account: '[your account or billing number, trunk group]',
  invoice: '[invoice number and statement date]',
  police: '[number of the police report]',
  date: '[a date three weeks from now]',
  officer: '[name, function and signature of an authorised officer]',
}

/**
 * The letter that disputes the charges, in the eleven parts a carrier asks for. `calls` are the fraudulent ones; they come as
 * a schedule beside it.
 */
export function disputeLetter(
  facts: HandledFacts,
  calls: readonly FlaggedFacts[],
  { madeAt, madeBy }: { readonly madeAt: number; readonly madeBy: string },
): Document {
  const zone = zoneOf(facts.zone) ?? (zoneOf('UTC') as Zone)
  const time = timeReader(zone)
  const sum = sumOf(facts, calls)
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [
      '1. Account and invoice',
      [`Account: ${FILL.account}.`, `Invoice: ${facts.reconciled?.invoice ?? FILL.invoice}.`],
    ],
    ['2. What is disputed', disputed(facts, calls, sum)],
    ['3. Not made and not authorised', how(facts, calls)],
    ['4. Where the calls originated', demarcation(facts)],
    ['5. In order of time', order(facts, calls, time)],
    [
      '6. What we ask you to disclose',
      [
        'The spending cap and fraud monitoring that were in force for this account, the alerts they raised and when, when international dialling was enabled and at whose request, and the rate you pay for these destinations.',
      ],
    ],
    ['7. Reports made', [noteOf(facts, 'police') ?? `Police: ${FILL.police}.`]],
    ['8. What was done about it', done(facts)],
    [
      '9. On what we rely',
      [
        'The clause on unauthorised use of our contract; in the United States 47 U.S.C. 201(b) and 47 CFR 64.2401; in the European Union article 97(2) of Directive (EU) 2018/1972. Counsel strikes what does not apply.',
      ],
    ],
    [
      '10. What we ask for',
      [
        `Credit of the disputed sum, or at least its re-rating to your cost. That you stop onward settlement for these calls, charge no late fee, and neither suspend nor collect while this is open. That you keep call records, signalling, routing and settlement records. The undisputed part is paid. We ask for a written answer by ${FILL.date}.`,
      ],
    ],
    ['11. Signed', [FILL.officer]],
  ]
  return {
    title: 'Dispute of charges for unauthorised calls',
    subtitle: `Incident ${facts.id} · times in ${zone.name}`,
    madeAt,
    madeBy,
    blocks: parts.flatMap(([heading, texts]): Block[] => [
      { kind: 'heading', text: heading },
      ...texts.map((text): Block => ({ kind: 'paragraph', tone: 'plain', text })),
    ]),
  }
}

/** What the invoice shows to be asked back; without one, or when it shows nothing, what the calls cost. */
function sumOf({ reconciled, lost }: HandledFacts, calls: readonly FlaggedFacts[]): Money {
  const shown = reconciled?.disputed
  return shown && shown.micros > 0 ? shown : total(calls, lost.likely.currency)
}

function disputed({ reconciled }: HandledFacts, calls: readonly FlaggedFacts[], sum: Money): string[] {
  const schedule = `We dispute ${moneyText(sum)}. The ${some(calls.length, 'call')} are listed in the schedule that comes with this letter (dispute-calls.csv): start, account, number, length, charge.`
  if (!reconciled || reconciled.total === null) return [schedule]
  const { unauthorised, unauthorisedAmount, sums } = reconciled
  const parts = [
    ...(unauthorised > 0
      ? [`${some(unauthorised, 'line')} for unauthorised calls, ${moneyText(unauthorisedAmount)}`]
      : []),
    ...sums
      .filter((one) => one.disputed.micros > 0)
      .map((one) => `${some(one.lines, 'line')} ${lineClassText(one.class)}, ${moneyText(one.disputed)}`),
  ]
  return [
    schedule,
    `Of your invoice over ${moneyText(reconciled.total)}, that is: ${parts.join('; ') || 'no line'}. Each line stands in dispute-lines.csv.`,
  ]
}

function total(calls: readonly FlaggedFacts[], currency: string): Money {
  return { micros: calls.reduce((sum, { cost }) => sum + (cost?.micros ?? 0), 0), currency }
}

function how(facts: HandledFacts, calls: readonly FlaggedFacts[]): string[] {
  const reasons = [...new Set(calls.map(({ reason }) => reason))].slice(0, 5)
  const seconds = calls.reduce((sum, { billableSeconds }) => sum + billableSeconds, 0)
  return [
    `None of these calls was made or authorised by us. They were placed through ${facts.accounts.join(', ') || 'accounts we do not know'}, ${lengthText(seconds)} in all${facts.sources.length === 0 ? '' : `, by somebody who signed in from ${facts.sources.slice(0, 5).join(', ')}`}.`,
    ...(reasons.length === 0 ? [] : [`What tells them apart, among others: ${reasons.join('; ')}.`]),
  ]
}

function demarcation({ reconciled, cause }: HandledFacts): string[] {
  const matched =
    reconciled === null
      ? 'The calls were found in the records of our phone system; they have not been matched to your invoice yet.'
      : `Of your invoice, ${some(reconciled.matched, 'line')} agree with calls in the records of our phone system, and ${some(reconciled.providerOnly, 'line')} have no call in them: those did not originate behind our demarcation point.`
  return [matched, ...(cause === null ? [] : [`Cause, as far as it is known: ${cause.text}`])]
}

function order(facts: HandledFacts, calls: readonly FlaggedFacts[], time: TimeReader): string[] {
  const told = taskOf(facts, 'call-the-carrier')?.settled ?? null
  const starts = calls.map(({ startedAt }) => startedAt).sort()
  const after = told === null ? [] : calls.filter(({ startedAt }) => startedAt > told.at)
  const noticed = facts.milestones.find(({ id }) => id === 'first-alert')?.at ?? facts.openedAt
  return [
    `First call: ${time(starts[0] ?? null)}. Last call: ${time(starts.at(-1) ?? null)}. Noticed: ${time(noticed)}.`,
    told === null
      ? 'When your fraud desk was told: [time, ticket number, name].'
      : `Your fraud desk was told ${time(told.at)} by ${told.by.name}${told.note === '' ? '' : `: ${told.note}`}.`,
    `Calls completed after that: ${after.length === 0 ? 'none that we know of' : `${after.length}, ${moneyText(total(after, facts.lost.likely.currency))}`}.`,
  ]
}

const REPAIRS = new Set([1, 2, 7, 8, 9])

function done({ steps }: HandledFacts): string[] {
  const titles = steps
    .filter(({ number }) => REPAIRS.has(number))
    .flatMap(({ tasks }) => tasks)
    .filter(({ stand, settled }) => stand === 'done' && settled?.status !== 'not-applicable')
    .map(({ title }) => title)
  return [titles.length === 0 ? 'Nothing is written down yet.' : `${titles.join('; ')}.`]
}

const taskOf = ({ steps }: HandledFacts, id: string): HandledTask | undefined =>
  steps.flatMap(({ tasks }) => tasks).find((task) => task.id === id)

function noteOf(facts: HandledFacts, id: string): string | null {
  const task = taskOf(facts, id)
  return task?.settled?.status === 'done' && task.settled.note !== '' ? task.settled.note : null
}
