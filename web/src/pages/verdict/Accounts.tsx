import type { Verdict } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { Signals } from '../../components/Signals.tsx'
import { count, duration, exactMoney } from '../../format.ts'
import { kindWords } from '../../words.ts'
import { MarkMenu } from './MarkMenu.tsx'

type Account = Verdict['accounts'][number]

interface Props {
  readonly accounts: readonly Account[]
  readonly zone: string
  readonly pick: (account: string) => void
}

export function Accounts({ accounts, zone, pick }: Props) {
  const columns: readonly Column<Account>[] = [
    {
      title: 'Account',
      lead: true,
      sort: ({ account }) => account,
      cell: ({ account }) => (
        <button
          type="button"
          className="pick"
          title={`Show the flagged calls of ${account}`}
          onClick={() => pick(account)}
        >
          {account}
        </button>
      ),
    },
    {
      title: 'What and why',
      wide: true,
      cell: ({ kind, reason, signals }) => (
        <span className="stack-tight">
          <strong title={kindWords(kind).term}>{kindWords(kind).name}</strong>
          <span className="soft">{reason}</span>
          <Signals ids={signals} />
        </span>
      ),
    },
    {
      title: 'Began',
      sort: ({ began }) => began,
      cell: ({ began }) => <Moment at={began} zone={zone} short />,
    },
    {
      title: 'Last call',
      sort: ({ ended }) => ended ?? '~',
      cell: ({ ended }) => (ended ? <Moment at={ended} zone={zone} short /> : 'going on'),
    },
    { title: 'Sure', number: true, sort: ({ score }) => score, cell: ({ score }) => Math.round(score) },
    { title: 'Calls', number: true, sort: ({ calls }) => calls, cell: ({ calls }) => count(calls) },
    {
      title: 'Talk time',
      number: true,
      sort: (row) => row.billableSeconds,
      cell: (row) => duration(row.billableSeconds),
    },
    {
      title: 'Loss',
      number: true,
      sort: (row) => row.exposure.micros,
      cell: (row) => exactMoney(row.exposure),
    },
    {
      title: '',
      cell: ({ account }) => (
        <MarkMenu
          about={`calls of ${account}`}
          choices={[{ words: `Every call of account ${account}`, mark: { what: 'account', value: account } }]}
        />
      ),
    },
  ]
  return (
    <section id="accounts" className="panel stack" aria-labelledby="accounts-title">
      <div className="stack-tight">
        <h2 id="accounts-title">Accounts</h2>
        <p className="faint">Choose one to see its flagged calls.</p>
      </div>
      <Records label="Accounts" rows={accounts} columns={columns} keyOf={({ account }) => account} />
    </section>
  )
}
