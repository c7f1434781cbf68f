import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

const grace = 5_000

/**
 * Closing takes no longer than it must. Node waits for sockets that browsers opened in advance and never used as if a request
 * were under way on them; those are cut at once. Requests that are under way get a few seconds.
 */
export function closePromptly(server: FastifyInstance): void {
  const unused = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.server.on('request', ({ socket }) => unused.delete(socket))
  server.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy()
    setTimeout(() => server.server.closeAllConnections(), grace).unref()
  })
}
