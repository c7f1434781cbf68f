import type { CallNowJson } from '#contract'
import type { Place } from '../../api/session.ts'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { clock, countryName, exactMoney, utc } from '../../format.ts'
import { HangUpButton } from './HangUpButton.tsx'

interface Props {
  readonly place: Place
  readonly calls: readonly CallNowJson[]
  readonly at: string
}

/** Every call in progress; the bad ones first, then the dearest. */
export function CallsNow({ place, calls, at }: Props) {
  const columns: readonly Column<CallNowJson>[] = [
    { title: 'Account', lead: true, sort: ({ account }) => account, cell: ({ account }) => account },
    {
      title: 'With',
      wide: true,
      sort: (call) => otherSide(call),
      cell: (call) => (
        <span className="stack-tight">
          <span className="number" title={`Dialled ${call.dialled}`}>
            {call.direction === 'inbound' ? 'from ' : ''}
            {otherSide(call)}
          </span>
          {call.country !== '' && <span className="faint">{countryName(call.country)}</span>}
        </span>
      ),
    },
    {
      title: 'State',
      sort: ({ alert, answeredAt }) => (alert ? 0 : answeredAt ? 1 : 2),
      cell: ({ alert, answeredAt }) =>
        alert ? (
          <Tag tone="loss" live>
            {answeredAt ? 'Bad, talking' : 'Bad, ringing'}
          </Tag>
        ) : (
          <span className="soft">{answeredAt ? 'Talking' : 'Ringing'}</span>
        ),
    },
    {
      title: 'For',
      number: true,
      sort: (call) => secondsOf(call, at),
      cell: (call) => <time title={`Since ${utc(call.startedAt)}`}>{clock(secondsOf(call, at))}</time>,
    },
    {
      title: 'Cost so far',
      number: true,
      sort: ({ cost }) => cost?.micros ?? 0,
      cell: ({ cost }) => (cost ? exactMoney(cost) : '–'),
    },
    {
      title: 'A minute',
      number: true,
      sort: ({ perMinute }) => perMinute?.micros ?? 0,
      cell: ({ perMinute }) => (perMinute ? exactMoney(perMinute) : '–'),
    },
    {
      title: 'From address',
      sort: ({ sourceIp }) => sourceIp,
      cell: ({ sourceIp }) => <span className="number">{sourceIp || '–'}</span>,
    },
    {
      title: 'Act',
      cell: (call) => (
        <HangUpButton
          place={place}
          channels={call.channels}
          label="Hang up"
          what={`${call.account} with ${otherSide(call)}`}
        />
      ),
    },
  ]
  const rows = [...calls].sort(
    (a, b) =>
      Number(b.alert !== null) - Number(a.alert !== null) || (b.cost?.micros ?? 0) - (a.cost?.micros ?? 0),
  )
  return (
    <section className="panel stack" aria-labelledby="calls-title">
      <h2 id="calls-title">Calls in progress</h2>
      {rows.length === 0 ? (
        <p className="soft">Nobody is on the phone at this moment.</p>
      ) : (
        <Records
          label="Calls in progress"
          rows={rows}
          columns={columns}
          keyOf={({ source, id }) => `${source} ${id}`}
        />
      )}
    </section>
  )
}

const otherSide = ({ direction, from, to }: CallNowJson): string => (direction === 'inbound' ? from : to)

/** Talking time; while it rings, since it began. */
const secondsOf = ({ answeredAt, startedAt }: CallNowJson, at: string): number =>
  Math.max(0, Math.floor((Date.parse(at) - Date.parse(answeredAt ?? startedAt)) / 1000))
