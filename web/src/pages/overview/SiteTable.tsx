import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useState } from 'react'
import type { SiteFigures } from '#contract'
import { placeKey } from '../../api/session.ts'
import { type LongColumn, LongTable } from '../../components/LongTable.tsx'
import { Moment } from '../../components/Moment.tsx'
import { type Order, sorted } from '../../components/order.ts'
import { Tag } from '../../components/Tag.tsx'
import { count, counted, exactMoney } from '../../format.ts'
import { standing } from './needs.ts'

const here = Intl.DateTimeFormat().resolvedOptions().timeZone

const columns: readonly LongColumn<SiteFigures>[] = [
  {
    title: 'Site',
    width: 'minmax(180px, 1.6fr)',
    lead: true,
    sort: 'up',
    cell: (site) => (
      <Link to="/investigations" search={{ site: placeKey(site) }} className="site-link">
        {site.name}
      </Link>
    ),
  },
  {
    title: 'Customer',
    width: 'minmax(140px, 1fr)',
    sort: 'up',
    cell: ({ customerName }) => <span className="soft">{customerName}</span>,
  },
  {
    title: 'State',
    width: '170px',
    sort: 'down',
    cell: (site) => {
      const { tone, live, words } = standing(site)
      return (
        <Tag tone={tone} live={live}>
          {words}
        </Tag>
      )
    },
  },
  {
    title: 'Loss found',
    width: '130px',
    number: true,
    sort: 'down',
    cell: ({ loss }) =>
      loss.length === 0 ? <span className="faint">none</span> : loss.map(exactMoney).join(' + '),
  },
  {
    title: 'Incidents',
    width: '90px',
    number: true,
    sort: 'down',
    cell: ({ incidents }) => count(incidents),
  },
  {
    title: 'Last read',
    width: '200px',
    sort: 'down',
    cell: ({ latest }) =>
      latest ? <Moment at={latest.createdAt} zone={here} /> : <span className="faint">never</span>,
  },
]

const keys: Readonly<Record<string, (site: SiteFigures) => string | number>> = {
  Site: ({ name }) => name,
  Customer: ({ customerName, name }) => `${customerName} ${name}`,
  State: (site) => standing(site).rank,
  'Loss found': ({ loss }) => Math.max(0, ...loss.map(({ micros }) => micros)),
  Incidents: ({ incidents }) => incidents,
  'Last read': ({ latest }) => (latest ? Date.parse(latest.createdAt) : 0),
}

/** Every site, worst loss first. */
export function SiteTable({ sites }: { sites: readonly SiteFigures[] }) {
  const [order, setOrder] = useState<Order>({ by: 'Loss found', down: true })
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim().toLowerCase())
  const shown = useMemo(() => {
    const fits = sites.filter((site) => `${site.name} ${site.customerName}`.toLowerCase().includes(wanted))
    const key = keys[order.by]
    return key ? sorted(fits, key, order.down) : fits
  }, [sites, wanted, order])
  return (
    <section className="stack" aria-labelledby="sites-title">
      <div className="row-apart">
        <div className="stack-tight">
          <h2 id="sites-title">Sites</h2>
          <p className="faint number" role="status">
            {shown.length === sites.length
              ? counted(sites.length, 'site')
              : `${count(shown.length)} of ${counted(sites.length, 'site')}`}
          </p>
        </div>
        {sites.length > 8 && (
          <TextInput
            size="sm"
            aria-label="Search the sites"
            placeholder="Site or customer"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </div>
      <LongTable
        label="Sites"
        rows={shown}
        columns={columns}
        keyOf={placeKey}
        order={order}
        setOrder={setOrder}
        none="No site fits. Search for less."
      />
    </section>
  )
}
