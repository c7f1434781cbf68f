import { Link } from '@tanstack/react-router'
import { Moment } from '../../components/Moment.tsx'
import { exactMoney } from '../../format.ts'
import { Dispute } from './Dispute.tsx'
import { Downloads } from './Downloads.tsx'
import { Reconciled } from './Reconciled.tsx'
import { useRoom } from './room.ts'

/** What it cost, what the invoice says of it, and what comes back. */
export function Money() {
  const { view } = useRoom()
  const { lost, reconciled, disputes, zone, investigations } = view
  return (
    <section className="panel stack" aria-labelledby="money-title">
      <h3 id="money-title">The money</h3>
      <dl className="incident-figures">
        <div>
          <dt>At least</dt>
          <dd className="number">{exactMoney(lost.low)}</dd>
        </div>
        <div>
          <dt>Likely</dt>
          <dd className="number">{exactMoney(lost.likely)}</dd>
        </div>
        <div>
          <dt>At most</dt>
          <dd className="number">{exactMoney(lost.high)}</dd>
        </div>
      </dl>
      {investigations.length === 0 && (
        <p className="soft">
          No investigation belongs to this incident yet. <Link to="/investigations">Read a call log</Link>,
          then press “Handle this breach” on its page: it joins this incident.
        </p>
      )}
      {investigations.map(({ id }) => (
        <p key={id}>
          <Link to="/investigations/$id" params={{ id }}>
            Call by call, with the reason for each
          </Link>
        </p>
      ))}
      {reconciled && (
        <p>
          {reconciled.invoice} matched <Moment at={reconciled.at} zone={zone} />: {reconciled.matched} lines
          agree, {reconciled.differences} differ, {reconciled.providerOnly} only the carrier knows;{' '}
          <strong className="number">{exactMoney(reconciled.disputed)}</strong> to dispute.
        </p>
      )}
      {disputes.map(({ at, status, amount, note, by }) => (
        <p key={at}>
          Dispute {status}: <strong className="number">{exactMoney(amount)}</strong> {note}{' '}
          <span className="faint">
            {by.name}, <Moment at={at} zone={zone} />
          </span>
        </p>
      ))}
      <Downloads
        files={[
          ['dispute.pdf', 'Dispute letter, PDF'],
          ['dispute.html', 'Dispute letter, to edit'],
          ['dispute-calls.csv', 'Schedule of calls, CSV'],
        ]}
      />
      <Reconciled />
      <Dispute />
    </section>
  )
}
