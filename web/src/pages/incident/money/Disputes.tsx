import { Moment } from '../../../components/Moment.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { exactMoney } from '../../../format.ts'
import type { Tone } from '../../../words.ts'
import { useRoom } from '../room.ts'
import { Dispute } from './Dispute.tsx'

const statusWords: Readonly<Record<string, { readonly name: string; readonly tone: Tone }>> = {
  sent: { name: 'Sent', tone: 'watch' },
  acknowledged: { name: 'Confirmed', tone: 'watch' },
  credited: { name: 'Credited', tone: 'safe' },
  refused: { name: 'Refused', tone: 'loss' },
}

/** Where the dispute with the carrier stands, to the money that came back. */
export function Disputes() {
  const { disputes, claims, zone } = useRoom().view
  return (
    <section className="stack" aria-labelledby="disputes-title">
      <h2 id="disputes-title">The dispute</h2>
      {claims.length === 0 && (
        <p className="soft">Nothing was disputed yet. What is not disputed in time is owed.</p>
      )}
      {claims.map(({ asked, credited, refused, open }) => (
        <dl key={asked.currency} className="incident-figures panel">
          {(
            [
              ['Asked back', asked],
              ['Credited', credited],
              ['Refused', refused],
              ['Still open', open],
            ] as const
          ).map(([name, amount]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="number">{exactMoney(amount)}</dd>
            </div>
          ))}
        </dl>
      ))}
      {disputes.length > 0 && (
        <ol className="money-disputes">
          {disputes.map(({ at, status, amount, note, by }) => (
            <li key={at}>
              <Tag tone={statusWords[status]?.tone ?? 'unknown'}>{statusWords[status]?.name ?? status}</Tag>
              <strong className="number">{exactMoney(amount)}</strong>
              <span>{note}</span>
              <span className="faint">
                {by.name}, <Moment at={at} zone={zone} />
              </span>
            </li>
          ))}
        </ol>
      )}
      <Dispute />
    </section>
  )
}
