import type { InvestigationProgress, Verdict } from '#contract'
import type { CallStore, Investigation, InvestigationStore, MarkStore, Place } from '#core/incidents'
import type { InvestigateRequest } from './investigator.ts'
import type { ReportFiles } from './report-files.ts'

/** What the investigations of a server need of the world. */
export interface InvestigationPorts {
  readonly store: InvestigationStore
  readonly marks: MarkStore
  readonly calls: Pick<CallStore, 'week'>
  /** How the site is set up; '' when nobody did. */
  siteYaml(place: Place): Promise<string>
  /** The site's own rate deck, CSV; null when it has none. */
  siteRates(place: Place): Promise<string | null>
  readonly uploads: {
    /** A name for something made from the files, beside them. */
    beside(investigation: string, name: string): string
    /** The bytes of it; it is gone afterwards. */
    consume(path: string): AsyncIterable<Uint8Array>
    receive(
      investigation: string,
      stream: AsyncIterable<Uint8Array>,
    ): Promise<{ bytes: number; sha256: string }>
    path(investigation: string, sha256: string): string
    remove(investigation: string): Promise<void>
    investigations(): Promise<readonly string[]>
  }
  readonly queue: {
    start(handler: (investigation: Investigation, signal: AbortSignal) => Promise<void>): void
    wake(): void
  }
  /** Judges in a thread of its own; yields progress, then the verdict or why there is none. */
  judge(request: InvestigateRequest, signal: AbortSignal): AsyncIterable<JudgeMessage>
  readonly reports: ReportFiles
  /** Files of the sample breach. */
  sample(): Promise<readonly { name: string; stream: AsyncIterable<Uint8Array> }[]>
  newId(): string
  /** The same id for the same text. */
  idOf(text: string): string
  now(): number
}

export interface JudgeMessage {
  readonly progress?: InvestigationProgress
  readonly verdict?: Verdict
  /** Its calls are written down where they were asked for. */
  readonly callsWritten?: boolean
  readonly failure?: { readonly code: string; readonly message: string; readonly remedy: string }
}
