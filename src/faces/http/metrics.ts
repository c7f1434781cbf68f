import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { App } from '#app'
import { DomainError } from '#core/kernel'

/** Counts every request by its route. Streams of events last as long as somebody looks: they say nothing about us. */
export function measure(server: FastifyInstance, app: App): void {
  server.addHook('onResponse', async (request, reply) => {
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return
    app.meters.served({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    })
  })
}

/** /metrics on an address of its own, and nothing else: it asks nobody who they are, so it must not be the console's. */
export async function listenForMetrics(
  app: App,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const listener = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are at /metrics.\n')
      return
    }
    app.meters.text().then(
      (text) =>
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      (error) => {
        app.log.error({ err: error }, 'metrics could not be read')
        response.writeHead(503).end()
      },
    )
  })
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject).listen(port, host, resolve)
  }).catch((error: NodeJS.ErrnoException) => {
    throw new DomainError(
      'cannot-listen',
      `Metrics cannot be served on ${host} port ${port}: ${error.message}`,
      'Give RINGFENCE_METRICS another address and port, as 127.0.0.1:9464.',
      error,
    )
  })
  const address = listener.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve())
        listener.closeAllConnections()
      }),
  }
}
