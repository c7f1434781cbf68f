import { type Control, isMomentary } from '#core/response'
import { playPast } from './play-past.ts'
import type { ResponsePorts } from './ports.ts'

/** Previews what a lockdown put in force without waiting for one: judging the calls of a busy site takes a minute. */
export async function previewLater(open: readonly Control[], ports: ResponsePorts): Promise<void> {
  for (const control of open) {
    const { preview, ending, state, order } = control
    if (preview !== null || ending !== null || state === 'planned' || isMomentary(order.kind)) continue
    const found = await playPast(order, await ports.past(control), ports)
    // Changed meanwhile by somebody else: it is left to the next round.
    await ports.store.step(control, { preview: found }, null)
  }
}
