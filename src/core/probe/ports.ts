import type { Packet, Transport } from './model.ts'

/** A connection, or a UDP socket that hears one address alone. In texts a character is a byte. */
export interface Conversation {
  /** Our side as the other should answer it: `192.0.2.7:40001`. */
  readonly local: string
  send(text: string): Promise<void>
  /** The next message or piece; null: nothing came in time, or the other side ended it. */
  next(waitMs: number): Promise<string | null>
  close(): void
}

export interface MediaSocket {
  readonly local: string
  send(port: number, bytes: Uint8Array): Promise<void>
  next(waitMs: number): Promise<Uint8Array | null>
  close(): void
}

export interface TlsFacts {
  /** Each version that was accepted. */
  readonly versions: readonly string[]
  readonly authorized: boolean
  readonly problem: string | null
  readonly validTo: number
  readonly keyBits: number | null
  readonly curve: boolean
}

/**
 * The wire to one address that is proven the user's own. It keeps the rate, counts, logs every packet, and throws `probe-not-owned`
 * for any other address and `probe-limit` when a run has sent what it may.
 */
export interface Wire {
  /** Null: refused, or nobody there. */
  open(transport: Transport, port: number): Promise<Conversation | null>
  tls(port: number): Promise<TlsFacts | null>
  /** A socket for media: it sends to the same address alone, and hears it alone. */
  media(): Promise<MediaSocket>
  readonly packets: readonly Packet[]
  hash(algorithm: 'MD5' | 'SHA-256', text: string): string
  now(): number
  /** Letters and digits nobody can foresee. */
  random(length: number): string
}
