import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** The invented PBX of src/adapters/connectors/example: lines, calls, bars; JSON lines over TCP. */
export interface Tinphone {
  readonly host: string
  readonly port: number
  /** A line dials; false when it is barred. Emergency numbers always pass. */
  dial(line: string, to: string): string | false
  readonly up: ReadonlyMap<string, unknown>
  /** Ends every connection, as a restart would; what is barred stays barred. */
  drop(): void
  close(): Promise<void>
}

interface Told {
  readonly id: string
  readonly line: string
  readonly dialled: string
  readonly began: number
  readonly answered: number | null
  readonly ended: number | null
}

export const KEY = 'a string and two tins'

export async function startTinphone(names: readonly string[], now: () => number): Promise<Tinphone> {
  const barred = new Set<string>()
  const up = new Map<string, Told>()
  const sockets = new Set<Socket>()
  const listening = new Set<Socket>()
  let ids = 0
  const seconds = () => Math.floor(now() / 1000)
  const write = (socket: Socket, line: object) => void socket.write(`${JSON.stringify(line)}\n`)
  const tell = (call: Told) => {
    for (const socket of listening) write(socket, { call })
  }
  const answers: Record<string, (question: Record<string, string>, socket: Socket) => unknown> = {
    lines: () => names.map((line) => ({ line, barred: barred.has(line) })),
    calls: () => [...up.values()],
    bar: ({ line = '' }) => void barred.add(line),
    unbar: ({ line = '' }) => void barred.delete(line),
    listen(_, socket) {
      for (const call of up.values()) write(socket, { call })
      listening.add(socket)
    },
    'hang-up'({ id = '' }) {
      const call = up.get(id)
      up.delete(id)
      if (call) tell({ ...call, ended: seconds() })
    },
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    let known = false
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      listening.delete(socket)
    })
    createInterface({ input: socket }).on('line', (text) => {
      const { n, ask, ...more } = JSON.parse(text)
      if (ask === 'sign-in') known = more.key === KEY
      if (!known) return write(socket, { n, refusal: 'wrong key' })
      const answer = answers[ask]
      if (ask !== 'sign-in' && !answer) return write(socket, { n, refusal: `what is "${ask}"?` })
      write(socket, { n, answer: answer?.(more, socket) ?? null })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: '127.0.0.1',
    port: (server.address() as { port: number }).port,
    up,
    dial(line, to) {
      if (barred.has(line) && to !== '911') return false
      const id = `t${++ids}`
      const call: Told = { id, line, dialled: to, began: seconds(), answered: seconds(), ended: null }
      up.set(id, call)
      tell(call)
      return id
    },
    drop() {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
