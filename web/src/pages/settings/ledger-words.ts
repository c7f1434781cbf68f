import type { LedgerLine } from '#contract'

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
  'audit.risk-accepted': 'Risk accepted',
  'audit.risk-taken-back': 'Acceptance of a risk taken back',
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

/** The plain facts of an entry, those that people can read; what is deeper is in the API. */
export const detailText = (detail: LedgerLine['detail']): string =>
  Object.entries(detail)
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
