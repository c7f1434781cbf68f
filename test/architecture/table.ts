import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Architecture {
  readonly rooms: Readonly<Record<string, readonly string[]>>
}

const file = pathToFileURL(resolve(import.meta.dirname, '../../architecture.mjs')).href

/** The table itself: each room and the rooms it may look into. */
export const { rooms } = (await import(/* @vite-ignore */ file)) as Architecture
