import { Link } from '@tanstack/react-router'
import { exactMoney } from '../../../format.ts'
import { useRoom } from '../room.ts'

/** Lost, asked back, come back. */
export function Figures() {
  const { view } = useRoom()
  const { lost, claims, reconciled, investigations } = view
  const claim = claims.find(({ asked }) => asked.currency === lost.likely.currency)
  const gone = { ...lost.likely, micros: Math.max(0, lost.likely.micros - (claim?.credited.micros ?? 0)) }
  return (
    <div className="panel stack">
      <dl className="incident-figures">
        <Figure name="Lost, likely" value={exactMoney(lost.likely)} />
        <Figure name="At least" value={exactMoney(lost.low)} />
        <Figure name="At most" value={exactMoney(lost.high)} />
        {reconciled?.total && <Figure name="The invoice" value={exactMoney(reconciled.total)} />}
        {reconciled && <Figure name="To be asked back" value={exactMoney(reconciled.disputed)} />}
        {claim && <Figure name="Recovered" value={exactMoney(claim.credited)} />}
        {claim && <Figure name="Lost for good so far" value={exactMoney(gone)} />}
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
    </div>
  )
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="number">{value}</dd>
    </div>
  )
}
