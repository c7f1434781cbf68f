import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { AuditedDevices } from '#contract'
import { devicesQuery } from '../../api/audits.ts'
import { type Place, usePlace } from '../../api/session.ts'
import { type LongColumn, LongTable } from '../../components/LongTable.tsx'
import type { Order } from '../../components/order.ts'
import { Tag } from '../../components/Tag.tsx'
import { counted } from '../../format.ts'
import { fleetOf } from './by-model.ts'
import { Fleet } from './Fleet.tsx'
import { Loaded } from './Loaded.tsx'
import { Targets } from './Targets.tsx'
import { useAuditId } from './use-audit.ts'

type Device = AuditedDevices['devices'][number]

/** What is there, in which version, and what is known to be weak in it. */
export function DevicesPage() {
  const place = usePlace()
  useEffect(() => {
    document.title = 'Devices · Audit · Ringfence'
  }, [])
  return place && <Devices place={place} />
}

function Devices({ place }: { place: Place }) {
  const query = useQuery(devicesQuery(place, useAuditId()))
  return (
    <Loaded query={query} what="Loading the devices">
      {(found) => <Whole place={place} found={found} />}
    </Loaded>
  )
}

function NoDevices() {
  return (
    <section className="panel stack-tight">
      <h2>No devices are known</h2>
      <p className="soft measure">
        Send an <code>inventory.yaml</code> with the next audit, or connect the Asterisk: then the phones that
        register there are listed, with what they say they are.
      </p>
    </section>
  )
}

function Whole({ place, found }: { place: Place; found: AuditedDevices }) {
  const models = fleetOf(found.devices)
  const today = new Date().toISOString().slice(0, 10)
  return (
    <div className="stack">
      {models.length > 0 && <Fleet models={models} today={today} />}
      <Targets place={place} models={models} />
      {found.devices.length === 0 ? <NoDevices /> : <Every found={found} />}
    </div>
  )
}

function Every({ found: { devices, dataDate, ageDays } }: { found: AuditedDevices }) {
  const [order, setOrder] = useState<Order | null>(null)
  const weak = devices.filter(({ advisories }) => advisories.length > 0).length
  const claims = devices.some(({ from }) => from === 'registration')
  return (
    <section className="panel stack" aria-labelledby="devices">
      <div className="stack-tight">
        <h2 id="devices">{counted(devices.length, 'device')}</h2>
        <p className="soft measure">
          {weak === 0
            ? 'No advisory names the version of any of them.'
            : `Advisories name the version of ${weak}.`}{' '}
          As of the advisories of {dataDate}
          {ageDays > 30 && `, ${ageDays} days ago: newer ones are not known here`}.
          {claims && ' What registered says itself what it is: that is a claim.'}
        </p>
      </div>
      <LongTable
        label="Devices"
        rows={sortedBy(devices, order)}
        columns={columns}
        keyOf={({ name, address, product, version }) => `${name} ${address} ${product} ${version}`}
        order={order}
        setOrder={setOrder}
        none="No devices"
      />
    </section>
  )
}

const worst = ({ advisories }: Device): number =>
  advisories.length + (advisories.some(({ knownExploited }) => knownExploited) ? 1000 : 0)

const keys: Readonly<Record<string, (device: Device) => string | number>> = {
  Device: ({ name }) => name,
  'Maker and model': ({ vendor, product }) => `${vendor} ${product}`,
  Firmware: ({ version }) => version,
  Advisories: worst,
}

/** Known-exploited first, until somebody sorts otherwise. */
function sortedBy(devices: readonly Device[], order: Order | null): readonly Device[] {
  const key = (order && keys[order.by]) ?? worst
  const down = order ? order.down : true
  return [...devices].sort((a, b) => {
    const [one, two] = [key(a), key(b)]
    const apart =
      typeof one === 'number' ? one - Number(two) : one.localeCompare(String(two), 'en', { numeric: true })
    return down ? -apart : apart
  })
}

const columns: readonly LongColumn<Device>[] = [
  {
    title: 'Device',
    width: 'minmax(140px, 1fr)',
    sort: 'up',
    lead: true,
    cell: ({ name, address }) => (
      <>
        {name} {address !== '' && <span className="faint number">{address}</span>}
      </>
    ),
  },
  {
    title: 'Maker and model',
    width: 'minmax(160px, 1fr)',
    sort: 'up',
    cell: ({ vendor, product, from, userAgent }) =>
      vendor === '' ? (
        <span className="faint" title={userAgent}>
          {userAgent === '' ? 'Does not say' : `Not known: ${userAgent}`}
        </span>
      ) : (
        <span title={userAgent}>
          {vendor} {product} {from === 'registration' && <span className="faint">says it</span>}
        </span>
      ),
  },
  {
    title: 'Firmware',
    width: '140px',
    sort: 'up',
    cell: ({ version }) => <span className="number">{version === '' ? '–' : version}</span>,
  },
  {
    title: 'Advisories',
    width: 'minmax(220px, 2fr)',
    sort: 'down',
    cell: (device) => <Advice {...device} />,
  },
]

function Advice({ advisories, listed, undecided, reachable, vendor, version }: Device) {
  if (vendor === '' || version === '') return <span className="faint">Not known</span>
  if (advisories.length === 0)
    return (
      <span className="faint">
        {listed
          ? 'None names this version'
          : 'No advisory here is about such a device; that is no sign of safety'}
        {undecided > 0 && `; of ${undecided} it cannot be told`}
      </span>
    )
  return (
    <details className="more">
      <summary>
        <Tag tone="watch">
          {advisories.some(({ knownExploited }) => knownExploited)
            ? 'Used by intruders'
            : counted(advisories.length, 'advisory', 'advisories')}
        </Tag>{' '}
        {reachable === true && <span className="faint">can be reached from outside</span>}
      </summary>
      <ul className="plain-list">
        {advisories.map(({ id, summary, fixedIn, knownExploited }) => (
          <li key={id}>
            <strong>{id}</strong>
            {knownExploited && ' (used by intruders)'}: {summary}{' '}
            <span className="faint">
              {fixedIn === null ? 'No fixed version is named.' : `Fixed in ${fixedIn}.`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
