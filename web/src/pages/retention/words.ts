import type { RetentionView } from '#contract'
import { counted } from '../../format.ts'

type Item = RetentionView['items'][number]

export const titles: Readonly<Record<Item['what'], string>> = {
  calls: 'Calls',
  investigations: 'Investigations with their files',
  audits: 'Audits',
}

const ones = { calls: 'call', investigations: 'investigation', audits: 'audit' }

export const pastTime = (items: readonly Item[]): readonly Item[] => items.filter(({ count }) => count > 0)

/** "12 calls and 1 audit". */
export function amountOf(items: readonly Item[]): string {
  const words = pastTime(items).map(({ what, count }) => counted(count, ones[what]))
  const last = words.pop() ?? 'nothing'
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`
}
