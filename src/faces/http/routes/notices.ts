import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from '#app'
import {
  AcknowledgementToken,
  AcknowledgementView,
  ExposedData,
  IncidentNotices,
  NoticePreview,
  NoticesQueued,
  NoticeWanted,
} from '#contract'
import { actorOf } from '../auth.ts'
import { guessLimit } from './sign-in.ts'

const tags = ['notices']
const one = z.object({ customer: z.string(), site: z.string(), id: z.string().max(100) })
const base = '/customers/:customer/sites/:site/incidents/:id/notices'

/** Who was told of an incident, and telling more. */
export function noticeRoutes(api: FastifyInstance, app: App): void {
  incidentRoutes(api, app)
  acknowledgementRoutes(api, app)
}

function incidentRoutes(api: FastifyInstance, { notices }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()

  routes.get(
    base,
    {
      config: { access: 'notices.read' },
      schema: {
        operationId: 'listNotices',
        summary: 'Who was told of an incident when, what became of it, and who has read it',
        tags,
        params: one,
        response: { 200: IncidentNotices },
      },
    },
    ({ params }) => notices.list(params, params.id),
  )

  routes.post(
    `${base}/preview`,
    {
      config: { access: 'notices.send' },
      schema: {
        operationId: 'previewNotices',
        summary: 'What would be sent to whom, word for word; sends nothing',
        tags,
        params: one,
        body: NoticeWanted,
        response: { 200: NoticePreview },
      },
    },
    ({ params, body }) => notices.preview(params, params.id, body),
  )

  routes.post(
    base,
    {
      config: { access: 'notices.send' },
      schema: {
        operationId: 'sendNotices',
        summary: 'Queues a stage for everybody concerned; what was queued is sent, if it takes a day',
        tags,
        params: one,
        body: NoticeWanted,
        response: { 200: NoticesQueued },
      },
    },
    (request) => notices.send(request.params, request.params.id, request.body, actorOf(request)),
  )

  routes.post(
    `${base}/data`,
    {
      config: { access: 'notices.send' },
      schema: {
        operationId: 'noteExposedData',
        summary: 'Notes what data may be exposed; legal and compliance are told when it concerns others',
        tags,
        params: one,
        body: ExposedData,
        response: { 200: NoticesQueued },
      },
    },
    (request) => notices.expose(request.params, request.params.id, request.body.data, actorOf(request)),
  )
}

/** By a signed link, without an account. Looking changes nothing: programs that open links in mails acknowledge nothing. */
function acknowledgementRoutes(api: FastifyInstance, { notices }: App): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const config = { access: 'public', rateLimit: guessLimit } as const
  const schema = { tags, body: AcknowledgementToken, response: { 200: AcknowledgementView } }

  routes.post(
    '/acknowledgement',
    {
      config,
      schema: {
        ...schema,
        operationId: 'lookAtAcknowledgement',
        summary: 'What the holder of a link may read: the state of the incident in one line',
      },
    },
    ({ body }) => notices.lookAt(body.token),
  )

  routes.post(
    '/acknowledgement/confirm',
    {
      config,
      schema: {
        ...schema,
        operationId: 'acknowledgeNotice',
        summary: 'Says that the recipient has read it; a second time changes nothing',
      },
    },
    ({ body }) => notices.acknowledge(body.token),
  )
}
