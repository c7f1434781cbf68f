import type { Order, PastCall, Preview } from './model.ts'
import { overlap, readNetwork } from './networks.ts'
import { refusesDialled } from './refuses-dialled.ts'

const LISTED = 50

/** What an order would have done to calls that were made: frauds it would have stopped, legitimate ones it would have hit. */
export function replay(order: Order, calls: readonly PastCall[]): Preview {
  const replaying = createReplay(order)
  replaying.add(calls)
  return replaying.preview()
}

/** The same in pieces. */
export function createReplay(order: Order): { add(calls: readonly PastCall[]): void; preview(): Preview } {
  const touches = touchOf(order)
  const hit: PastCall[] = []
  let fraudCalls = 0
  let legitimate = 0
  return {
    add(calls) {
      for (const call of calls) {
        if (!call.flagged) legitimate++
        if (order.emergency.includes(call.dialled) || !touches(call)) continue
        if (call.flagged) fraudCalls++
        else hit.push(call)
      }
    },
    preview() {
      hit.sort((a, b) => b.startedAt - a.startedAt)
      return {
        fraudCalls,
        legitimateCalls: hit.length,
        legitimateShare: legitimate === 0 ? 0 : Math.round((hit.length * 1000) / legitimate),
        hit: hit.slice(0, LISTED).map(({ flagged: _, outgoing: __, trunk: ___, ...call }) => call),
      }
    },
  }
}

function touchOf(order: Order): (call: PastCall) => boolean {
  const { kind, target } = order
  if (kind === 'block-destination' || kind === 'block-international')
    return ({ outgoing, dialled }) => outgoing && refusesDialled(order, dialled)
  if (kind === 'bar-account' || kind === 'rotate-secret') return ({ account }) => account === target
  if (kind === 'shut-trunk') return ({ trunk }) => trunk === target
  if (kind === 'block-ip') {
    const network = readNetwork(target)
    return ({ sourceIp }) => sourceIp !== '' && overlap(network, sourceOf(sourceIp))
  }
  // Hang-ups and dropped contacts touch what is there now; of the other kinds the records do not tell.
  return () => false
}

/** Call records hold what the PBX wrote there; what is no address was never blocked. */
function sourceOf(text: string): ReturnType<typeof readNetwork> {
  try {
    return readNetwork(text)
  } catch {
    return { low: 1n, high: 0n }
  }
}
