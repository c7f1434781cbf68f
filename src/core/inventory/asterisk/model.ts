import type { Draft } from '../draft.ts'
import type { SecretScale } from '../measure-secret.ts'
import type { ResourceType } from '../model.ts'
import type { Section } from './parse-config.ts'

/** What a reader of one configuration file adds to. */
export interface Gathering {
  readonly drafts: Draft[]
  readonly told: Set<ResourceType>
  readonly scale: SecretScale
  /** Who comes into the dial plan, and where: filled by the channel drivers, used by the dial plan. */
  readonly entrances: Entrance[]
  /** Names under which calls leave for the outside: endpoints and peers that are trunks. */
  readonly trunks: Set<string>
}

export interface Entrance {
  readonly context: string
  /** `account` proves itself with a secret; the others do not. */
  readonly who: 'account' | 'trunk' | 'anonymous'
  readonly name: string
}

/** Reads the sections of one file. */
export type SectionReader = (sections: readonly Section[], to: Gathering) => void
