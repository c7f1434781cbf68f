import type { LedgerLine } from '#contract'
import { instant, money } from '../../format.ts'

const words: Readonly<Record<string, string>> = {
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'sign-in-failed': 'Sign-in failed',
  'sign-in-locked': 'Sign-in locked for a while',
  'proven-again': 'Second factor shown again',
  'sessions-ended': 'Sessions ended',
  'person-invited': 'Person invited',
  'person-joined': 'Person joined',
  'person-created': 'First administrator created',
  'person-changed': 'Roles or name changed',
  'person-deactivated': 'Person deactivated',
  'person-activated': 'Person let in again',
  'person-reset': 'Person reset',
  'passkey-added': 'Passkey added',
  'passkey-removed': 'Passkey removed',
  'password-changed': 'Password changed',
  'authenticator-changed': 'Authenticator changed',
  'recovery-codes-renewed': 'Recovery codes renewed',
  'sso-linked': 'Single sign-on linked',
  'sso-unlinked': 'Single sign-on unlinked',
  'key-rotated': 'Key of stored secrets renewed',
  'token-made': 'API token made',
  'token-ended': 'API token ended',
  'site.changed': 'Settings of a site changed',
  'retention.deleted': 'Data past their time deleted',
  'rules.changed': 'Detection rules changed',
  'notice.queued': 'Notice on its way',
  'notice.sent': 'Notice sent',
  'notice.delayed': 'Notice delayed, tried again',
  'notice.failed': 'Notice failed',
  'notice.acknowledged': 'Notice acknowledged',
  'notice.data-exposed': 'Data noted as exposed',
  'notice.tested': 'Channel tested',
  'notice-plan.saved': 'Plan of notices saved',
  'audit.made': 'Audit made',
  'audit.failed': 'Audit that was due not made',
  'audit.planned': 'Audits planned',
  'audit.attested': 'Check answered by a person',
  'audit.target-set': 'Firmware target set',
  'audit.target-withdrawn': 'Firmware target withdrawn',
  'audit.risk-accepted': 'Risk accepted',
  'audit.risk-taken-back': 'Acceptance of a risk taken back',
  'calls.saved': 'Calls saved',
  'rates.imported': 'Price list imported',
  'rates.removed': 'Price list removed',
  'investigation.created': 'Investigation begun',
  'investigation.finished': 'Investigation finished',
  'incident.opened': 'Incident opened',
  'incident.file': 'File added to an incident',
  'incident.reconciled': 'Invoice matched',
  'investigation.failed': 'Investigation failed',
  'investigation.judged-again': 'Investigation judged again',
  'investigation.removed': 'Investigation deleted',
  'mark.made': 'Call marked',
  'mark.taken-back': 'Mark of a call taken back',
  'connection.added': 'Connection added',
  'connection.removed': 'Connection removed',
  'site.created': 'Site made',
  'control.planned': 'Control planned',
  'control.approved': 'Control approved',
  'control.in-force': 'Control in force',
  'control.drifted': 'Control found undone',
  'control.attested': 'Control said to be done by hand',
  'control.undo-asked': 'Control to be undone',
  'drill.begun': 'Test calls of a drill begun',
  'drill.ended': 'Test calls of a drill over',
  'drill.broken-off': 'Test calls of a drill broken off, killed amid them',
  'evidence.exported': 'Evidence exported',
  'ledger.stamped': 'Audit log time-stamped',
  'backup.made': 'Backup made',
  'backup.restored': 'Backup restored',
  exported: 'Exported',
}

/** An act in plain words; one that is not known, as readable text. */
export const actionWords = (action: string): string =>
  words[action] ?? action.replaceAll(/[-.]/g, ' ').replace(/^./, (first) => first.toUpperCase())

export const actionChoices = [
  { value: '', label: 'Everything' },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
]

export function actorText({ actor, actorName }: Pick<LedgerLine, 'actor' | 'actorName'>): string {
  if (actor.startsWith('token:')) return `${actorName ?? 'a token'} (token)`
  if (actor.startsWith('system:')) return 'Ringfence itself'
  return actorName ?? actor
}

/** The plain facts of an entry, those that people can read, on the clock of `zone`; what is deeper is in the API. */
export const detailText = (detail: LedgerLine['detail'], zone: string): string =>
  Object.entries(detail)
    .filter(
      ([name, value]) =>
        typeof value !== 'object' && value !== '' && !(name === 'currency' && 'totalMicros' in detail),
    )
    .map(([name, value]) => factText(name, value, { currency: detail['currency'], zone }))
    .join(', ')

/** UTC milliseconds of this century or the next: the ledger keeps instants so. */
const isInstant = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 978_307_200_000 && value < 4_102_444_800_000

const HASH = /^[0-9a-f]{40,}$/

/** "disputedMicros 1175048500" as "disputed $1,175"; of a hash how it begins. */
function factText(
  name: string,
  value: unknown,
  { currency, zone }: { currency: unknown; zone: string },
): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  if (words.endsWith(' micros') && typeof value === 'number' && typeof currency === 'string')
    return `${words.slice(0, -' micros'.length)} ${money({ micros: value, currency })}`
  if (isInstant(value)) return `${words} ${instant(new Date(value).toISOString(), zone)}`
  return `${words} ${HASH.test(String(value)) ? `${String(value).slice(0, 12)}…` : value}`
}
