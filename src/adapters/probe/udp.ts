import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { isIPv6 } from 'node:net'
import type { Conversation, MediaSocket } from '#core/probe'
import { createInbox } from './inbox.ts'
import type { Note, Turn } from './means.ts'

interface Means {
  readonly turn: Turn
  readonly note: Note
}

const socketFor = (address: string): Socket => createSocket(isIPv6(address) ? 'udp6' : 'udp4')
const localOf = (socket: Socket): string => {
  const { address, port } = socket.address()
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

/** A socket connected to one address and port: the kernel drops what comes from anybody else, and tells when the port is closed. */
export async function openUdp(address: string, port: number, { turn, note }: Means): Promise<Conversation> {
  const socket = socketFor(address)
  const inbox = createInbox<string>()
  socket.on('message', (bytes) => {
    const text = bytes.toString('latin1')
    note('received', 'udp', port, text)
    inbox.put(text)
  })
  socket.on('error', () => inbox.end())
  socket.connect(port, address)
  await once(socket, 'connect')
  return {
    local: localOf(socket),
    async send(text) {
      await turn()
      note('sent', 'udp', port, text)
      await new Promise<void>((resolve) => socket.send(Buffer.from(text, 'latin1'), () => resolve()))
    },
    next: inbox.next,
    close: () => socket.close(),
  }
}

/** What is sent to 127.0.0.9 may be answered from 127.0.0.1. */
const isSameMachine = (from: string, address: string): boolean =>
  from === address || (from.startsWith('127.') && address.startsWith('127.'))

/** A socket for media: bound on the side that faces the address; sends to it alone and hears it alone. Its packets are not paced: they are a call. */
export async function openMedia(address: string, { turn, note }: Means): Promise<MediaSocket> {
  await turn()
  const facing = socketFor(address)
  facing.connect(9, address)
  await once(facing, 'connect')
  const own = facing.address().address
  facing.close()
  const socket = socketFor(address)
  const inbox = createInbox<Uint8Array>()
  socket.on('message', (bytes, { address: from, port }) => {
    if (!isSameMachine(from, address)) return
    note('received', 'udp', port, bytes.toString('latin1'))
    inbox.put(bytes)
  })
  socket.on('error', () => inbox.end())
  socket.bind(0, own)
  await once(socket, 'listening')
  return {
    local: localOf(socket),
    async send(port, bytes) {
      note('sent', 'udp', port, Buffer.from(bytes).toString('latin1'))
      await new Promise<void>((resolve) => socket.send(bytes, port, address, () => resolve()))
    },
    next: inbox.next,
    close: () => socket.close(),
  }
}
