import type { Call } from '#core/calls'
import type { DialPlan, Numbering } from '#core/numbering'

/**
 * Records that name no line (a proxy's accounting) show an outside caller and a toll-free number: nobody forwards abroad
 * to that, it is the site's own number being called. Returns the call as an incoming one, or as it was.
 */
export function asOwnTollFree(call: Call, plan: DialPlan, numbering: Numbering): Call {
  if (call.direction !== 'outbound' || call.trunk !== '' || call.account !== call.from) return call
  if (numbering.destination(call.destination).type !== 'toll-free') return call
  const caller = plan.resolveCaller(call.from)
  if (caller.kind !== 'external') return call
  const { destination, international, invalid, kind } = caller
  return {
    ...call,
    direction: 'inbound',
    peer: caller.e164,
    account: call.dialled,
    destination,
    international,
    invalid,
    kind,
  }
}
