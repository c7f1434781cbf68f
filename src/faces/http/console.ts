import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { addressUnknown } from './errors.ts'

/** Where the build puts the console, seen from src/ and from dist/ alike. */
export const builtConsole = fileURLToPath(new URL('../../../dist/web/', import.meta.url))

/** Scripts and pictures from here alone; style tags only with the nonce of this very answer. */
const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

const missing = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Ringfence</title>
<h1>The console is not built</h1><p>The server runs and its API answers, but the console's files are missing. Run
<code>npm run build</code>, then reload this page. The command line works without it.</p></html>`

/** The console: files as they are, and index.html for every address that is one of its pages. */
export async function serveConsole(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    suppressRootMissingWarning: true,
  } as never)
  server.get<{ Params: { '*': string } }>(
    '/*',
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const path = request.params['*']
      if (/^api(\/|$)/.test(path)) throw addressUnknown()
      // Pages have no dot in their last part; what has one is a file, and a missing file is no page.
      if (path !== 'index.html' && /\.[^/]*$/.test(path)) return sendAsset(reply, path)
      return sendPage(reply, folder)
    },
  )
}

function sendAsset(reply: FastifyReply, path: string): FastifyReply {
  // The build puts a hash of the contents into the names under assets/.
  const forever = path.startsWith('assets/')
  return reply.sendFile(path, forever ? { maxAge: '365d', immutable: true } : { maxAge: '1h' })
}

async function sendPage(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null)
  const nonce = randomBytes(16).toString('base64')
  return reply
    .code(page === null ? 503 : 200)
    .header('content-security-policy', pagePolicy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send((page ?? missing).replaceAll('__CSP_NONCE__', nonce))
}
