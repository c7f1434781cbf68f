import type { CallNowJson, MoneyJson } from '#contract'
import type { Call } from '#core/calls'
import type { Context } from '#core/detection'
import { minuteOf } from './flows/live-alerts.ts'

export type CallJsonOf = (
  source: string,
  call: Call,
  channels: readonly string[],
  at: number,
  alert: string | null,
) => CallNowJson

const instant = (at: number): string | null => (Number.isNaN(at) ? null : new Date(at).toISOString())

/** A call in progress, or one that has just ended, as the public JSON: with what it costs by now. */
export function createCallJson(context: Context): CallJsonOf {
  const money = (micros: number): MoneyJson => ({ micros, currency: context.rater.currency })
  return (source, call, channels, at, alert) => {
    const seconds = secondsAt(call, at)
    return {
      id: call.id,
      source,
      account: call.account,
      from: call.from,
      to: call.peer === '' || call.direction === 'inbound' ? call.dialled : `+${call.peer}`,
      dialled: call.dialled,
      direction: call.direction,
      country: call.peer === '' ? '' : context.numbering.destination(call.destination).country,
      startedAt: new Date(call.startedAt).toISOString(),
      answeredAt: instant(call.answeredAt),
      billableSeconds: seconds,
      ...pricesOf(call, seconds, at, context, money),
      sourceIp: call.sourceIp,
      channels: [...channels],
      alert,
    }
  }
}

function secondsAt(call: Call, at: number): number {
  const up = Number.isNaN(call.endedAt) && !Number.isNaN(call.answeredAt)
  return up ? Math.max(0, Math.floor((at - call.answeredAt) / 1000)) : call.billableSeconds
}

/** Who calls in pays himself. */
function pricesOf(
  { direction, peer }: Call,
  seconds: number,
  at: number,
  context: Context,
  money: (micros: number) => MoneyJson,
): Pick<CallNowJson, 'cost' | 'perMinute'> {
  const pays = direction === 'outbound' || direction === 'through'
  const number = pays ? Number(peer.slice(0, 15)) : 0
  const index = number === 0 ? -1 : context.rater.find(number, at)
  const minute = minuteOf(number, at, context)
  if (index < 0 || minute === null) return { cost: null, perMinute: null }
  return { cost: money(context.rater.cost(index, seconds)), perMinute: money(minute.likely) }
}
