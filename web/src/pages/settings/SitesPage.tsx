import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import type { SiteFigures } from '#contract'
import { placeKey, sessionQuery } from '../../api/session.ts'
import { createSite, overviewQuery } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { type LongColumn, LongTable } from '../../components/LongTable.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { counted } from '../../format.ts'

const columns: readonly LongColumn<SiteFigures>[] = [
  {
    title: 'Site',
    width: 'minmax(180px, 1.4fr)',
    lead: true,
    cell: ({ customer, site, name }) => (
      <Link to="/settings/sites/$customer/$site" params={{ customer, site }}>
        {name}
      </Link>
    ),
  },
  { title: 'Customer', width: 'minmax(160px, 1fr)', cell: ({ customerName }) => customerName },
  {
    title: 'Settings',
    width: '150px',
    cell: ({ configured }) => (configured ? <Tag tone="safe">Set up</Tag> : <Tag tone="watch">Guessed</Tag>),
  },
]

export function SitesPage() {
  const { data, error, refetch } = useQuery(overviewQuery)
  const { data: session } = useQuery(sessionQuery)
  const [adding, setAdding] = useState(false)
  useEffect(() => {
    document.title = 'Sites · Settings · Ringfence'
  }, [])
  const may = session?.person?.role === 'owner'
  return (
    <div className="stack">
      <div className="row-apart">
        <div className="stack-tight">
          <h2>Sites</h2>
          <p className="soft">
            A site is one place with its phone system: its country, its hours, how it dials out.
          </p>
        </div>
        {may && !adding && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            Add a site
          </Button>
        )}
      </div>
      {adding && <NewSiteForm close={() => setAdding(false)} sites={data?.sites ?? []} />}
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={4} what="Loading the sites" />}
      {data && (
        <>
          <p className="faint number">{counted(data.sites.length, 'site')}</p>
          <LongTable
            label="Sites"
            rows={data.sites}
            columns={columns}
            keyOf={placeKey}
            order={null}
            none="No site yet. Add one."
          />
        </>
      )}
    </div>
  )
}

const another = '+'

function NewSiteForm({ close, sites }: { close: () => void; sites: readonly SiteFigures[] }) {
  const customers = [...new Map(sites.map(({ customer, customerName }) => [customer, customerName]))]
  const [customer, setCustomer] = useState(customers[0]?.[0] ?? another)
  const [newCustomer, setNewCustomer] = useState('')
  const [name, setName] = useState('')
  const client = useQueryClient()
  const navigate = useNavigate()
  const make = useMutation({
    mutationFn: () => createSite({ name, ...(customer === another ? { newCustomer } : { customer }) }),
    onSuccess: async (place) => {
      await client.invalidateQueries({ queryKey: ['session'] })
      void client.invalidateQueries({ queryKey: ['overview'] })
      await navigate({ to: '/settings/sites/$customer/$site', params: { ...place } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <form className="panel stack" aria-label="New site" onSubmit={submit}>
      <div className="settings-fields">
        <NativeSelect
          label="Customer"
          value={customer}
          data={[
            ...customers.map(([value, label]) => ({ value, label })),
            { value: another, label: 'A new customer' },
          ]}
          onChange={(event) => setCustomer(event.currentTarget.value)}
        />
        {customer === another && (
          <TextInput
            label="Name of the customer"
            required
            maxLength={100}
            value={newCustomer}
            onChange={(event) => setNewCustomer(event.currentTarget.value)}
          />
        )}
        <TextInput
          label="Name of the site"
          required
          maxLength={100}
          placeholder="Head office"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      {make.error && <ErrorPanel error={make.error} />}
      <div className="row">
        <Button type="submit" loading={make.isPending}>
          Add it
        </Button>
        <Button variant="subtle" color="gray" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
