import type { Verdict } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { counted, span } from '../../format.ts'

const looked = [
  'Calls pumped abroad or to costly numbers at home, fast or slow',
  'Calls at night, on holidays, or to places never called before',
  'Forwarding, voicemail and dial-through used to call out',
  'Missed-call bait and calls back to it',
  'Floods of calls coming in',
]
const lookedInLogs = [
  'Password guessing and probing, and whether any of it worked',
  'Sign-ins from addresses never seen before',
]

/** A clear verdict is worth what was looked at, so it says so: and what it could not see. */
export function Checked({ verdict }: { verdict: Verdict }) {
  const { calls, from, to, securityEvents } = verdict.input
  const zone = verdict.site.timezone
  const days = from && to ? (Date.parse(to) - Date.parse(from)) / 86_400_000 : 0
  return (
    <section id="checked" className="panel stack" aria-labelledby="checked-title">
      <h2 id="checked-title">What was checked</h2>
      <p>
        {counted(calls, 'call')}
        {from && to && (
          <>
            {' '}
            over {span(from, to)}, from <Moment at={from} zone={zone} /> to <Moment at={to} zone={zone} />
          </>
        )}
        {securityEvents > 0 && `, and ${counted(securityEvents, 'sign-in event')}`}.
      </p>
      <ul className="ticks">
        {[...looked, ...(securityEvents > 0 ? lookedInLogs : [])].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="stack-tight soft">
        <p>What this cannot tell you:</p>
        <ul>
          {securityEvents === 0 && (
            <li>Whether anybody tried passwords: no security log was among the files.</li>
          )}
          <li>Calls that your carrier billed and your phone system never made: compare the invoice.</li>
          {days < 14 && days > 0 && (
            <li>What is normal for you: the log is short. A month or more shows it better.</li>
          )}
        </ul>
      </div>
    </section>
  )
}
