import type { FastifyInstance } from 'fastify'
import type { App } from '#app'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What leaves the house by this route: a success is in the ledger before it is sent. */
    exports?: string
  }
}

/** Every export is in the ledger: who took what, from where. When it cannot be written down, nothing is sent. */
export function tellExports(api: FastifyInstance, { access: { audit } }: App): void {
  api.addHook('onSend', async (request, reply, payload) => {
    const what = request.routeOptions.config.exports
    const { caller } = request
    if (what === undefined || caller === null || reply.statusCode !== 200 || request.method !== 'GET')
      return payload
    const { customer = null, site = null, id = null } = request.params as Record<string, string | undefined>
    await audit.exported({
      customer,
      actor: caller.actor,
      subject: id ?? what,
      detail: { what, site, address: request.ip },
    })
    return payload
  })
}
