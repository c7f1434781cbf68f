import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from '#core/kernel'
import { problemText } from './errors.ts'

/** How fast a request must arrive, so that nobody holds connections with a byte now and then. */
export interface Pace {
  /** All headers within this. */
  readonly headersMs: number
  /** A body has this long without being measured, */
  readonly graceMs: number
  /** and from then on this mean: the slowest line still does it. */
  readonly bytesPerSecond: number
}

export const usualPace: Pace = { headersMs: 15_000, graceMs: 20_000, bytesPerSecond: 500 }

/** Node looks through its connections in this rhythm. */
export const headerLimits = ({ headersMs }: Pace) => ({
  headersTimeout: headersMs,
  connectionsCheckingInterval: Math.min(headersMs, 5_000),
})

/** Ends a request whose body comes too slowly. What the server itself takes to answer does not count. */
export function keepPace(server: FastifyInstance, pace: Pace): void {
  const end = new WeakMap<FastifyRequest, () => void>()
  server.addHook('onRequest', async (request) => {
    const { headers } = request
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return
    end.set(request, measure(request, pace))
  })
  server.addHook('onResponse', async (request) => end.get(request)?.())
}

function measure(request: FastifyRequest, { graceMs, bytesPerSecond }: Pace): () => void {
  const { raw } = request
  const { socket } = raw
  const [began, before] = [performance.now(), socket.bytesRead]
  const timer = setInterval(
    () => {
      if (raw.complete !== false || socket.destroyed) return clearInterval(timer)
      const seconds = (performance.now() - began) / 1000
      if (seconds * 1000 < graceMs || (socket.bytesRead - before) / seconds >= bytesPerSecond) return
      clearInterval(timer)
      const text = problemText(tooSlow())
      socket.end(
        `HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
        () => socket.destroy(),
      )
    },
    Math.min(graceMs, 5_000),
  )
  timer.unref()
  return () => clearInterval(timer)
}

const tooSlow = (): DomainError =>
  new DomainError(
    'request-too-slow',
    'The request came in too slowly.',
    'Send it again over a better connection, or compress the files with gzip.',
  )
