import type { Draft } from './draft.ts'
import type { SecretScale } from './measure-secret.ts'
import type { ConfigProblem, Program, ResourceType } from './model.ts'

/** What the reader of a platform adds to. */
export interface Taking {
  readonly drafts: Draft[]
  readonly told: Set<ResourceType>
  readonly problems: ConfigProblem[]
  readonly programs: Program[]
  readonly scale: SecretScale
}
