import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'

export interface EventStreamOptions {
  readonly event: string
  /** Asked at each heartbeat; false ends the stream. */
  readonly stillAllowed: () => Promise<boolean>
  readonly heartbeatMs: number
}

export interface EventStreams {
  /** Sends each value as a server-sent event until the source ends or the listener leaves. */
  send<T>(reply: FastifyReply, source: AsyncIterable<T>, options: EventStreamOptions): FastifyReply
}

/** WHATWG HTML §9.2. Streams that are open when the server closes are ended: browsers come back by themselves. */
export function eventStreams(server: FastifyInstance): EventStreams {
  const open = new Set<PassThrough>()
  server.addHook('preClose', async () => {
    for (const stream of open) stream.end()
  })
  return {
    send(reply, source, options) {
      const stream = new PassThrough()
      open.add(stream)
      stream.once('close', () => open.delete(stream))
      void pump(stream, source, options)
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream)
    },
  }
}

/** Silence is broken by saying the last value again: a listener cannot see comments, and must be able to tell slow from dead. */
async function pump<T>(
  stream: PassThrough,
  source: AsyncIterable<T>,
  options: EventStreamOptions,
): Promise<void> {
  const values = source[Symbol.asyncIterator]()
  let last = ''
  const heartbeat = setInterval(() => {
    void options.stillAllowed().then(
      (allowed) => (allowed ? stream.write(`: still here\n\n${last}`) : stream.end()),
      () => stream.end(),
    )
  }, options.heartbeatMs)
  stream.once('close', () => {
    clearInterval(heartbeat)
    void values.return?.()?.catch(() => undefined)
  })
  stream.on('error', () => undefined)
  stream.write('retry: 2000\n\n')
  try {
    for (let next = await values.next(); !next.done && stream.writable; next = await values.next()) {
      last = `event: ${options.event}\ndata: ${JSON.stringify(next.value)}\n\n`
      stream.write(last)
    }
    stream.end()
  } catch (error) {
    stream.destroy(error as Error)
  } finally {
    clearInterval(heartbeat)
  }
}
