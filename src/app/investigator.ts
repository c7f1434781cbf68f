import type { z } from 'zod'
import type { InvestigationProgress, Verdict } from '#contract'
import { type Call, CsvMap, type FormatName, formats, type RowKernel, type Spill } from '#core/calls'
import type { Mark, Rule } from '#core/detection'
import type { StoredCall } from '#core/incidents'
import { DomainError, type RuleSettings, type SiteSettings, type Zone, zoneOf } from '#core/kernel'
import {
  type Numbering,
  type NumberingData,
  type NumberingParts,
  numberingParts,
  openNumbering,
} from '#core/numbering'
import {
  createEstimate,
  createRater,
  type ParsedDeck,
  type ParsedInvoice,
  parseDeck,
  type Rater,
  type Tariff,
} from '#core/rating'
import type { TextFile } from './flows/gather-calls.ts'
import { type Investigated, investigate } from './flows/investigate.ts'
import { type ReaderThread, readBehind } from './reading.ts'
import { storedCalls } from './stored-calls.ts'
import { toVerdict } from './verdict.ts'

/** What an investigation needs of the world. */
export interface InvestigatorTools {
  openText(path: string, name?: string): Promise<TextFile>
  readSite(path: string): Promise<SiteSettings>
  parseSite(text: string, file: string): SiteSettings
  resolveHolidays(setting: SiteSettings['holidays'], years: Iterable<number>): Promise<string[]>
  readDeck(path: string, mapPath?: string): Promise<ParsedDeck>
  readInvoice(path: string, mapPath?: string): Promise<ParsedInvoice>
  readYaml<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>>
  /** The rules as the site has set them. */
  readRules(settings: RuleSettings): Promise<Rule[]>
  readNumbering(): Promise<NumberingData>
  readTariff(): Promise<Tariff>
  openSpill(): Spill & { close(): void }
  /** Reads plain rows quicker; undefined where the program is not built. */
  openRowKernel(): RowKernel | undefined
  /** A second thread that reads; undefined where the program is not built. */
  openReader(): (ReaderThread & { close(): void }) | undefined
  writeCalls(path: string, calls: Iterable<readonly StoredCall[]>): Promise<void>
  now(): number
}

/** What it takes to know whose calls they are and what they cost. */
export type SettingTools = Pick<
  InvestigatorTools,
  'readSite' | 'parseSite' | 'readDeck' | 'readYaml' | 'readNumbering' | 'readTariff'
>

/** What a person asks for. Paths, except where it says otherwise. */
export interface InvestigateRequest {
  readonly files: readonly { readonly path: string; readonly name?: string }[]
  readonly site?: string | undefined
  /** The text of a site.yaml, where there is no file of it. */
  readonly siteYaml?: string | undefined
  readonly country?: string | undefined
  readonly timezone?: string | undefined
  readonly currency?: string | undefined
  readonly rates?: string | undefined
  /** A deck as text, CSV in our layout, where no file is named. */
  readonly siteRates?: string | undefined
  readonly ratesMap?: string | undefined
  readonly format?: string | undefined
  readonly map?: string | undefined
  /** ISO 8601. */
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly now?: string | undefined
  readonly onCall?: ((call: Call) => void) | undefined
  readonly marks?: readonly Mark[] | undefined
  /** Where the calls are to be written for the database, after the verdict. */
  readonly callsTo?: string | undefined
}

export interface InvestigateResult {
  readonly verdict: Verdict
  readonly found: Investigated
  readonly site: SiteSettings
  readonly rater: Rater
  /** Rows of the rate deck that were left out. */
  readonly deckRejects: ParsedDeck['rejects']
}

export interface Setting {
  readonly site: SiteSettings
  readonly zone: Zone
  readonly numbering: Numbering
  /** For a thread that reads. */
  readonly numberingParts: NumberingParts
  readonly rater: Rater
  readonly ratesName: string
  readonly deckRejects: ParsedDeck['rejects']
  readonly map: CsvMap | undefined
  readonly format: FormatName | undefined
}

/** Reads what the request names, before any call record is touched: a wrong option must not cost ten minutes. */
export async function settingOf(request: InvestigateRequest, tools: SettingTools): Promise<Setting> {
  const place = await placeOf(request, tools)
  return { ...place, ...(await ratesOf(request, place, tools)) }
}

/** Whose calls they are, and how to read them. */
type Place = Omit<Setting, 'rater' | 'ratesName' | 'deckRejects'>

async function placeOf(request: InvestigateRequest, tools: SettingTools): Promise<Place> {
  const written = request.site
    ? await tools.readSite(request.site)
    : tools.parseSite(request.siteYaml || '{}', 'site.yaml')
  const site = {
    ...written,
    ...(request.country ? { country: request.country.toUpperCase() } : {}),
    ...(request.timezone ? { timezone: request.timezone } : {}),
    ...(request.currency ? { currency: request.currency } : {}),
  }
  const zone = zoneOf(site.timezone)
  if (!zone)
    throw new DomainError(
      'timezone-unknown',
      `"${site.timezone}" is not an IANA time zone`,
      'Write it like "Europe/Berlin".',
    )
  const parts = numberingParts(await tools.readNumbering())
  const numbering = openNumbering(parts)
  if (numbering.callingCode(site.country) === '')
    throw new DomainError(
      'country-unknown',
      `"${site.country}" is not a country`,
      'Write the two letters of ISO 3166-1, like US, DE or GB.',
    )
  return {
    site,
    zone,
    numbering,
    numberingParts: parts,
    map: request.map ? await tools.readYaml(request.map, CsvMap) : undefined,
    format: formatOf(request.format),
  }
}

const SITE_RATES = 'rates of the site'

async function ratesOf(
  request: InvestigateRequest,
  { site, numbering }: Place,
  tools: SettingTools,
): Promise<Pick<Setting, 'rater' | 'ratesName' | 'deckRejects'>> {
  const own = request.siteRates
  const deck = request.rates
    ? await tools.readDeck(request.rates, request.ratesMap)
    : own === undefined
      ? null
      : parseDeck(own, { file: SITE_RATES })
  const currency = site.currency ?? numbering.currencyOf(site.country)
  const rater = deck
    ? createRater(deck.rates)
    : createEstimate(await tools.readTariff(), numbering, { country: site.country, currency })
  return {
    rater,
    ratesName: request.rates ?? (own === undefined ? 'built-in estimate' : SITE_RATES),
    deckRejects: deck?.rejects ?? [],
  }
}

function formatOf(name: string | undefined): FormatName | undefined {
  if (name === undefined) return undefined
  const format = formats.find((f) => f === name)
  if (!format)
    throw new DomainError('format-unknown', `"${name}" is not a format`, `Use one of ${formats.join(', ')}.`)
  return format
}

/** From files to a verdict. The same files and options give the same verdict. */
export async function runInvestigation(
  request: InvestigateRequest,
  tools: InvestigatorTools,
  onProgress: (progress: InvestigationProgress) => void,
  onVerdict: (verdict: Verdict) => void = () => undefined,
): Promise<InvestigateResult> {
  // Calls that somebody wants one by one are not sent between threads, and standard input belongs to the first.
  const together = request.onCall !== undefined || request.files.some(({ path }) => path === '-')
  const reader = together ? undefined : tools.openReader()
  const spill = tools.openSpill()
  try {
    return await judgeFiles(request, tools, { reader, spill }, onProgress, onVerdict)
  } finally {
    spill.close()
    reader?.close()
  }
}

async function judgeFiles(
  request: InvestigateRequest,
  tools: InvestigatorTools,
  { reader, spill }: { reader: ReaderThread | undefined; spill: Spill },
  onProgress: (progress: InvestigationProgress) => void,
  onVerdict: (verdict: Verdict) => void,
): Promise<InvestigateResult> {
  const place = await placeOf(request, tools)
  const { site, zone, numbering, map, format } = place
  const span = defined({ since: instantOf(request.since, 'since'), until: instantOf(request.until, 'until') })
  const now = defined({ now: instantOf(request.now, 'now') })
  const files = await Promise.all(request.files.map((file) => tools.openText(file.path, file.name)))
  const reading = { ...defined({ map, format }), ...span, site }
  // The other thread reads while this one looks at rates and rules.
  reader?.post({ order: { ...reading, files: request.files, numbering: place.numberingParts } })
  const { rater, ratesName, deckRejects } = await ratesOf(request, place, tools)
  const year = new Date(tools.now()).getUTCFullYear()
  const holidays = await tools.resolveHolidays(
    site.holidays,
    Array.from({ length: 12 }, (_, i) => year - 10 + i),
  )
  const found = await investigate(
    {
      ...reading,
      files,
      zone,
      numbering,
      rater,
      holidays,
      rules: await tools.readRules(site.rules),
      spill,
      ...now,
      ...defined({ onCall: request.onCall, marks: request.marks }),
      ...(reader ? { readElsewhere: (pool) => readBehind(reader, pool) } : { kernel: tools.openRowKernel() }),
    },
    paced(onProgress, tools.now),
  )
  const verdict = toVerdict({ found, site, rater, ratesName })
  onVerdict(verdict)
  // While the calls that do not fit in memory are still at hand.
  if (request.callsTo) await tools.writeCalls(request.callsTo, storedCalls(found))
  return { verdict, found, site, rater, deckRejects }
}

/** The same object without its undefined members. */
function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

function instantOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined
  const at = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at))
    throw new DomainError(
      'time-invalid',
      `--${option}: "${text}" is not a time`,
      'Write it like 2026-03-06T21:04:11Z.',
    )
  return at
}

type Reading = Omit<InvestigationProgress, 'etaSeconds'>

/** Passes progress on ten times a second at most, with the time still to go by the bytes read so far. */
function paced(
  onProgress: (progress: InvestigationProgress) => void,
  now: () => number,
): (p: Reading) => void {
  const started = now()
  let told = 0
  return (p) => {
    const at = now()
    if (at - told < 100 && p.phase === 'reading') return
    told = at
    const share = p.bytesTotal > 0 ? p.bytesRead / p.bytesTotal : 0
    const eta =
      share > 0.01 && p.phase === 'reading'
        ? Math.round(((at - started) / share - (at - started)) / 1000)
        : null
    onProgress({ ...p, etaSeconds: eta })
  }
}
