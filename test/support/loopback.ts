import { randomInt } from 'node:crypto'
import { createServer, type Server } from 'node:net'

/** A 127.x.y.0/24 of one's own: well-known ports can be used, and test runs at once do not meet. */
export interface Block {
  /** `address(7)` is 127.x.y.7. */
  address(host: number): string
  release(): void
}

/** Claims a block by listening on its last address for as long as it is held. */
export async function claimBlock(): Promise<Block> {
  for (;;) {
    const network = `127.${randomInt(16, 250)}.${randomInt(1, 250)}`
    const claim = await listen(`${network}.254`)
    if (claim) return { address: (host) => `${network}.${host}`, release: () => claim.close() }
  }
}

const listen = (host: string): Promise<Server | null> =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(null))
    server.listen(10_009, host, () => {
      server.unref()
      resolve(server)
    })
  })
