import type { PolicyView } from '#contract'

export type Policy = PolicyView['policy']
