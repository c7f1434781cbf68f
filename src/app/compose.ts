import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AccessPorts } from '#core/access'
import { SiteSettings } from '#core/kernel'
import * as content from '../adapters/content/index.ts'
import * as render from '../adapters/render/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { createCalls } from './calls.ts'
import { createAuditSide } from './compose-audits.ts'
import { type DataOption, openData } from './compose-data.ts'
import { drillRunner } from './compose-drills.ts'
import { tools } from './compose-files.ts'
import { createHandling } from './compose-incidents.ts'
import { serverRenderers } from './compose-render.ts'
import { keepUp } from './compose-retention.ts'
import { detectionRules } from './compose-rules.ts'
import { createMeters, listening, openTls, singleSignOn } from './compose-serving.ts'
import { work } from './compose-work.ts'
import { type Config, readConfig } from './config.ts'
import { createAccess } from './flows/access.ts'
import type { JudgeMessage } from './investigation-ports.ts'
import { createInvestigations } from './investigations.ts'
import { localSocket } from './local-socket.ts'
import type { App } from './model.ts'
import type { ObligationTools } from './obligations.ts'
import { createPolicies } from './policies.ts'
import { createRates } from './rates.ts'
import { createReportFiles, type ReportFiles } from './report-files.ts'
import { createSites } from './sites.ts'

// The one place that constructs adapters.

const MADE_BY = 'Ringfence'
const isBuilt = !import.meta.url.endsWith('.ts')
const worker = new URL(isBuilt ? './worker.js' : './worker.ts', import.meta.url)
const samples = new URL('../../content/samples/breach/', import.meta.url)

export const obligationTools = (): ObligationTools => ({
  ...tools(),
  readObligations: content.readObligations,
})

export const { parseYaml, readYaml, readUserText: readText, advisoryStore } = content
export const reportFiles = (): ReportFiles => createReportFiles(render, MADE_BY)
export const { idOf, systemClock } = system
export { type DataOption, dataFolder, type Opened, openData } from './compose-data.ts'

export const keepOf = (dataDir: string) => ({ dataDir, kept: system.keptInDataDir })
export const { callStore, auditStore, backup, restore, schemaState, diagnoseDatabase } = storage
export const { diagnoseSystem, dataDirOf, readConfigFiles, sha1, keyInside } = system
export const { readChecks, readFrameworks } = content
export const { renderHtml, renderPdf } = render

/** What sealing everything anew takes. */
export const keyTools = async (dataDir: string, config: Config) => ({
  before: await system.openSecrets(dataDir, config),
  makeNext: () => system.makeNextKey(dataDir, config, config.nextKey),
  resealAll: storage.resealAll,
  markPurpose: storage.markPurpose,
})

/** Everything of a running server. */
export async function createApp(options: DataOption = {}): Promise<App> {
  const log = system.createLogger(readConfig().logLevel, undefined, (what) => meters?.stumbled(what))
  let meters: system.Meters | undefined
  const opened = await openData(options, 'server', (error) => {
    log.fatal({ err: error }, 'another server took over')
    process.exit(1)
  })
  const { config, dataDir, database } = opened
  const { pool } = database
  const secrets = await system.openSecrets(dataDir, config)
  const store = storage.investigationStore(pool)
  const now = system.systemClock
  const queue = queueOf(pool, log)
  const siteStore = storage.siteStore(pool)
  const investigations = createInvestigations({
    store,
    marks: storage.markStore(pool),
    calls: storage.callStore(pool),
    siteRates: storage.rateStore(pool).read,
    siteYaml: async (place) => (await siteStore.get(place))?.yaml ?? '',
    uploads: system.uploadsIn(dataDir),
    queue,
    judge: (request, signal) =>
      system.runInBackground(worker, request, signal) as AsyncIterable<JudgeMessage>,
    reports: createReportFiles(serverRenderers, MADE_BY),
    sample: openSample,
    newId: system.newId,
    idOf: system.idOf,
    now,
  })
  investigations.work()
  const { close: stopDefence, watched, connections, news, ...defence } = await createHandling(opened, log)
  const drills = await drillRunner(options, opened)
  const { close: stopAudits, ...audited } = createAuditSide(opened, connections, { drills, news, log })
  meters = createMeters(pool, watched)
  const tls = config.tls && (await openTls(config.tls, log))
  const sites = sitesOf(siteStore)
  const rules = detectionRules(options, sites, log)
  const { close: stopKeeping, ...kept } = keepUp(opened, defence.overspend, log)
  return {
    meters,
    log,
    investigations,
    calls: createCalls({ finder: storage.callFinder(pool), csvLine: render.csvLine, newId: system.newId }),
    sites,
    policies: createPolicies(sites, storage.automaticStore(pool), now),
    rules,
    ...audited,
    ...defence,
    rates: ratesOf(pool),
    ...kept,
    localSocket: localSocket(options),
    access: createAccess(accessPorts(pool, secrets, await singleSignOn(config))),
    listen: listening(config, tls),
    health: () => healthOf(pool),
    async close() {
      await stopKeeping()
      tls?.close()
      await stopAudits()
      rules.close()
      await stopDefence()
      await queue.stop()
      await database.close()
    },
  }
}

const accessPorts = (
  pool: storage.Database['pool'],
  secrets: system.Secrets,
  sso: AccessPorts['sso'],
): AccessPorts => ({
  sso,
  store: storage.accessStore(pool),
  passwords: system.argon2Passwords(),
  authenticator: system.totpAuthenticator(),
  passkeys: system.webauthnPasskeys(),
  secrets,
  tokens: system.systemTokens(),
  now: system.systemClock,
})

const queueOf = (pool: storage.Database['pool'], log: ReturnType<typeof system.createLogger>) =>
  storage.investigationQueue({
    pool,
    now: system.systemClock,
    onError: (error) => log.error({ err: error }, 'an investigation broke off'),
    onStopped: (id) => log.info({ id }, 'an investigation was stopped; the next start takes it up again'),
  })

async function healthOf(pool: storage.Database['pool']): Promise<{ ok: boolean; detail: string }> {
  try {
    await pool.query('SELECT 1')
    return { ok: true, detail: 'the database answers' }
  } catch {
    return { ok: false, detail: 'the database does not answer' }
  }
}

async function openSample(): Promise<{ name: string; stream: AsyncIterable<Uint8Array> }[]> {
  const folder = fileURLToPath(samples)
  return (await readdir(folder))
    .sort()
    .map((name) => ({ name, stream: createReadStream(new URL(name, samples)) }))
}

const ratesOf = (pool: storage.Database['pool']): App['rates'] =>
  createRates({
    store: storage.rateStore(pool),
    decks: work,
    settings: async (place) => SiteSettings.parse(await storage.siteSettings(pool, place)),
    readNumbering: content.readNumberingData,
    readTariff: content.readBuiltInTariff,
    now: system.systemClock,
  })

const sitesOf = (store: ReturnType<typeof storage.siteStore>): App['sites'] =>
  createSites({
    store,
    parse: content.parseSite,
    checkRules: content.checkRules,
    written: content.writtenSite,
    rewrite: content.rewriteSite,
    newId: system.newId,
    now: system.systemClock,
  })
