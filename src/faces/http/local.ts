import { chmod, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { systemActor } from '#app'
import { DomainError } from '#core/kernel'
import type { Caller } from './caller.ts'

/** sun_path of Linux, less the closing zero. */
const LONGEST = 107
/** Connections that came in over the socket of the data directory. */
const local = new WeakSet<Socket>()

export const isLocal = ({ socket }: IncomingMessage): boolean => local.has(socket)

/** Whoever may open the socket file acts as the owner: the same who may read the data directory. Null for everybody else. */
export function localCaller(request: FastifyRequest): Caller | null {
  if (!isLocal(request.raw)) return null
  const actor = systemActor()
  const grants = [{ role: 'owner', customer: null, site: null }] as const
  const person = { id: actor, name: actor, email: actor, customer: null, grants }
  // The key to the data directory is the proof; there is no second factor to ask for.
  return { actor, person, holder: { grants }, provenAt: Number.POSITIVE_INFINITY }
}

/** The same API on a unix socket that only its owner may open, for commands of this machine. */
export async function listenLocally(
  server: FastifyInstance,
  path: string,
): Promise<{ close(): Promise<void> }> {
  // The system takes no longer name; commands then open the database themselves.
  if (Buffer.byteLength(path) > LONGEST) return { close: async () => undefined }
  if (await answers(path))
    throw new DomainError(
      'cannot-listen',
      `Another server listens on ${path}`,
      'Stop it first, or give this one a data directory of its own with --data or RINGFENCE_DATA.',
    )
  // What a killed server left behind.
  await rm(path, { force: true })
  const listener = createServer((request, response) => server.routing(request, response))
  listener.on('connection', (socket) => local.add(socket))
  const before = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject)
      listener.listen(path, resolve)
    })
  } finally {
    process.umask(before)
  }
  await chmod(path, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve())
        listener.closeAllConnections()
      }),
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.end()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
