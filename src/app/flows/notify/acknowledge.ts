import { DomainError } from '#core/kernel'
import { type Facts, type Notice, stateLine } from '#core/notices'
import { actOn } from './draft.ts'
import type { NotifyPorts } from './ports.ts'

const WEEK = 7 * 86_400_000

/** Signs and compares; the key stays where it is. */
export interface Seal {
  sign(text: string): string
  isSigned(text: string, signature: string): boolean
}

/** What whoever holds a link may read: one line, and nothing else. */
export interface Acknowledgement {
  readonly line: string
  readonly name: string
  readonly acknowledgedAt: number | null
}

/** The secret behind the # of a link: which notice, until when, signed for nothing else. */
export function tokenOf({ id, createdAt }: Pick<Notice, 'id' | 'createdAt'>, seal: Seal): string {
  const text = `${id}.${(createdAt + WEEK).toString(36)}`
  return `${text}.${seal.sign(text)}`
}

/** Throws `acknowledgement-invalid` for a link that is wrong or too old. */
async function noticeOf(ports: NotifyPorts, token: string, seal: Seal): Promise<Notice> {
  const [id = '', until = '', signature = ''] = token.split('.')
  const inTime = Number.parseInt(until, 36) > ports.now()
  const notice = inTime && seal.isSigned(`${id}.${until}`, signature) ? await ports.store.find(id) : null
  if (notice) return notice
  throw new DomainError(
    'acknowledgement-invalid',
    'This link is not valid, or no longer.',
    'Use the newest message, or ask whoever handles the incident.',
  )
}

export async function lookAt(ports: NotifyPorts, token: string, seal: Seal): Promise<Acknowledgement> {
  const notice = await noticeOf(ports, token, seal)
  const [kept, { siteName }] = await Promise.all([
    ports.store.caseOf(notice, notice.incident),
    ports.site(notice),
  ])
  const line = stateLine(kept?.facts as Facts, siteName)
  return { line, name: notice.name, acknowledgedAt: notice.acknowledgedAt }
}

/** Counts once; a second time changes nothing. */
export async function acknowledge(ports: NotifyPorts, token: string, seal: Seal): Promise<Acknowledgement> {
  const notice = await noticeOf(ports, token, seal)
  await ports.store.acknowledge(
    notice,
    takesCharge(notice),
    actOn(notice, 'notice.acknowledged', `contact:${notice.contact}`, ports.now()),
  )
  return lookAt(ports, token, seal)
}

/** That finance has read it does not mean that somebody stops it: the escalation ends when those answer who can. */
const takesCharge = ({ stage, stakeholder }: Notice): boolean =>
  stage === 'escalation' || ['it-leadership', 'managed-it', 'custom'].includes(stakeholder)
