import { Link } from '@tanstack/react-router'
import type { CallRow } from '#contract'
import type { LongColumn } from '../../components/LongTable.tsx'
import { Moment } from '../../components/Moment.tsx'
import { Tag } from '../../components/Tag.tsx'
import { clock, countryName, exactMoney } from '../../format.ts'
import { directionWords, dispositionWords } from './words.ts'

export const columnsOf = (zone: string): readonly LongColumn<CallRow>[] => [
  { title: 'Started', width: '140px', cell: ({ startedAt }) => <Moment at={startedAt} zone={zone} short /> },
  { title: 'Account', width: '96px', cell: ({ account }) => account },
  {
    title: 'With',
    width: 'minmax(170px, 1.2fr)',
    lead: true,
    cell: (call) => (
      <span title={`Dialled: ${call.dialled}. Id: ${call.id}`}>
        <span className="number">{call.direction === 'inbound' ? call.from : call.to}</span>
        {call.country && <span className="faint"> {countryName(call.country)}</span>}
      </span>
    ),
  },
  {
    title: 'Way',
    width: '86px',
    cell: ({ direction }) => <span className="soft">{directionWords[direction]}</span>,
  },
  { title: 'Talk', width: '70px', number: true, cell: ({ billableSeconds }) => clock(billableSeconds) },
  {
    title: 'Cost',
    width: '90px',
    number: true,
    cell: ({ cost }) => (cost ? exactMoney(cost) : <span title="No rate covers this number">no rate</span>),
  },
  {
    title: 'End',
    width: '104px',
    extra: true,
    cell: ({ disposition }) => <span className="soft">{dispositionWords[disposition]}</span>,
  },
  {
    title: 'Flagged',
    width: 'minmax(120px, 1fr)',
    cell: ({ flag }) =>
      flag && (
        <Link
          to="/investigations/$id"
          params={{ id: flag.investigation }}
          title={flag.reason}
          className="flag-link"
        >
          <Tag tone="loss">Flagged</Tag>
        </Link>
      ),
  },
]
