import { createReplay, type Order, type PastCall, type Preview } from '#core/response'
import type { ResponsePorts } from './ports.ts'

/** So many calls are played without a pause: ten milliseconds or so. */
const AT_ONCE = 20_000

/** What an order would have done to calls of the past. Half a million take a while: others have their turn meanwhile. */
export async function playPast(
  order: Order,
  calls: readonly PastCall[],
  { sleep }: Pick<ResponsePorts, 'sleep'>,
): Promise<Preview> {
  const replaying = createReplay(order)
  for (let at = 0; at < calls.length; at += AT_ONCE) {
    if (at > 0) await sleep(0)
    replaying.add(calls.slice(at, at + AT_ONCE))
  }
  return replaying.preview()
}
