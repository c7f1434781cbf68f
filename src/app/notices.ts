import type { AcknowledgementView, NoticeView } from '#contract'
import { defaultPlan, type Notice, nextUpdateAt, stateLine } from '#core/notices'
import { acknowledge, lookAt } from './flows/notify/acknowledge.ts'
import type { OpenChannel } from './flows/notify/ports.ts'
import { expose, preview, send } from './flows/notify/tell.ts'
import type { Notices, NoticesPorts } from './notice-model.ts'
import { settingsOf } from './notice-settings.ts'

/** Notices for the faces, in the public shapes. */
export function createNotices(ports: NoticesPorts): Notices {
  const { store } = ports
  return {
    ...settingsOf(ports),
    async list(place, incident) {
      const [notices, kept, stored, { siteName }, channels] = await Promise.all([
        store.list(place, incident),
        store.caseOf(place, incident),
        store.plan(place),
        ports.site(place),
        ports.channels(place),
      ])
      const telling = kept && {
        line: stateLine(kept.facts, siteName),
        severity: kept.severity,
        firstAt: iso(kept.firstAt),
        nextUpdateAt: kept.closedAt === null ? iso(nextUpdateAt(stored.plan ?? defaultPlan, kept)) : null,
        acknowledgedAt: isoOrNull(kept.acknowledgedAt),
        closedAt: isoOrNull(kept.closedAt),
        escalated: kept.escalated,
        data: [...kept.facts.data],
      }
      return { notices: notices.map((notice) => viewOf(notice, channels)), telling }
    },
    async preview(place, incident, wanted) {
      const [drafts, channels] = await Promise.all([
        preview(ports, place, incident, wanted),
        ports.channels(place),
      ])
      return {
        drafts: drafts.map(({ contact, ways, subject, text, warnings }) => ({
          contact: contact.id,
          name: contact.name,
          stakeholder: contact.stakeholder,
          channel: kindOf(ways[0]?.channel, channels),
          to: ways[0]?.to ?? '',
          subject,
          text,
          warnings: [...warnings],
        })),
      }
    },
    async send(place, incident, wanted, by) {
      const queued = await send(ports, place, incident, wanted, by)
      const channels = await ports.channels(place)
      return { queued: queued.map((notice) => viewOf(notice, channels)) }
    },
    async expose(place, incident, data, by) {
      const queued = await expose(ports, place, incident, data, by)
      const channels = await ports.channels(place)
      return { queued: queued.map((notice) => viewOf(notice, channels)) }
    },
    lookAt: async (token) => read(await lookAt(ports, token, ports.seal)),
    acknowledge: async (token) => read(await acknowledge(ports, token, ports.seal)),
  }
}

const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))
const read = ({ line, name, acknowledgedAt }: Awaited<ReturnType<typeof lookAt>>): AcknowledgementView => ({
  line,
  name,
  acknowledgedAt: isoOrNull(acknowledgedAt),
})

const kindOf = (id: string | undefined, channels: readonly OpenChannel[]): string =>
  channels.find((channel) => channel.id === id)?.kind ?? ''

const viewOf = (notice: Notice, channels: readonly OpenChannel[]): NoticeView => ({
  id: notice.id,
  stage: notice.stage,
  stakeholder: notice.stakeholder,
  contact: notice.contact,
  name: notice.name,
  channel: kindOf(notice.ways[notice.way]?.channel, channels),
  state: notice.state,
  attempts: notice.attempts,
  createdAt: iso(notice.createdAt),
  createdBy: notice.createdBy,
  dueAt: iso(notice.dueAt),
  sentAt: isoOrNull(notice.sentAt),
  acknowledgedAt: isoOrNull(notice.acknowledgedAt),
  error: notice.error,
  subject: notice.subject,
  text: notice.text,
})
