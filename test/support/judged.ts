import { parseSite, readNumberingData, readRules, resolveHolidays } from '../../src/adapters/content/index.ts'
import type { TextFile } from '../../src/app/flows/gather-calls.ts'
import { investigate } from '../../src/app/flows/investigate.ts'
import { toVerdict } from '../../src/app/verdict.ts'
import type { Verdict } from '../../src/contract/index.ts'
import { CsvMap } from '../../src/core/calls/index.ts'
import type { Mark, Rule } from '../../src/core/detection/index.ts'
import { type Zone, zoneOf } from '../../src/core/kernel/index.ts'
import { createNumbering } from '../../src/core/numbering/index.ts'
import { createRater, parseDeck } from '../../src/core/rating/index.ts'

const numbering = createNumbering(await readNumberingData())
const rules = await readRules()

export interface Records {
  readonly files: readonly { readonly name: string; readonly text: string }[]
  /** site.yaml as an object. */
  readonly site: unknown
  readonly deck: string
  /** mapping.yaml as an object, for generic CSV. */
  readonly map?: unknown
  readonly marks?: readonly Mark[]
  /** Those of content/rules when not given. */
  readonly rules?: readonly Rule[]
}

const inMemory = (name: string, text: string): TextFile => ({
  name,
  bytes: text.length,
  async *read() {
    for (let at = 0; at < text.length; at += 1 << 20)
      yield { text: text.slice(at, at + (1 << 20)), bytesRead: at }
  },
})

/** The main job on records in memory, by a rate deck. */
export async function judged(records: Records): Promise<Verdict> {
  const site = parseSite(JSON.stringify(records.site), 'site')
  const zone = zoneOf(site.timezone) as Zone
  const { rates } = parseDeck(records.deck, { file: 'deck' })
  const rater = createRater(rates)
  const found = await investigate(
    {
      files: records.files.map((f) => inMemory(f.name, f.text)),
      site,
      zone,
      holidays: await resolveHolidays(site.holidays, [2025, 2026]),
      numbering,
      rater,
      rules: records.rules ?? rules,
      ...(records.marks ? { marks: records.marks } : {}),
      ...(records.map ? { map: CsvMap.parse(records.map) } : {}),
    },
    () => undefined,
  )
  return toVerdict({ found, site, rater, ratesName: 'deck' })
}
