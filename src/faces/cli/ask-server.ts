import { request } from 'node:http'
import type { z } from 'zod'
import type { Problem } from '#contract'
import { DomainError } from '#core/kernel'

export interface Question<S extends z.ZodType> {
  readonly socket: string
  readonly method: 'GET' | 'POST'
  /** Below /api/v1. */
  readonly path: string
  readonly body?: unknown
  readonly answer: S
}

/** Asks the server of this data directory over its local socket; null when none runs. */
export async function askServer<S extends z.ZodType>(question: Question<S>): Promise<z.output<S> | null> {
  const reply = await exchange(question)
  if (reply === null) return null
  const json: unknown = JSON.parse(reply.text)
  if (reply.status < 400) return question.answer.parse(json)
  const { code, detail, remedy } = json as Problem
  throw new Refusal(code, detail, remedy)
}

/** What the server refused, in its own words: each code is explained where the server raises it. */
class Refusal extends DomainError {}

const nobody = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'])

function exchange({
  socket,
  method,
  path,
  body,
}: Question<z.ZodType>): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' }
    const sent = request({ socketPath: socket, method, path: `/api/v1${path}`, headers }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 500, text: Buffer.concat(pieces).toString() }),
      )
    })
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (nobody.has(error.code ?? '')) resolve(null)
      else reject(error.code === 'EACCES' ? notYours(socket, error) : error)
    })
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const notYours = (socket: string, error: Error): DomainError =>
  new DomainError(
    'socket-refused',
    `The server of this data directory belongs to somebody else: ${socket} may not be opened`,
    'Work as the user who runs the server, or in the console.',
    error,
  )
