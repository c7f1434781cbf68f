import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

const grace = 5_000

/** The same for a connection and for the TLS session on it, which are two sockets. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`

/**
 * Closing takes no longer than it must. Node waits for sockets that browsers opened in advance and never used as if a request
 * were under way on them; those are cut at once. Requests that are under way get a few seconds.
 */
export function closePromptly(server: FastifyInstance): void {
  const unused = new Map<string, Socket>()
  server.server.on('connection', (socket: Socket) => {
    const name = nameOf(socket)
    unused.set(name, socket)
    socket.once('close', () => unused.delete(name))
  })
  server.server.on('request', ({ socket }) => unused.delete(nameOf(socket)))
  server.addHook('preClose', async () => {
    for (const socket of unused.values()) socket.destroy()
    setTimeout(() => server.server.closeAllConnections(), grace).unref()
  })
}
