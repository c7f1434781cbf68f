import type { Money } from '#core/kernel'

/** One place with its PBX, as its owner set it up. */
export interface Site {
  readonly customer: string
  readonly customerName: string
  readonly site: string
  readonly name: string
  /** site.yaml as the owner wrote it; '' while nothing was set up. */
  readonly yaml: string
}

/** What a list shows of an investigation. */
export interface Look {
  readonly id: string
  readonly title: string
  /** UTC milliseconds. */
  readonly createdAt: number
  readonly status: 'waiting' | 'running' | 'done' | 'failed'
  readonly verdict: 'breach' | 'suspicious' | 'clear' | null
  readonly ongoing: boolean
}

/** What a list shows of an incident that is being handled. */
export interface Handled {
  readonly id: string
  readonly title: string
  readonly state: 'open' | 'contained' | 'recovering'
}

/** One site among many: what was found there and what is under way. */
export interface SiteFigures {
  readonly customer: string
  readonly customerName: string
  readonly site: string
  readonly name: string
  readonly configured: boolean
  readonly investigations: number
  /** Waiting or being read now. */
  readonly underWay: number
  /** Incidents that were still going on when their records ended. */
  readonly goingOn: number
  readonly incidents: number
  /** Of all incidents, each counted once however often its records were read; one amount a currency. */
  readonly loss: readonly Money[]
  readonly latest: Look | null
  /** The newest investigation that asks for somebody: a breach, something suspicious, or files that could not be read. */
  readonly telling: Look | null
  /** The newest incident that is being handled. */
  readonly handled: Handled | null
}
