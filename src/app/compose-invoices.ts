import type { Place } from '#core/incidents'
import * as content from '../adapters/content/index.ts'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import type { InvoicePorts } from './incidents/invoices.ts'
import {
  type CallsIn,
  type MatcherThread,
  type MatchTools,
  matchBehind,
  matchInvoice,
} from './match-invoice.ts'

const isBuilt = !import.meta.url.endsWith('.ts')
const matcher = new URL('./compose-matching.js', import.meta.url)

export const matchTools = (): MatchTools => ({
  readSite: content.readSite,
  parseSite: content.parseSite,
  readDeck: content.readDeck,
  readYaml: content.readYaml,
  readNumbering: content.readNumberingData,
  readTariff: content.readBuiltInTariff,
  readText: content.readUserText,
})

/** Invoices against the calls that are stored of a site. */
export function invoiceMatching(pool: storage.Database['pool']): InvoicePorts['matching'] {
  const sites = storage.siteStore(pool)
  return {
    siteYaml: async (place) => (await sites.get(place))?.yaml ?? '',
    siteRates: storage.rateStore(pool).read,
    callsIn: (place) => callsOf(pool, place),
    match: (order, callsIn) =>
      isBuilt
        ? matchBehind(system.openThread(matcher) as MatcherThread, order, callsIn)
        : matchInvoice(order, callsIn, matchTools()),
  }
}

const callsOf = (pool: storage.Database['pool'], place: Place): CallsIn =>
  async function* ({ from, until }) {
    for await (const page of storage.storedCalls(pool, place, from)) {
      const inside = page.filter(({ startedAt }) => startedAt < until)
      if (inside.length > 0) yield inside
      if (inside.length < page.length) return
    }
  }
