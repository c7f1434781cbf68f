import type { Server as TlsServer } from 'node:tls'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { App } from '#app'
import { DomainError } from '#core/kernel'
import { closePromptly } from './closing.ts'
import { builtConsole, serveConsole } from './console.ts'
import { addressUnknown, sendProblem, tooManyRequests } from './errors.ts'
import { tellExports } from './exports.ts'
import { guard } from './guard.ts'
import { idempotency } from './idempotency.ts'
import { isLocal, listenLocally } from './local.ts'
import { listenForMetrics, measure } from './metrics.ts'
import { describeApi } from './openapi.ts'
import { headerLimits, keepPace, type Pace, usualPace } from './pace.ts'
import { auditAnswerRoutes } from './routes/audit-answers.ts'
import { auditRoutes } from './routes/audits.ts'
import { byHandRoutes } from './routes/by-hand.ts'
import { callRoutes } from './routes/calls.ts'
import { channelRoutes } from './routes/channels.ts'
import { connectionRoutes } from './routes/connections.ts'
import { controlRoutes } from './routes/controls.ts'
import { drillRoutes } from './routes/drills.ts'
import { firmwareTargetRoutes } from './routes/firmware-targets.ts'
import { healthRoutes } from './routes/health.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { investigationRoutes } from './routes/investigations.ts'
import { invitationRoutes } from './routes/invitation.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { liveRoutes } from './routes/live.ts'
import { markRoutes } from './routes/marks.ts'
import { noticeRoutes } from './routes/notices.ts'
import { ownMethodRoutes } from './routes/own-methods.ts'
import { ownSessionRoutes } from './routes/own-sessions.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { peopleRoutes } from './routes/people.ts'
import { policyRoutes } from './routes/policies.ts'
import { rateRoutes } from './routes/rates.ts'
import { reportRoutes } from './routes/reports.ts'
import { retentionRoutes } from './routes/retention.ts'
import { ruleRoutes } from './routes/rules.ts'
import { sessionRoutes } from './routes/session.ts'
import { setupRoutes } from './routes/setup.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { siteRoutes } from './routes/sites.ts'
import { spendRoutes } from './routes/spend.ts'
import { ssoRoutes } from './routes/sso.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { eventStreams } from './sse.ts'

export interface ServerOptions {
  /** What the configuration says unless given: 127.0.0.1, so that opening it to a network is a decision. */
  readonly host?: string
  /** 0 takes any free one. */
  readonly port?: number
  readonly heartbeatMs?: number
  readonly pace?: Pace
  /** Where the built console lies. */
  readonly console?: string
}

export interface HttpServer {
  readonly url: string
  /** Ends event streams, waits for requests under way. */
  close(): Promise<void>
}

const usualHeartbeat = 10_000

/** Listens, or says why it cannot. */
export async function createServer(app: App, options: ServerOptions): Promise<HttpServer> {
  const { host = app.listen.host, port = app.listen.port } = options
  const server = await buildServer(app, options)
  // Made now, while nobody waits yet: a fifth of a second, and kept.
  server.swagger()
  const beside: { close(): Promise<void> }[] = []
  try {
    const url = await server.listen({ host, port })
    app.listen.tls?.follow((pair) => (server.server as unknown as TlsServer).setSecureContext(pair))
    beside.push(await listenLocally(server, app.localSocket))
    if (app.listen.metrics) beside.push(await listenForMetrics(app, app.listen.metrics))
    const close = async () => {
      await Promise.all([...beside, server].map((one) => one.close()))
    }
    return { url, close }
  } catch (error) {
    await Promise.all([...beside, server].map((one) => one.close()))
    if (error instanceof DomainError) throw error
    throw cannotListen(error as NodeJS.ErrnoException, host, port)
  }
}

/** The server without a socket: what createServer listens with, and tests talk to. */
export async function buildServer(
  app: App,
  options: Omit<ServerOptions, 'host' | 'port'>,
): Promise<FastifyInstance> {
  const { tls } = app.listen
  const pace = options.pace ?? usualPace
  const server = Fastify({
    ...(tls ? { https: { ...tls.pair, ...headerLimits(pace) } } : { http: headerLimits(pace) }),
    trustProxy: app.listen.trustProxy.length > 0 && [...app.listen.trustProxy],
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: 1500 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // Addresses that cannot even be decoded never reach the error handler.
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply, app.log),
  } as FastifyServerOptions)
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, app.log))
  server.setNotFoundHandler((request, reply) => sendProblem(addressUnknown(), request, reply, app.log))
  closePromptly(server)
  keepPace(server, pace)
  measure(server, app)
  await protect(server)
  await describeApi(server)
  guard(server, app)
  await server.register(
    async (api) => {
      const { heartbeatMs = usualHeartbeat } = options
      const { uploadLimit } = app.listen
      api.addHook('onSend', async (_request, reply) => {
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
      })
      idempotency(api, app)
      tellExports(api, app)
      accessRoutes(api, app)
      const streams = eventStreams(server)
      investigationRoutes(api, app, { uploadLimit, heartbeatMs, streams })
      liveRoutes(api, app, { heartbeatMs, streams })
      incidentRoutes(api, app, { heartbeatMs, streams })
      callRoutes(api, app)
      markRoutes(api, app)
      controlRoutes(api, app)
      connectionRoutes(api, app)
      byHandRoutes(api, app)
      channelRoutes(api, app)
      noticeRoutes(api, app)
      policyRoutes(api, app)
      ruleRoutes(api, app)
      drillRoutes(api, app)
      auditRoutes(api, app, { uploadLimit })
      auditAnswerRoutes(api, app)
      firmwareTargetRoutes(api, app)
      reportRoutes(api, app)
      siteRoutes(api, app)
      rateRoutes(api, app)
      retentionRoutes(api, app)
      spendRoutes(api, app)
      api.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () =>
        server.swagger(),
      )
    },
    { prefix: '/api/v1' },
  )
  healthRoutes(server, app)
  await serveConsole(server, options.console ?? builtConsole)
  await server.ready()
  return server
}

/** Who may come in, and what they did. */
function accessRoutes(api: FastifyInstance, app: App): void {
  sessionRoutes(api, app)
  ownSessionRoutes(api, app)
  setupRoutes(api, app)
  signInRoutes(api, app)
  invitationRoutes(api, app)
  peopleRoutes(api, app)
  passkeyRoutes(api, app)
  ownMethodRoutes(api, app)
  ssoRoutes(api, app)
  tokenRoutes(api, app)
  ledgerRoutes(api, app)
}

async function protect(server: FastifyInstance): Promise<void> {
  await server.register(cookie)
  await server.register(helmet, {
    // For data; pages and reports bring their own.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false,
  })
  server.addHook('onRequest', async (request, reply) => {
    // Browsers heed it over TLS alone (RFC 6797 §7.2). Other services may live on other names of this domain.
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
  })
  await server.register(rateLimit, {
    max: 1200,
    timeWindow: 60_000,
    // The local socket has no address, and nobody behind it to hold off.
    allowList: (request) => isLocal(request.raw),
    keyGenerator: (request) => request.ip ?? 'local',
    errorResponseBuilder: (_request, { ttl }) => tooManyRequests(Math.ceil(ttl / 1000)),
  })
  await server.register(multipart, {
    // Sizes are counted over all files by upload.ts.
    limits: { fileSize: Number.POSITIVE_INFINITY, files: 1000, fields: 4, fieldSize: 64 * 1024 },
  })
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): DomainError {
  const taken = error.code === 'EADDRINUSE'
  return new DomainError(
    taken ? 'port-in-use' : 'cannot-listen',
    taken
      ? `Port ${port} of ${host} is in use`
      : `The server cannot listen on ${host} port ${port}: ${error.message}`,
    taken
      ? 'Stop what uses it, or choose another one with --port or PORT.'
      : 'Choose another --host or --port.',
    error,
  )
}
