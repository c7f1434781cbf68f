import { proofPlace } from '#core/detection'
import * as content from '../adapters/content/index.ts'
import * as system from '../adapters/system/index.ts'
import type { DataOption } from './compose-data.ts'
import { readAhead, shipped } from './compose-work.ts'
import type { Log } from './model.ts'
import {
  createDetectionRules,
  type DetectionRules,
  type ReplayMessage,
  type RulePorts,
} from './site-rules.ts'

const isBuilt = !import.meta.url.endsWith('.ts')
const worker = new URL(isBuilt ? './rules-worker.js' : './rules-worker.ts', import.meta.url)

/** The detection rules of a running server's sites. */
export function detectionRules({ data }: DataOption, sites: RulePorts['sites'], log: Log): DetectionRules {
  void readAhead()
  let place: ReturnType<RulePorts['proofPlace']> | undefined
  return createDetectionRules({
    sites,
    readBook: shipped.readRuleBook,
    proofPlace() {
      place ??= readProofPlace()
      return place
    },
    check: content.checkRules,
    replay: (order, signal) =>
      system.runInBackground(worker, { ...order, data }, signal) as AsyncIterable<ReplayMessage>,
    newId: system.newId,
    log,
  })
}

const readProofPlace = async () =>
  proofPlace(
    { numberingData: await content.readNumberingData(), tariff: await content.readBuiltInTariff() },
    [],
  )
