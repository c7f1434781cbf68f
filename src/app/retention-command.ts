import type { RetentionOrder, RetentionView } from '#contract'
import type { DataOption } from './compose.ts'
import { openData } from './compose-data.ts'
import { retentionOf } from './compose-retention.ts'
import { systemActor } from './local-socket.ts'

/** What of a site is past its time; with `remove` it is deleted, and what is left is told. */
export async function retention({
  site,
  remove,
  ...options
}: DataOption & { readonly site: string; readonly remove: boolean }): Promise<{
  readonly found: RetentionView
  readonly left: RetentionView | null
}> {
  const opened = await openData(options, 'visitor')
  try {
    const desk = retentionOf(opened)
    const place = { customer: 'default', site }
    const found = await desk.preview(place)
    const counted = Object.fromEntries(found.items.map(({ what, count }) => [what, count])) as RetentionOrder
    return { found, left: remove ? await desk.remove(place, counted, systemActor()) : null }
  } finally {
    await opened.database.close()
  }
}
