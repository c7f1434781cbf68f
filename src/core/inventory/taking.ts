import type { Draft } from './draft.ts'
import type { SecretScale } from './measure-secret.ts'
import type { ConfigProblem, ResourceType } from './model.ts'

/** What the reader of a platform adds to. */
export interface Taking {
  readonly drafts: Draft[]
  readonly told: Set<ResourceType>
  readonly problems: ConfigProblem[]
  readonly scale: SecretScale
}
