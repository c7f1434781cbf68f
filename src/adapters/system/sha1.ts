import { createHash } from 'node:crypto'

/** Hexadecimal; for comparing with hashes that others keep, never for our own. */
export const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')
