import type { CallRecord } from './model.ts'

/** A record that says nothing yet; readers of separated values fill one and the same again and again. */
export function emptyRecord(): CallRecord {
  return {
    id: '',
    linkedId: '',
    sequence: '',
    accountCode: '',
    from: '',
    dialled: '',
    channel: '',
    toChannel: '',
    context: '',
    lastApp: '',
    lastData: '',
    startedAt: Number.NaN,
    answeredAt: Number.NaN,
    endedAt: Number.NaN,
    durationSeconds: -1,
    billableSeconds: -1,
    disposition: 'failed',
    direction: '',
    sourceIp: '',
    userAgent: '',
    forwardedBy: '',
    line: 0,
  }
}
