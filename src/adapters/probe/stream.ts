import { connect as connectTcp, isIPv6, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Conversation } from '#core/probe'
import { createInbox } from './inbox.ts'
import type { Note, Turn } from './means.ts'

const CONNECT_MS = 2000

/** A TCP or TLS connection; certificates are not judged here. Null: refused, silent, or no TLS. */
export function openStream(
  address: string,
  port: number,
  transport: 'tcp' | 'tls',
  { turn, note }: { readonly turn: Turn; readonly note: Note },
): Promise<Conversation | null> {
  return new Promise((resolve) => {
    const socket: Socket =
      transport === 'tls'
        ? connectTls({ host: address, port, rejectUnauthorized: false, minVersion: 'TLSv1' })
        : connectTcp({ host: address, port })
    const inbox = createInbox<string>()
    const fail = (): void => {
      socket.destroy()
      inbox.end()
      resolve(null)
    }
    const late = setTimeout(fail, CONNECT_MS)
    socket.on('error', fail)
    socket.on('close', () => inbox.end())
    socket.on('data', (bytes) => {
      const text = bytes.toString('latin1')
      note('received', transport, port, text)
      inbox.put(text)
    })
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => {
      clearTimeout(late)
      const own = socket.localAddress ?? ''
      resolve({
        local: isIPv6(own) ? `[${own}]:${socket.localPort}` : `${own}:${socket.localPort}`,
        async send(text) {
          await turn()
          note('sent', transport, port, text)
          await new Promise<void>((sent) => socket.write(Buffer.from(text, 'latin1'), () => sent()))
        },
        next: inbox.next,
        close: () => socket.destroy(),
      })
    })
  })
}
