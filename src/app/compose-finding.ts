import { parentPort } from 'node:worker_threads'
import { createFinder } from '#core/calls'
import { openRowKernel } from '../adapters/system/row-kernel.ts'
import { openText } from '../adapters/system/text-file.ts'
import { type FoundPiece, type FromFinder, PIECES_AHEAD, type ToFinder } from './finding.ts'
import type { TextPiece } from './flows/gather-calls.ts'

// The thread that reads files and finds rows in them: see finding.ts.

/** Room for a piece and its records, used again and again. */
interface Room {
  bytes: Uint8Array
  records: Int32Array
}

const shared = (words: number): Int32Array => new Int32Array(new SharedArrayBuffer(words * 4))
const rooms = Array.from({ length: PIECES_AHEAD }, (): Room => ({ bytes: bytesFor(0), records: shared(0) }))
const kernel = openRowKernel()
const finder = kernel && createFinder(kernel, shared)
let shaped = false
let handed = 0
let done = 0
let resume = (): void => undefined

const post = (message: FromFinder): void => parentPort?.postMessage(message)

async function read(path: string, name: string): Promise<void> {
  shaped = false
  const file = await openText(path, name)
  for await (const piece of file.read()) {
    while (handed - done === PIECES_AHEAD)
      await new Promise<void>((go) => {
        resume = go
      })
    post({ piece: pieceOf(piece, rooms[handed++ % PIECES_AHEAD] as Room) })
  }
  post({ end: true })
}

/** A piece that is no ASCII goes as text, and nothing is found in it here. */
function pieceOf(piece: TextPiece, room: Room): FoundPiece {
  const { ascii, bytesRead, problem } = piece
  const rest = { bytesRead, ...(problem === undefined ? {} : { problem }) }
  if (!ascii) return { ...rest, text: piece.text }
  if (room.bytes.length < ascii.length) room.bytes = bytesFor(ascii.length)
  room.bytes.set(ascii)
  const bytes = room.bytes.subarray(0, ascii.length)
  if (!shaped || !finder || ascii.length > kernel.inputSize || ascii.includes(0))
    return { ...rest, ascii: bytes }
  const found = finder.find(bytes, room.records.length > 0 ? room.records : undefined)
  room.records = found.records
  return { ...rest, ascii: bytes, found }
}

function bytesFor(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length))
}

parentPort?.on('message', async (told: ToFinder) => {
  if ('read' in told) await read(told.read.path, told.read.name)
  else if ('shapes' in told) {
    finder?.shape(told.shapes)
    shaped = true
  } else {
    done += told.done
    resume()
  }
})
