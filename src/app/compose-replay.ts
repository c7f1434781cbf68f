import type { RulesDifference } from '#contract'
import { firedBy, proofPlace, siteRules } from '#core/detection'
import type { Place } from '#core/incidents'
import type { RuleSettings } from '#core/kernel'
import * as content from '../adapters/content/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import { type DataOption, openData } from './compose-data.ts'
import { tools } from './compose-files.ts'
import { settingOf } from './investigator.ts'
import { HISTORY_DAYS } from './past-calls.ts'
import { type ReplayGround, replayRules } from './rule-replay.ts'

const DAY = 86_400_000

export interface ReplayOrder extends DataOption, Place {
  readonly before: RuleSettings
  readonly after: RuleSettings
}

/** Judges what is on record of a site with the rules as they are and as they would be. Nothing is changed. */
export async function replayCommand(
  order: ReplayOrder,
  onShare: (share: number) => void,
): Promise<RulesDifference> {
  const opened = await openData(order, 'visitor')
  try {
    const ground = await groundOf(order, opened)
    const rules = {
      before: await content.readRules(order.before),
      after: await content.readRules(order.after),
    }
    const difference = await replayRules(ground, rules, onShare)
    return { ...difference, proofs: await provenWith(order) }
  } finally {
    await opened.database.close()
  }
}

async function groundOf(
  { customer, site }: Place,
  { database: { pool }, dataDir }: Awaited<ReturnType<typeof openData>>,
): Promise<ReplayGround> {
  const place = { customer, site }
  const { site: settings, ...setting } = await settingOf(
    {
      files: [],
      siteYaml: (await storage.siteStore(pool).get(place))?.yaml,
      siteRates: (await storage.rateStore(pool).read(place)) ?? undefined,
    },
    tools(),
  )
  const newest = (await storage.storedSpan(pool, place)).newest ?? 0
  const since = newest - HISTORY_DAYS * DAY
  const year = new Date(system.systemClock()).getUTCFullYear()
  const uploads = system.uploadsIn(dataDir)
  const logs = await storage.securityFiles(pool, place)
  return {
    ...setting,
    site: settings,
    since,
    newest,
    marks: await storage.markStore(pool).standing(place),
    holidays: await content.resolveHolidays(
      settings.holidays,
      Array.from({ length: 12 }, (_, n) => year - 10 + n),
    ),
    calls: () => storage.storedCalls(pool, place, since),
    securityLogs: await Promise.all(
      logs.map(({ investigation, sha256, name }) =>
        system.openText(uploads.path(investigation, sha256), name),
      ),
    ),
    openSpill: system.createSpill,
  }
}

/** Whether the proofs of the rules that are set otherwise still hold. */
async function provenWith({ before, after }: ReplayOrder): Promise<RulesDifference['proofs']> {
  const place = proofPlace(
    { numberingData: await content.readNumberingData(), tariff: await content.readBuiltInTariff() },
    [],
  )
  const changed = (id: string): boolean => JSON.stringify(before[id]) !== JSON.stringify(after[id])
  const book = (await content.readRuleBook()).filter(({ source }) => changed(source.id))
  return book.flatMap(({ source, fires, quiet }) =>
    siteRules([source], after).map((rule) => ({
      rule: rule.id,
      title: rule.title,
      fires: firedBy(rule, fires, place) > 0,
      quiet: firedBy(rule, quiet, place) === 0,
    })),
  )
}
