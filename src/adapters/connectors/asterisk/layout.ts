import type { ConfigFile } from '#core/inventory'
import type { Log } from './records.ts'

/** Where the configuration of a PBX on Asterisk may be changed so that it stays, and what else tells of it. */
export interface Layout {
  /** Files that AMI UpdateConfig writes: the dial plan, new sections of PJSIP, manager users. */
  readonly dialPlan: string
  readonly pjsip: string
  readonly managers: string
  /**
   * A program writes the files of phones and lines anew again and again. What we changed in their sections would be lost, so they are
   * left alone: the guard stands inside the contexts that phones enter, and secrets and registrations want the PBX's own database.
   */
  readonly generated: boolean
  /** Names of lines that prove a password as phones do, where something else than PJSIP knows them. Never throws. */
  readonly lines?: () => Promise<ReadonlySet<string>>
  /** More that belongs to the configuration, as files. */
  readonly more?: (() => Promise<readonly ConfigFile[]>) | undefined
  /** Where calls are written down when no file of them is given. Never throws. */
  readonly ofCalls?: Log
}

export const stock: Layout = {
  dialPlan: 'extensions.conf',
  pjsip: 'pjsip.conf',
  managers: 'manager.conf',
  generated: false,
}
