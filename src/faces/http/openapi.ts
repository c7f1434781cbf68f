import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { InvestigationOptions } from '#contract'

const upload = {
  type: 'object',
  required: ['file'],
  properties: {
    options: { ...z.toJSONSchema(InvestigationOptions), description: 'JSON; must come before the files' },
    file: { type: 'array', items: { type: 'string', format: 'binary' }, description: 'one part a file' },
  },
}

/** The document at /api/v1/openapi.json, made of the same zod schemas that check requests and answers. */
export async function describeApi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Ringfence',
        version: '1',
        description:
          'Errors are application/problem+json (RFC 9457) with `code` and `remedy`. Programs send a token as `authorization: Bearer rf_…`. With the cookies of a session, changes need the `csrf` of GET /session too, as x-csrf-token. Writes may carry an `idempotency-key`: the same request again within a day gets the first answer and is not done twice. Lists come in pages: send `nextCursor` as `cursor`. `x-step-up` marks what wants a second factor shown within ten minutes; tokens cannot do it.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'ringfence_session' },
          csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
          token: { type: 'http', scheme: 'bearer', description: 'a token from POST /tokens' },
        },
      },
    },
    transform: (input) => {
      const { schema, url } = jsonSchemaTransform(input as Parameters<typeof jsonSchemaTransform>[0])
      const { access, stepUp, takesFiles } = input.route.config ?? {}
      const more = {
        ...(takesFiles ? { consumes: ['multipart/form-data'], body: upload } : {}),
        ...(access === undefined || access === 'public'
          ? {}
          : {
              'x-permission': access,
              security: [{ session: [], csrf: [] }, ...(access === 'self' || stepUp ? [] : [{ token: [] }])],
              ...(stepUp ? { 'x-step-up': true } : {}),
            }),
      }
      return { schema: { ...schema, ...more }, url } as ReturnType<typeof jsonSchemaTransform>
    },
    transformObject: jsonSchemaTransformObject,
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is multipart/form-data with `options` and files. */
    takesFiles?: boolean
  }
}
