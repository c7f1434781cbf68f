import type { z } from 'zod'
import type {
  AccountWeek,
  FlaggedCall,
  InvestigationOptions,
  InvestigationProgress,
  InvestigationSummary,
  InvestigationView,
  LiveView,
} from '#contract'
import type { Place } from '#core/incidents'
import type { Audits } from './audit-ports.ts'
import type { ByHandDesk } from './by-hand.ts'
import type { Calls } from './calls.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { Controls } from './controls.ts'
import type { DrillRunner } from './drills.ts'
import type { Access } from './flows/access.ts'
import type { Incidents } from './incidents/service.ts'
import type { Marking } from './marking.ts'
import type { Notices } from './notice-model.ts'
import type { Policies } from './policies.ts'
import type { Rates } from './rates.ts'
import type { RetentionDesk } from './retention.ts'
import type { DetectionRules } from './site-rules.ts'
import type { Sites } from './sites.ts'
import type { SpendDesk } from './spend.ts'

/** A file on its way in. It must be read to its end before the next one is asked for. */
export interface IncomingFile {
  readonly name: string
  readonly stream: AsyncIterable<Uint8Array>
}

export type ReportKind = 'report.html' | 'report.pdf' | 'flagged-calls.csv' | 'verdict.json'

export interface ReportFile {
  readonly contentType: string
  readonly fileName: string
  readonly body: Uint8Array | string
}

export interface FlaggedQuery {
  readonly limit: number
  readonly offset: number
  readonly account?: string
  readonly sort?: string
  /** Of the first verdict, without marks. */
  readonly original?: boolean
}

export interface Investigations extends Marking {
  /** Streams the files to the disk, then queues the work. `actor` is a person's id. */
  start(
    place: Place,
    input: {
      readonly options: z.infer<typeof InvestigationOptions>
      readonly files: readonly IncomingFile[] | AsyncIterable<IncomingFile>
      readonly actor: string
    },
  ): Promise<{ readonly id: string }>
  startSample(place: Place, actor: string): Promise<{ readonly id: string }>
  /** Newest first; `before` is the id of the last one of the page before. */
  list(place: Place, limit: number, before?: string): Promise<readonly InvestigationSummary[]>
  /** `original`: as it was found at first, without marks. */
  get(place: Place, id: string, original?: boolean): Promise<InvestigationView | null>
  flaggedCalls(
    place: Place,
    id: string,
    query: FlaggedQuery,
  ): Promise<{ readonly items: readonly FlaggedCall[]; readonly total: number }>
  /** How an account usually calls, and how it did in the breach. */
  week(place: Place, id: string, account: string): Promise<AccountWeek>
  /** The progress now, then each change; ends after done or failed. */
  progress(place: Place, id: string): AsyncIterable<InvestigationProgress>
  /** Null while there is none. */
  report(place: Place, id: string, kind: ReportKind): Promise<ReportFile | null>
  remove(place: Place, id: string, actor: string): Promise<void>
}

/** What is going on at the sites that are followed. */
export interface Live {
  /** Null while nothing of the place is followed. */
  view(place: Place): LiveView | null
  /** The view now, then whenever it changes. */
  follow(place: Place): AsyncIterable<LiveView | null>
  /** Cuts calls in progress; how many channels were cut. Emergency calls go on. */
  hangUp(place: Place, channels: readonly string[], actor: string): Promise<number>
}

/** Where a face writes what nobody could foresee. */
export interface Log {
  error(facts: object, message: string): void
}

/** What is counted, for whoever looks after the machine. */
export interface Meters {
  served(request: { method: string; route: string; status: number; seconds: number }): void
  /** In the text format of Prometheus. */
  text(): Promise<string>
}

/** Certificate and key, PEM; followed when they are renewed. */
export interface TlsPair {
  readonly cert: string
  readonly key: string
}

/** How the configuration wants the server to listen. */
export interface Listening {
  readonly host: string
  readonly port: number
  /** Addresses or CIDRs of proxies whose forwarded headers are believed. */
  readonly trustProxy: readonly string[]
  /** Undefined: no TLS here. */
  readonly tls?: { readonly pair: TlsPair; follow(onPair: (pair: TlsPair) => void): void } | undefined
  /** Where metrics are served, when they are. */
  readonly metrics?: { readonly host: string; readonly port: number } | undefined
  /** All files of one investigation together, bytes. */
  readonly uploadLimit: number
}

/** Everything the faces may ask for. */
export interface App {
  readonly log: Log
  readonly investigations: Investigations
  readonly sites: Sites
  readonly rates: Rates
  readonly retention: RetentionDesk
  readonly spend: SpendDesk
  readonly calls: Calls
  readonly systems: ConnectionDesk
  readonly byHand: ByHandDesk
  readonly controls: Controls
  readonly notices: Notices
  readonly policies: Policies
  readonly rules: Omit<DetectionRules, 'close'>
  readonly drills: DrillRunner
  readonly audits: Audits
  readonly incidents: Incidents
  /** Path of the socket for commands of this machine. */
  readonly localSocket: string
  readonly access: Access
  readonly live: Live
  readonly listen: Listening
  readonly meters: Meters
  health(): Promise<{ readonly ok: boolean; readonly detail: string }>
  close(): Promise<void>
}
