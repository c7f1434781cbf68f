import type { Packet, Transport } from '#core/probe'

export type Note = (way: Packet['way'], transport: Transport, port: number, content: string) => void

/** Called before each packet and each connection: waits for the next turn, and throws when the run has had enough. */
export type Turn = () => Promise<void>
