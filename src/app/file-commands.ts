import type { InvestigationProgress, Reconciled, Verdict } from '#contract'
import type { Call } from '#core/calls'
import type { DataOption } from './compose-data.ts'
import { expectBriefRun, tools } from './compose-files.ts'
import { type InvestigateRequest, runInvestigation } from './investigator.ts'
import { type RatedLine, type RateSum, rateFiles } from './pricer.ts'
import { reconcileFiles } from './reconciler.ts'
import { storedCall } from './stored-calls.ts'

// What the command line asks of files alone. What keeps and prints is loaded when it is asked for: an answer begins half
// a second earlier without the server's parts.

export interface InvestigateCommand extends DataOption, Omit<InvestigateRequest, 'files' | 'onCall'> {
  readonly files: readonly string[]
  readonly out?: string | undefined
  readonly save?: boolean | undefined
}

/** The verdict on files; with `save` calls and incidents are kept, with `out` the report files are made. */
export async function investigate(
  { files, out, save, data, ...options }: InvestigateCommand,
  onProgress: (progress: InvestigationProgress) => void,
): Promise<{ verdict: Verdict; files: { name: string; content: string | Uint8Array }[] }> {
  expectBriefRun()
  const kept: Call[] = []
  const request: InvestigateRequest = {
    ...options,
    files: files.map((path) => ({ path })),
    ...(save ? { onCall: (call: Call) => kept.push(call) } : {}),
  }
  const result = await runInvestigation(request, tools(), onProgress)
  const stored = kept.map((call) => storedCall(call, result.found.context))
  let { verdict } = result
  if (save) {
    const { keepVerdict } = await import('./keep-verdict.ts')
    verdict = await keepVerdict(verdict, stored, files, { data })
  }
  if (out === undefined) return { verdict, files: [] }
  const { madeReports } = await import('./made-reports.ts')
  return { verdict, files: await madeReports(verdict, result.found.now) }
}

export interface RateCommand extends Omit<InvestigateRequest, 'files' | 'onCall' | 'ratesMap'> {
  readonly files: readonly string[]
  readonly deckMap?: string | undefined
  readonly each?: ((line: RatedLine) => void) | undefined
}

/** What the calls of files cost by a deck. */
export function rate({ files, deckMap, each, ...options }: RateCommand): Promise<RateSum> {
  expectBriefRun()
  return rateFiles({ ...options, ratesMap: deckMap, files: files.map((path) => ({ path })) }, each, tools())
}

export interface ReconcileCommand extends Omit<InvestigateRequest, 'files' | 'onCall' | 'ratesMap' | 'map'> {
  readonly files: readonly string[]
  readonly invoice: string
  readonly rates: string
  /** invoice-map.yaml, deck-map.yaml, and mapping.yaml of the calls. */
  readonly map?: string | undefined
  readonly deckMap?: string | undefined
  readonly callsMap?: string | undefined
}

/** A carrier's invoice beside the calls of files. */
export function reconcile({
  files,
  map,
  deckMap,
  callsMap,
  ...options
}: ReconcileCommand): Promise<Reconciled> {
  expectBriefRun()
  const calls = files.map((path) => ({ path }))
  return reconcileFiles(
    { ...options, files: calls, map: callsMap, ratesMap: deckMap, invoiceMap: map },
    tools(),
  )
}
