import { createHash, randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { DomainError } from '#core/kernel'
import type { Conversation, MediaSocket, Packet, Transport, Wire } from '#core/probe'
import { logged } from './log.ts'
import type { Note, Turn } from './means.ts'
import { openStream } from './stream.ts'
import { tlsFacts } from './tls.ts'
import { openMedia, openUdp } from './udp.ts'

/** What one run may do at most. */
const GAP_MS = 200
const MOST_PACKETS = 200

export interface WireOptions {
  /** Asked again before every packet. */
  readonly isOwned: (address: string) => boolean
  /** Shows what would be sent, and sends nothing. */
  readonly dryRun: boolean
}

/** The wire to one address, which must be a literal one. */
export function createWire(address: string, { isOwned, dryRun }: WireOptions): Wire {
  const packets: Packet[] = []
  let free = 0
  const note: Note = (way, transport, port, content) =>
    void packets.push(logged({ at: Date.now(), way, transport, port }, content))
  const next = async (): Promise<void> => {
    if (!isOwned(address))
      throw new DomainError(
        'probe-not-owned',
        `${address} is not proven to be yours: nothing is sent there.`,
        'See ringfence probe --help for how to prove it.',
      )
    if (packets.filter(({ way }) => way === 'sent').length >= MOST_PACKETS)
      throw new DomainError(
        'probe-limit',
        `This run has sent ${MOST_PACKETS} packets: it may send no more.`,
        'Ask for fewer probes at once: --only.',
      )
    await pause(Math.max(0, free - Date.now()))
    // From when it really goes out: a machine that was late must not hurry afterwards.
    free = Date.now() + GAP_MS
  }
  let last = Promise.resolve()
  // Conversations that go on at the same time share the rate.
  const turn: Turn = () => {
    const mine = last.then(next)
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    packets,
    now: Date.now,
    hash: (algorithm, text) =>
      createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
        .update(text, 'latin1')
        .digest('hex'),
    random: (length) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
    open: async (transport, port) => {
      if (dryRun) return pretended(transport, port, note)
      if (transport === 'udp') return openUdp(address, port, { turn, note })
      await turn()
      return openStream(address, port, transport, { turn, note })
    },
    media: async () => (dryRun ? silent : openMedia(address, { turn, note })),
    tls: async (port) => {
      if (dryRun) return null
      return tlsFacts(address, port, turn)
    },
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Writes down what would be sent; nobody answers. */
const pretended = (transport: Transport, port: number, note: Note): Conversation => ({
  local: '0.0.0.0:0',
  send: async (text) => note('sent', transport, port, text),
  next: async () => null,
  close: () => undefined,
})

const silent: MediaSocket = {
  local: '0.0.0.0:0',
  send: async () => undefined,
  next: async () => null,
  close: () => undefined,
}
