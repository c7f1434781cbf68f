import type { ReactNode } from 'react'
import type { Verdict } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { counted, money, span } from '../../format.ts'
import { kindWords, type Tone, verdictTone } from '../../words.ts'

/** The four questions somebody has at night, answered before anything else. */
export function Answers({ verdict }: { verdict: Verdict }) {
  return (
    <div className="answers">
      <IsItReal verdict={verdict} />
      <IsItGoingOn verdict={verdict} />
      <Since verdict={verdict} />
      <Cost verdict={verdict} />
    </div>
  )
}

function Answer({
  question,
  answer,
  tone,
  children,
}: {
  question: string
  answer: ReactNode
  tone: Tone
  children: ReactNode
}) {
  return (
    <section className={`answer tone-${tone}`}>
      <h2 className="answer-question">{question}</h2>
      <p className="answer-words">{answer}</p>
      <div className="soft">{children}</div>
    </section>
  )
}

function IsItReal({ verdict }: { verdict: Verdict }) {
  const sure = Math.round(
    Math.max(
      0,
      ...verdict.incidents.map(({ score }) => score),
      ...verdict.accounts.map(({ score }) => score),
    ),
  )
  const first = verdict.incidents[0] ?? verdict.accounts[0]
  const kind = first ? kindWords(first.kind) : null
  return (
    <Answer
      question="Is it real?"
      answer={verdict.verdict === 'breach' ? 'Yes' : 'Perhaps'}
      tone={verdictTone(verdict)}
    >
      <p title={kind?.term}>{kind?.means}</p>
      {cameOfIt(verdict) && <p>{cameOfIt(verdict)}</p>}
      {sure > 0 && <p className="faint number">Sureness {sure} of 100</p>}
    </Answer>
  )
}

/** A way in is only half of it: what was done with it, when calls came of it. */
function cameOfIt({ incidents, flaggedCalls }: Verdict): string | null {
  const wayIn = ['brute-force', 'admin-compromise', 'prefix-scan'].includes(incidents[0]?.kind ?? '')
  const paid = flaggedCalls.filter((call) => call.direction !== 'inbound' && call.billableSeconds > 0).length
  if (!wayIn || paid === 0) return null
  return `It worked: ${paid === 1 ? 'one expensive call was' : `${paid.toLocaleString('en')} expensive calls were`} placed.`
}

function IsItGoingOn({ verdict }: { verdict: Verdict }) {
  const zone = verdict.site.timezone
  const asOf = verdict.input.to
  return (
    <Answer
      question="Is it still going on?"
      answer={verdict.ongoing ? 'Yes, now' : 'No, it stopped'}
      tone={verdict.ongoing ? 'loss' : 'safe'}
    >
      {verdict.ongoing && verdict.exposure.perMinuteNow.micros > 0 && (
        <p>
          <strong className="number">{money(verdict.exposure.perMinuteNow)}</strong> a minute
          {verdict.exposure.perMinuteBasis === 'last-hour' && ', the mean of the last full hour'}
        </p>
      )}
      {verdict.ended && (
        <p>
          Last seen <Moment at={verdict.ended} zone={zone} />
        </p>
      )}
      {asOf && (
        <p className="faint">
          Judged by the end of the log, <Moment at={asOf} zone={zone} />
        </p>
      )}
    </Answer>
  )
}

function Since({ verdict }: { verdict: Verdict }) {
  const { began } = verdict
  const until = verdict.ended ?? verdict.input.to
  return (
    <Answer
      question="When did it begin?"
      answer={began ? <Moment at={began} zone={verdict.site.timezone} /> : 'Not known'}
      tone="unknown"
    >
      {began && until && (
        <p>
          {verdict.ongoing ? 'Running for' : 'It lasted'} <span className="number">{span(began, until)}</span>
        </p>
      )}
      <p className="faint">
        The first act that belongs to it, be it a sign-in or a test call. Times are of{' '}
        {zoneName(verdict.site.timezone)}.
      </p>
    </Answer>
  )
}

const zoneName = (zone: string): string => zone.replaceAll('_', ' ')

function Cost({ verdict }: { verdict: Verdict }) {
  const { low, likely, high, unratedCalls } = verdict.exposure
  const certain = low.micros === high.micros
  const place =
    high.micros > low.micros ? ((likely.micros - low.micros) / (high.micros - low.micros)) * 100 : 0
  return (
    <Answer
      question="What did it cost?"
      answer={<span className="number">{money(likely)}</span>}
      tone={likely.micros > 0 ? verdictTone(verdict) : 'unknown'}
    >
      {!certain && (
        <div className="range">
          <svg
            className="range-bar"
            viewBox="0 0 100 8"
            preserveAspectRatio="none"
            aria-hidden
            focusable="false"
          >
            <rect x="0" y="3" width="100" height="2" className="range-line" />
            <rect x={Math.min(98, place)} y="0" width="2" height="8" className="range-mark" />
          </svg>
          <div className="range-ends faint number">
            <span>at least {money(low)}</span>
            <span>at most {money(high)}</span>
          </div>
        </div>
      )}
      <p className="faint">
        {verdict.rates.source === 'estimate'
          ? 'Estimated: no rate deck was given.'
          : verdict.rates.name === 'rates of the site'
            ? 'By the price list of the site.'
            : `By the rates in ${verdict.rates.name}.`}{' '}
        {unratedCalls > 0 && `${counted(unratedCalls, 'call')} could not be priced.`}
      </p>
    </Answer>
  )
}
