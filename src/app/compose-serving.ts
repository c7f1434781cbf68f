import type { SsoProvider } from '#core/access'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { readSecretFile } from './compose-live.ts'
import type { Config } from './config.ts'
import type { Listening, Log } from './model.ts'
import type { Watched } from './watchers.ts'

// What the server needs of the machine to be served and watched over.

const HELP: Readonly<Record<string, string>> = {
  sites: 'Sites there are.',
  incidents: 'Incidents on file.',
  investigations: 'Investigations by state.',
  controls: 'Controls by state.',
  sessions: 'Sessions that stand.',
  locked_out: 'Accounts and addresses that must wait after wrong sign-ins.',
  ledger_entries: 'Entries of the ledger.',
}

export const createMeters = (
  pool: storage.Database['pool'],
  watched: () => readonly Watched[],
): system.Meters =>
  system.createMeters(async () => [
    ...(await storage.readFigures(pool, system.systemClock())).map(({ name, label, value }) => ({
      name: `ringfence_${name}`,
      help: HELP[name] ?? name,
      ...(label === null ? {} : { labels: { kind: label } }),
      value,
    })),
    ...watched().flatMap(({ customer, site, view }) => siteSamples({ customer, site }, view)),
  ])

function siteSamples(labels: { customer: string; site: string }, view: Watched['view']) {
  const { perMinute, calls } = view.meter
  return [
    { name: 'ringfence_calls_up', help: 'Calls in progress.', labels, value: view.calls.length },
    {
      name: 'ringfence_bad_calls_up',
      help: 'Calls in progress that belong to an attack.',
      labels,
      value: calls,
    },
    { name: 'ringfence_alerts', help: 'Alerts that stand.', labels, value: view.alerts.length },
    {
      name: 'ringfence_loss_per_minute',
      help: 'What bad calls in progress cost a minute, likely, in units of the currency.',
      labels: { ...labels, currency: perMinute.likely.currency },
      value: perMinute.likely.micros / 1_000_000,
    },
    ...view.sources.map(({ id, kind, lost }) => ({
      name: 'ringfence_source_up',
      help: 'Whether what tells of calls answers.',
      labels: { ...labels, connection: id, kind },
      value: lost === false ? 1 : 0,
    })),
  ]
}

export async function singleSignOn({ oidc }: Config): Promise<SsoProvider | undefined> {
  if (!oidc) return undefined
  const { clientSecretFile, ...settings } = oidc
  return system.oidcProvider({ ...settings, clientSecret: await readSecretFile(clientSecretFile) })
}

/** What of the configuration concerns the faces. */
export const listening = (
  { host, port, trustProxy, uploadLimit, metrics }: Config,
  tls: Listening['tls'],
): Listening => ({ host, port, trustProxy, uploadLimit, metrics, tls })

/** Renewed certificates are taken up; one that cannot be used is told of, and the old one stays. */
export async function openTls(
  paths: { cert: string; key: string },
  log: Log,
): Promise<NonNullable<Listening['tls']> & { close(): void }> {
  const files = await system.openTlsFiles(paths)
  return {
    pair: files.pair,
    follow: (onPair) =>
      files.follow(onPair, (error) => log.error({ err: error }, 'the new certificate cannot be used')),
    close: files.close,
  }
}
