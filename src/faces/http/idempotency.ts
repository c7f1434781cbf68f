import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '#app'
import { DomainError } from '#core/kernel'

const methods = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

declare module 'fastify' {
  interface FastifyRequest {
    /** The key of a write that is done for the first time now. */
    repeatKey: string | null
  }
}

/**
 * `Idempotency-Key` on writes of somebody known: the same request again within a day gets the first answer and does nothing.
 * Of uploads only address and length are compared: their bytes are streamed and gone.
 */
export function idempotency(api: FastifyInstance, { access: { repeats } }: App): void {
  api.decorateRequest('repeatKey', null)

  api.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (key === undefined || request.caller === null || !methods.has(request.method)) return
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key))
      throw new DomainError(
        'idempotency-key-invalid',
        'The idempotency key cannot be used.',
        'Send 1 to 200 printable characters without spaces, for example a UUID.',
      )
    const earlier = await repeats.earlier(request.caller.actor, key, described(request))
    if (!earlier) {
      request.repeatKey = key
      return
    }
    reply.code(earlier.status).header('idempotency-replayed', 'true')
    if (earlier.contentType !== '') reply.header('content-type', earlier.contentType)
    return reply.serializer(String).send(earlier.body)
  })

  api.addHook('onSend', async (request, reply, payload) => {
    const { repeatKey, caller } = request
    if (repeatKey === null || caller === null) return payload
    const body = payload === undefined || payload === null ? '' : payload
    if (typeof body !== 'string' || reply.statusCode >= 500) await repeats.forget(caller.actor, repeatKey)
    else {
      const contentType = String(reply.getHeader('content-type') ?? '')
      await repeats.keep(caller.actor, repeatKey, { status: reply.statusCode, contentType, body })
    }
    return payload
  })
}

const described = ({ method, url, body, headers }: FastifyRequest): string =>
  JSON.stringify([method, url, body ?? headers['content-length'] ?? null])
