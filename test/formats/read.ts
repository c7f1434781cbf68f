import {
  appendLoneCall,
  type Call,
  type CsvMap,
  callAt,
  createBatch,
  createFinder,
  createIntake,
  createNames,
  createToldTexts,
  type FormatName,
  type FoundRows,
  type Intake,
  type Reject,
  type RowKernel,
  type RowShapes,
  type SecurityEvent,
} from '#core/calls'
import { SiteSettings, type Zone, zoneOf } from '#core/kernel'
import { createDialPlan, createNumbering, type DialPlan } from '#core/numbering'
import { readNumberingData } from '../../src/adapters/content/numbering.ts'
import { openRowKernel } from '../../src/adapters/system/row-kernel.ts'

const numbering = createNumbering(await readNumberingData())

export interface Outcome {
  readonly calls: Call[]
  readonly events: SecurityEvent[]
  readonly rejects: Reject[]
  readonly counts: Intake['counts']
  readonly formats: (FormatName | null)[]
  /** Lines in which the other kernel looked. */
  readonly ahead: number
}

export interface Given {
  site?: Partial<typeof SiteSettings._input>
  format?: FormatName
  map?: CsvMap
  /** Characters a push. */
  step?: number
  /** Push ASCII bytes, and take plain calls of one row in numbers; `ahead`: with their rows found by another kernel. */
  bytes?: boolean | 'ahead'
  since?: number
  until?: number
}

export const planFor = (site: Given['site'] = {}): DialPlan =>
  createDialPlan(SiteSettings.parse({ internal: ['1XXX', '2XX'], ...site }), numbering)

export function kernelOf(): RowKernel {
  const kernel = openRowKernel()
  if (!kernel) throw new Error('dist/plain-rows.wasm is missing: npm run build')
  return kernel
}

/** What the thread does that finds rows ahead of the reading. */
function createAhead() {
  const finder = createFinder(kernelOf(), (words) => new Int32Array(words))
  const texts = createToldTexts()
  let shaped = false
  let lines = 0
  return {
    get lines() {
      return lines
    },
    begin() {
      shaped = false
    },
    shape(shapes: RowShapes) {
      finder.shape(shapes)
      shaped = true
    },
    find(bytes: Buffer): FoundRows | undefined {
      if (!shaped || bytes.includes(0)) return undefined
      const { records, count, fresh, round } = finder.find(bytes)
      texts.learn(fresh, round)
      lines += count
      return { records, count, texts }
    },
  }
}

/** Reads texts as files of one intake. */
export function read(texts: string | readonly string[], given: Given = {}): Outcome {
  const calls: Call[] = []
  const names = createNames()
  const events: SecurityEvent[] = []
  const rejects: Reject[] = []
  const ahead = createAhead()
  const intake = createIntake({
    plan: planFor(given.site),
    zone: zoneOf(given.site?.timezone ?? 'UTC') as Zone,
    ...(given.map ? { map: given.map } : {}),
    ...(given.since === undefined ? {} : { since: given.since }),
    ...(given.until === undefined ? {} : { until: given.until }),
    onCall: (call) => calls.push(call),
    ...(given.bytes
      ? {
          kernel: kernelOf(),
          onShapes: ahead.shape,
          onLoneCall: (call) => {
            const batch = createBatch(1)
            appendLoneCall(batch, call, names, 0, false)
            calls.push(callAt(batch, 0, names))
          },
        }
      : {}),
    onSecurity: (event) => events.push(event),
    onReject: (reject) => rejects.push(reject),
  })
  const step = given.step ?? 4096
  const formats = (typeof texts === 'string' ? [texts] : texts).map((text, i) => {
    const file = intake.open(`file-${i + 1}`, given.format)
    ahead.begin()
    for (let at = 0; at < text.length; at += step) {
      const piece = text.slice(at, at + step)
      const bytes = Buffer.from(piece, 'latin1')
      if (given.bytes) file.pushBytes(bytes, given.bytes === 'ahead' ? ahead.find(bytes) : undefined)
      else file.push(piece)
    }
    file.end()
    return file.format
  })
  intake.finish()
  return { calls, events, rejects, counts: intake.counts, formats, ahead: ahead.lines }
}

/** The first call, which must be there. */
export function only(outcome: Outcome): Call {
  if (outcome.calls.length !== 1)
    throw new Error(
      `expected one call, got ${outcome.calls.length}; rejects: ${JSON.stringify(outcome.rejects)}`,
    )
  return outcome.calls[0] as Call
}

export interface CdrFields {
  account?: string
  src?: string
  dst?: string
  context?: string
  clid?: string
  channel?: string
  toChannel?: string
  app?: string
  data?: string
  start?: string
  answer?: string
  end?: string
  duration?: number | string
  billsec?: number | string
  disposition?: string
  id?: string
  linkedId?: string
  sequence?: number | string
}

const q = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** A row of Master.csv with 21 columns, or 18 without the three of newcdrcolumns: an answered call abroad unless told otherwise. */
export function cdr(fields: CdrFields = {}, columns: 16 | 17 | 18 | 21 = 21): string {
  const f = {
    account: '',
    src: '1001',
    dst: '901125261234567',
    context: 'from-internal',
    clid: '"Alice" <1001>',
    channel: 'PJSIP/1001-00000001',
    toChannel: 'PJSIP/carrier-00000002',
    app: 'Dial',
    data: 'PJSIP/901125261234567@carrier,300',
    start: '2026-03-06 21:04:11',
    answer: '2026-03-06 21:04:20',
    end: '2026-03-06 21:06:20',
    duration: 129,
    billsec: 120,
    disposition: 'ANSWERED',
    id: '1772831051.1',
    ...fields,
  } // prettier-ignore
  const row = [
    q(f.account),
    q(f.src),
    q(f.dst),
    q(f.context),
    q(f.clid),
    q(f.channel),
    q(f.toChannel),
    q(f.app),
    q(f.data),
    q(f.start),
    f.answer === '' ? '' : q(f.answer),
    q(f.end),
    f.duration,
    f.billsec,
    q(f.disposition),
    q('DOCUMENTATION'),
  ] // prettier-ignore
  if (columns >= 17) row.push(q(f.id))
  if (columns >= 18) row.push(q(''))
  if (columns === 21) row.push(q(''), q(fields.linkedId ?? f.id), fields.sequence ?? 1)
  return `${row.join(',')}\n`
}
