import { join } from 'node:path'
import type { AlertJson, Verdict } from '#contract'
import type { AuditSeen, Found, Standing, World } from '#core/handling'
import type { Incident, Place } from '#core/incidents'
import { DomainError, SiteSettings } from '#core/kernel'
import type { Playbook } from '#core/playbooks'
import { isOver } from '#core/response'
import * as content from '../adapters/content/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { createChanges } from './changes.ts'
import type { Opened } from './compose-data.ts'
import { dutyPorts } from './compose-duties.ts'
import { invoiceMatching } from './compose-invoices.ts'
import { createDefence } from './compose-live.ts'
import { serverRenderers } from './compose-render.ts'
import { work } from './compose-work.ts'
import type { AlertWord } from './flows/handle/take-alert.ts'
import { repeating } from './flows/repeating.ts'
import { auditSeenBy } from './incidents/audit-seen.ts'
import { type DutyPorts, deadlinesOf, dutiesOf, dutyCounts } from './incidents/duties.ts'
import { foundOf } from './incidents/found.ts'
import { fromDuties } from './incidents/from-duties.ts'
import { fromEntries } from './incidents/from-entries.ts'
import { fromLedger } from './incidents/from-ledger.ts'
import { fromNotices, type NoticesOf } from './incidents/from-notices.ts'
import { fromVerdicts } from './incidents/from-verdicts.ts'
import { createIncidents, type Incidents } from './incidents/service.ts'
import type { Log } from './model.ts'

/** What the playbook's question about personal data asks for. */
const DATA_OF_OTHERS = ['voicemail', 'recordings', 'names-and-numbers'] as const
const PLAYBOOK = 'phone-breach'
const CONTROLS = 500
const REMIND_MS = 300_000

type Defence = Awaited<ReturnType<typeof createDefence>>
type Live = () => Defence['live']
type Pool = Opened['database']['pool']

/** The live side, and the incidents its alerts are taken into. */
export async function createHandling(
  opened: Opened,
  log: Log,
): Promise<Defence & { readonly incidents: Incidents }> {
  const incidents: Incidents = createIncidentRoom(
    { pool: opened.database.pool, dataDir: opened.dataDir },
    () => defence.live,
    (place, incident) => defence.notices.list(place, incident),
  )
  const defence = await createDefence(opened, log, (place, alert) =>
    incidents
      .takeAlert(place, wordOf(alert))
      .catch((error) => log.error({ err: error }, 'an alert was not taken into an incident')),
  )
  const act: Incidents['act'] = async (place, id, done, by) => {
    await incidents.act(place, id, done, by)
    const exposed = done.kind === 'answer' && done.fact === 'personal-data' && done.value
    if (exposed) await defence.notices.expose(place, id, DATA_OF_OTHERS, by)
  }
  const duties: Incidents['duties'] = {
    ...incidents.duties,
    async say(place, id, facts, by) {
      await incidents.duties.say(place, id, facts, by)
      // Legal joins by itself when it concerns the data of others.
      if (facts.data?.length) await defence.notices.expose(place, id, facts.data, by)
    },
  }
  const reminding = repeating(() => remindAll(opened.database.pool, duties, defence.remind), {
    sleep: system.pause,
    everyMs: REMIND_MS,
    onError: (error) => log.error({ err: error }, 'nobody was reminded of what is due'),
  })
  return {
    ...defence,
    incidents: { ...incidents, act, duties },
    async close() {
      await reminding.stop()
      await defence.close()
    },
  }
}

/** Looks at every incident that is being handled for notices that are due soon. */
async function remindAll(pool: Pool, duties: Incidents['duties'], remind: Defence['remind']): Promise<void> {
  const cases = storage.caseStore(pool)
  for (const place of await storage.listSites(pool))
    for (const { incident, state } of await cases.list(place)) {
      if (state === 'closed') continue
      await remind(place, incident.id, deadlinesOf(await duties.view(place, incident.id)))
    }
}

/** Incidents over an open database; `live` sees what is going on at a site. */
export function createIncidentRoom(
  { pool, dataDir }: { readonly pool: Pool; readonly dataDir: string },
  live: Live,
  noticesOf: NoticesOf = async () => ({ notices: [] }),
): Incidents {
  const around = storage.caseWorld(pool)
  const investigations = storage.investigationStore(pool)
  const changes = createChanges()
  const duties = dutyPorts(pool, noticesOf)
  const audits = auditSeenBy(storage.auditStore(pool), system.systemClock)
  const keyOf = ({ customer, site }: Place): string => JSON.stringify([customer, site])
  return createIncidents({
    store: storage.caseStore(pool),
    playbook: () => readPlaybook(join(dataDir, 'playbooks')),
    posture: around.posture,
    world: (incident, standing) => lookRound(incident, standing, { pool, live, duties, audits }),
    newId: system.newId,
    now: system.systemClock,
    // Whoever looks at one incident of a site sees all of it.
    changed: (place) => changes.tell(keyOf(place)),
    changes: (place) => changes.follow(keyOf(place)),
    sources: [
      fromEntries,
      fromVerdicts(async (place, id) => (await investigations.verdict(place, id)) as Verdict | null),
      fromNotices(noticesOf),
      fromLedger(around.acts),
      fromDuties(({ incident, standing, world }) => dutiesOf(incident, standing, world.found, duties)),
    ],
    render: serverRenderers,
    madeBy: 'Ringfence',
    callsOf: async (place, id) =>
      ((await investigations.verdict(place, id)) as Verdict | null)?.flaggedCalls ?? [],
    zoneOf: async (place) => SiteSettings.parse(await storage.siteSettings(pool, place)).timezone,
    vault: system.vaultIn(dataDir),
    matching: invoiceMatching(pool),
    results: work,
    duties,
  })
}

async function readPlaybook(folder: string): Promise<Playbook> {
  const found = (await content.readPlaybooks(folder)).find(({ playbook }) => playbook.id === PLAYBOOK)
  if (found) return found.playbook
  throw new DomainError(
    'playbook-unknown',
    `There is no playbook "${PLAYBOOK}"`,
    'Put content/playbooks back as it came: incidents are handled by it.',
  )
}

interface Around {
  readonly pool: Pool
  readonly live: Live
  readonly duties: DutyPorts
  readonly audits: (place: Place) => Promise<AuditSeen | null>
}

async function lookRound(
  incident: Incident,
  standing: Standing,
  { pool, live, duties, audits }: Around,
): Promise<World> {
  const since = standing.opened.at
  const around = storage.caseWorld(pool)
  const [audit, controls, posture, sealedAt, found] = await Promise.all([
    audits(incident),
    storage.controlStore(pool).list(incident, { open: false, limit: CONTROLS }),
    around.posture(incident),
    around.sealedAt(incident.id),
    Promise.all(standing.investigations.map((id) => findIn(pool, incident, id))),
  ])
  const view = live().view(incident)
  const seen = found.filter((one) => one !== null)
  return {
    now: system.systemClock(),
    controls: controls
      .filter(({ state, createdAt }) => createdAt >= since || !isOver(state))
      .map(({ id, order, state, ending, verified, verifiedAt, createdAt }) => ({
        id,
        kind: order.kind,
        target: order.target,
        inForce: (state === 'in-force' || state === 'drifted') && ending === null,
        verified,
        createdAt,
        verifiedAt,
      })),
    found: seen,
    live: view && { running: view.meter.calls, perMinute: view.meter.perMinute.likely },
    posture,
    audit,
    duties: await dutyCounts(incident, standing, seen, duties),
    sealedAt,
  }
}

async function findIn(pool: Pool, place: Place, id: string): Promise<Found | null> {
  const [investigation, head] = await Promise.all([
    storage.investigationStore(pool).get(place, id),
    storage.caseWorld(pool).verdictHead(place, id),
  ])
  return investigation && head ? foundOf(investigation, head as Verdict) : null
}

/** An alert of the API as an incident keeps it. */
const wordOf = (alert: AlertJson): AlertWord => ({
  alert: alert.id,
  incident: alert.incident,
  account: alert.account,
  of: alert.kind,
  score: alert.score,
  reasons: alert.reasons,
  began: Date.parse(alert.began),
  perMinuteMicros: alert.perMinute.micros,
  lostMicros: alert.lostSoFar.micros,
  currency: alert.lostSoFar.currency,
  calls: alert.calls,
  running: alert.running.length,
  sources: alert.sources,
})
