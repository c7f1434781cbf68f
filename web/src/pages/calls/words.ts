import type { CallRow } from '#contract'

export const directionWords: Readonly<Record<CallRow['direction'], string>> = {
  outbound: 'Out',
  inbound: 'In',
  internal: 'Inside',
  through: 'Through',
}
export const dispositionWords: Readonly<Record<CallRow['disposition'], string>> = {
  answered: 'Answered',
  'no-answer': 'No answer',
  busy: 'Busy',
  failed: 'Failed',
  running: 'Still up',
}
