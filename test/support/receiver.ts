import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Taken {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What the receiver answers: a status with headers, or nothing at all. */
export type Answer = { readonly status: number; readonly headers?: Record<string, string> } | 'silence'

export interface Receiver {
  readonly url: string
  readonly port: number
  readonly taken: Taken[]
  /** What it answers next; the last one stays. */
  answers: Answer[]
  close(): Promise<void>
}

/** A real HTTP server on 127.0.0.1 that keeps what it is sent. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      receiver.taken.push({ path: request.url ?? '', headers: request.headers, body })
      const answer = receiver.answers.length > 1 ? receiver.answers.shift() : receiver.answers[0]
      if (answer === 'silence' || answer === undefined) return
      response.writeHead(answer.status, answer.headers ?? {}).end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    port: (server.address() as AddressInfo).port,
    taken: [],
    answers: [{ status: 200 }],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return receiver
}
