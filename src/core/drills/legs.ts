import { type CallRecord, emptyRecord, type LiveCall } from '#core/calls'
import type { DrillCall } from './model.ts'

const LINE = 'carrier'

/** A call of a drill as a PBX would tell it at this instant. */
export function legsOf(call: DrillCall, at: number): LiveCall {
  const isAnswered = call.answeredAt <= at
  const isOver = call.endedAt <= at
  const { channel, toChannel, context } = sidesOf(call)
  const leg: CallRecord = {
    ...emptyRecord(),
    id: call.id,
    linkedId: call.id,
    from: call.from,
    dialled: call.dialled,
    channel,
    toChannel,
    context,
    lastApp: 'Dial',
    lastData: call.direction === 'inbound' ? toChannel : `PJSIP/${call.dialled}@${LINE},60`,
    startedAt: call.startedAt,
    answeredAt: isAnswered ? call.answeredAt : Number.NaN,
    endedAt: isOver ? call.endedAt : Number.NaN,
    billableSeconds: isAnswered ? Math.floor((Math.min(at, call.endedAt) - call.answeredAt) / 1000) : 0,
    disposition: isOver ? (isAnswered ? 'answered' : 'no-answer') : 'running',
    sourceIp: call.sourceIp,
    forwardedBy: call.direction === 'through' ? call.account : '',
  }
  return { id: call.id, channels: [channel], legs: [leg] }
}

function sidesOf({ direction, entry, account, id }: DrillCall) {
  const tail = id.replace(/\W/g, '')
  const phone = `PJSIP/${account}-${tail}`
  const line = `PJSIP/${LINE}-${tail}`
  if (direction === 'inbound') return { channel: line, toChannel: phone, context: 'from-trunk' }
  if (direction === 'outbound') return { channel: phone, toChannel: line, context: 'from-internal' }
  return { channel: line, toChannel: `${line}out`, context: entry === 'disa' ? 'disa' : 'from-trunk' }
}
