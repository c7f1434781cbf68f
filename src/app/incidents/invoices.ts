import type {
  FlaggedCall,
  InvoiceMapping,
  InvoicePreview,
  InvoiceText,
  ReconciledLines,
  ReconciledList,
  ReconciledSummary,
} from '#contract'
import type { DataOf } from '#core/handling'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { guessInvoice, type InvoiceLine, InvoiceMap, parseInvoice } from '#core/rating'
import { change } from '../flows/handle/change.ts'
import { reopenUnstopped } from '../flows/handle/open.ts'
import type { HandlePorts } from '../flows/handle/ports.ts'
import { look, type Situation } from '../flows/handle/situation.ts'
import { type CallsIn, type Matched, type MatchOrder, unauthorisedKey } from '../match-invoice.ts'
import type { ReconciledFile, ReconciledWork } from './reconciled-work.ts'

/** The carrier's invoice in an incident. */
export interface Invoices {
  /** How an invoice would be read, by its first lines; changes nothing. */
  preview(given: InvoiceText): InvoicePreview
  /** Takes the invoice into custody and matches it with the calls of the site, line by line. */
  match(
    place: Place,
    id: string,
    file: { readonly name: string; readonly stream: AsyncIterable<Uint8Array> },
    mapping: InvoiceMapping | undefined,
    by: string,
  ): Promise<void>
  /** What the last invoice showed; null while none was matched here. */
  summary(place: Place, id: string): Promise<ReconciledSummary | null>
  /** Lines that are asked back, CSV, on the clock of a zone. */
  disputed(place: Place, id: string, zone: string): Promise<string>
  lines(
    place: Place,
    id: string,
    list: ReconciledList,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<ReconciledLines>
}

export interface InvoicePorts extends HandlePorts {
  readonly vault: {
    keepStream(stream: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }>
    keepText(text: string): Promise<{ sha256: string; bytes: number }>
    read(sha256: string): Promise<Uint8Array>
    pathOf(sha256: string): string
  }
  readonly callsOf: (place: Place, investigation: string) => Promise<readonly FlaggedCall[]>
  readonly matching: {
    siteYaml(place: Place): Promise<string>
    siteRates(place: Place): Promise<string | null>
    callsIn(place: Place): CallsIn
    match(order: MatchOrder, callsIn: CallsIn): Promise<Matched>
  }
  readonly results: ReconciledWork
}

const FILE = 'the invoice'
const FEW = 8

export function createInvoices(ports: InvoicePorts): Invoices {
  const { vault, results } = ports
  return {
    preview: previewOf,

    async match(place, id, { name, stream }, mapping, by) {
      await look(place, id, ports)
      const kept = await vault.keepStream(stream)
      const situation = await look(place, id, ports)
      const order: MatchOrder = {
        path: vault.pathOf(kept.sha256),
        name,
        map: mapping && mapOf(mapping),
        siteYaml: await ports.matching.siteYaml(place),
        siteRates: await ports.matching.siteRates(place),
        unauthorised: await unauthorisedIn(place, situation, ports),
      }
      const { text, word } = await ports.matching.match(order, ports.matching.callsIn(place))
      const written = await vault.keepText(text)
      const task = situation.playbook.tasks.find(({ check }) => check === 'reconciled')?.id ?? null
      await change(place, id, by, ports, () => ({
        entries: [
          { kind: 'file', name, task, ...kept },
          { kind: 'file', name: `reconciliation of ${name}.json`, task, ...written },
          { kind: 'reconciled', ...word, invoice: name, result: written.sha256 },
        ],
      }))
      await reopenUnstopped(
        place,
        id,
        'The invoice shows calls that are not stopped by what was done.',
        by,
        ports,
      )
    },

    async summary(place, id) {
      const { reconciled } = (await look(place, id, ports)).standing
      const file = fileOf(reconciled, vault)
      return reconciled && file && results.reconciledSummary(file, reconciled)
    },

    async disputed(place, id, zone) {
      const { reconciled } = (await look(place, id, ports)).standing
      return results.disputedLines(fileOf(reconciled, vault), zone)
    },

    async lines(place, id, list, page) {
      const file = fileOf((await look(place, id, ports)).standing.reconciled, vault)
      return file ? results.reconciledLines(file, list, page) : { items: [], total: 0 }
    },
  }
}

function fileOf(
  reconciled: Pick<DataOf<'reconciled'>, 'result'> | null,
  vault: InvoicePorts['vault'],
): ReconciledFile | null {
  const sha256 = reconciled?.result
  return sha256 ? { path: vault.pathOf(sha256), sha256 } : null
}

/** The bad calls of all investigations of the incident. */
async function unauthorisedIn(place: Place, { standing }: Situation, ports: InvoicePorts): Promise<string[]> {
  const calls = await Promise.all(standing.investigations.map((one) => ports.callsOf(place, one)))
  return calls.flat().map(({ id, startedAt }) => unauthorisedKey(id, Date.parse(startedAt)))
}

/** A form's mapping as invoice-map.yaml would say it. */
function mapOf({ columns, decimal, dates, amounts, timezone, currency }: InvoiceMapping): InvoiceMap {
  const given = Object.fromEntries(Object.entries(columns).filter(([, theirs]) => theirs))
  return InvoiceMap.parse({
    decimal,
    dates,
    amounts,
    ...(timezone ? { timezone } : {}),
    columns: given,
    defaults: currency ? { currency: currency.toUpperCase() } : {},
  })
}

function previewOf({ text, mapping }: InvoiceText): InvoicePreview {
  const { header, rows, columns, decimal } = guessInvoice(text)
  // Where an invoice gives one length, it is the one that is billed.
  const billed = columns.billed_seconds ?? columns.duration_seconds
  const guessed: InvoicePreview['mapping'] = {
    columns: { ...columns, ...(billed ? { billed_seconds: billed } : {}) },
    decimal,
    dates: 'ymd',
    amounts: 'as-written',
  }
  const shown = { header: [...header], rows: rows.map((row) => [...row]), mapping: mapping ?? guessed }
  const { start_time: start, to, amount } = guessed.columns
  const whole = start !== undefined && to !== undefined && amount !== undefined && billed !== undefined
  const used = mapping ?? (whole ? (guessed as InvoiceMapping) : undefined)
  try {
    const { lines, rejects } = parseInvoice(text, { file: FILE, map: used && mapOf(used) })
    return {
      ...shown,
      lines: lines.slice(0, FEW).map(lineJson),
      rejected: rejects.length,
      rejects: rejects.slice(0, FEW).map((reject) => ({ ...reject })),
      problem: null,
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const problem = `${error.message}. ${error.remedy}`
    return { ...shown, lines: [], rejected: 0, rejects: [], problem }
  }
}

const lineJson = (line: InvoiceLine): InvoicePreview['lines'][number] => ({
  id: line.id,
  startedAt: Number.isNaN(line.startedAt) ? null : new Date(line.startedAt).toISOString(),
  from: line.from,
  to: line.to,
  billedSeconds: line.billedSeconds,
  amount: { micros: line.micros, currency: line.currency },
})
