import { readFileSync } from 'node:fs'
import type { ClosingJson, ReachAnswer } from '#contract'
import type { Place } from '#core/incidents'
import { DomainError, SiteSettings } from '#core/kernel'
import { ZonesFile } from '#core/reach'
import * as content from '../adapters/content/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { auditUpload } from './audit-making.ts'
import type { AuditPorts, Audits } from './audit-ports.ts'
import type { AskRequest, AuditRequest, AuditWork, CloseRequest } from './audit-request.ts'
import { ageOf, knownAdvisories } from './compose-advisories.ts'
import type { Opened } from './compose-data.ts'
import { serverRenderers } from './compose-render.ts'
import type { Link } from './compose-response.ts'
import { shipped } from './compose-work.ts'
import type { Connections } from './connections.ts'
import type { DrillRunner } from './drills.ts'
import { repeating } from './flows/repeating.ts'
import type { Log } from './model.ts'
import { createAudits } from './saved-audits.ts'

const isBuilt = !import.meta.url.endsWith('.ts')
const worker = new URL(isBuilt ? './audit-worker.js' : './audit-worker.ts', import.meta.url)
const LOOK_MS = 30_000
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** Audits over an open database, and the clock that makes those that are due. */
export function createAuditSide(
  { dataDir, database: { pool } }: Opened,
  connections: Connections<Link>,
  {
    news,
    drills,
    log,
  }: {
    readonly news: { readonly drift: AuditPorts['tell']; readonly firmware: AuditPorts['remind'] }
    readonly drills: DrillRunner
    readonly log: Log
  },
): { readonly audits: Audits; readonly drills: DrillRunner; close(): Promise<void> } {
  const uploads = system.uploadsIn(dataDir)
  const audits = createAudits({
    store: storage.auditStore(pool),
    uploads,
    work: (request) => inBackground({ ...request, data: dataDir }),
    ask: inBackground,
    close: inBackground,
    inspectors: async (place: Place) =>
      (await connections.of(place)).flatMap(({ connection }) =>
        'inspector' in connection && connection.inspector
          ? [{ name: connection.inspector.name, inspector: connection.inspector.tells }]
          : [],
      ),
    readChecks: shipped.readChecks,
    readFrameworks: shipped.readFrameworks,
    renderHtml: serverRenderers.renderHtml,
    renderPdf: serverRenderers.renderPdf,
    async drilled(place) {
      const settings = SiteSettings.safeParse(await storage.siteSettings(pool, place))
      return settings.success ? { settings: settings.data, report: await drills.run(place, []) } : null
    },
    version,
    async advisories() {
      const bundle = await knownAdvisories(dataDir)
      return { bundle, ageDays: ageOf(bundle) }
    },
    checkZones: (yaml) => void content.parseYaml(yaml, ZonesFile, 'zones.yaml'),
    tell: news.drift,
    remind: news.firmware,
    newId: system.newId,
    now: system.systemClock,
  })
  const onError = (error: unknown): void => log.error({ err: error }, 'an audit that was due broke off')
  const running = repeating(() => audits.attend(), { sleep: system.pause, everyMs: LOOK_MS, onError })
  // What a crash left unread holds secrets of a stranger's system.
  const swept = sweep(uploads).catch(onError)
  return {
    audits,
    drills,
    async close() {
      await swept
      await running.stop()
    },
  }
}

async function sweep(uploads: system.Uploads): Promise<void> {
  const left = (await uploads.investigations()).filter((name) => name.startsWith(auditUpload('')))
  await Promise.all(left.map((name) => uploads.remove(name)))
}

interface Message<T> {
  readonly done?: T
  readonly failure?: { readonly code: string; readonly message: string; readonly remedy: string }
}

function inBackground(request: AuditRequest): Promise<AuditWork>
function inBackground(request: AskRequest): Promise<ReachAnswer>
function inBackground(request: CloseRequest): Promise<ClosingJson>
async function inBackground(request: AuditRequest | AskRequest | CloseRequest): Promise<unknown> {
  for await (const message of system.runInBackground(worker, request, new AbortController().signal)) {
    const { done, failure } = message as Message<unknown>
    if (failure) throw new AuditFailure(failure.code, failure.message, failure.remedy)
    return done
  }
  throw new Error('the audit ended without an answer')
}

/** What the thread was told, in its own words. */
class AuditFailure extends DomainError {}
