import type { CallRecord, Disposition } from '../model.ts'

const BUSY = /busy|^17$|^486$|^600$/i
const UNANSWERED =
  /no[ _-]?answer|originator_cancel|cancel|no_user_response|allotted_timeout|normal_clearing|missed|^1[689]$|^408$|^480$|^487$/i

/** A hang-up cause as Q.850 names or numbers it (FreeSWITCH, CUCM) or as a SIP code: why a call was not answered. */
export function saidByCause(cause: string, record: CallRecord): Disposition {
  if (!Number.isNaN(record.answeredAt)) return 'answered'
  if (BUSY.test(cause)) return 'busy'
  return UNANSWERED.test(cause) || cause === '' || cause === '0' ? 'no-answer' : 'failed'
}
