import type { Verdict } from '#contract'
import { Moment } from '../../components/Moment.tsx'
import { type Column, Records } from '../../components/Records.tsx'
import { Signals } from '../../components/Signals.tsx'
import { count } from '../../format.ts'

type Source = Verdict['sources'][number]

export function Sources({ sources, zone }: { sources: readonly Source[]; zone: string }) {
  const columns: readonly Column<Source>[] = [
    {
      title: 'Address',
      lead: true,
      sort: ({ ip }) => ip,
      cell: ({ ip }) => <span className="number">{ip}</span>,
    },
    {
      title: 'What it did',
      wide: true,
      cell: ({ reason, signals, accounts }) => (
        <span className="stack-tight">
          <span className="soft">{reason}</span>
          {accounts.length > 0 && <span className="faint">Accounts: {shortened(accounts)}</span>}
          <Signals ids={signals} />
        </span>
      ),
    },
    {
      title: 'First seen',
      sort: (row) => row.firstSeen,
      cell: (row) => <Moment at={row.firstSeen} zone={zone} short />,
    },
    {
      title: 'Last seen',
      sort: (row) => row.lastSeen,
      cell: (row) => <Moment at={row.lastSeen} zone={zone} short />,
    },
    { title: 'Failed', number: true, sort: ({ failed }) => failed, cell: ({ failed }) => count(failed) },
    {
      title: 'Got in',
      number: true,
      sort: ({ succeeded }) => succeeded,
      cell: ({ succeeded }) => count(succeeded),
    },
  ]
  return (
    <section id="sources" className="panel stack" aria-labelledby="sources-title">
      <h2 id="sources-title">Where they signed in from</h2>
      <Records label="Sign-in addresses" rows={sources} columns={columns} keyOf={({ ip }) => ip} />
    </section>
  )
}

const shortened = (accounts: readonly string[]): string =>
  accounts.length <= 8
    ? accounts.join(', ')
    : `${accounts.slice(0, 8).join(', ')} and ${accounts.length - 8} more`
