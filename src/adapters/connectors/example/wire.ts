import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { DomainError } from '#core/kernel'
import type { ExampleSettings } from './settings.ts'

// How the Tinphone speaks: a JSON object a line. We ask {"n":1,"ask":"bar","line":"12"}; it answers {"n":1,"answer":…} or
// {"n":1,"refusal":"no such line"}, and tells of calls, once asked to, with lines that have no n.

/** A connection that has signed in. It ends once, by itself or by `close`; whoever wants another makes another. */
export interface Wire {
  ask(question: { readonly ask: string; readonly [more: string]: unknown }): Promise<unknown>
  /** Resolves with the reason when it is gone. */
  readonly gone: Promise<string>
  close(): void
}

const PATIENCE_MS = 5000
const Line = z
  .object({ n: z.number().optional(), answer: z.unknown().optional(), refusal: z.string().optional() })
  .loose()

export async function openWire(
  { host, port, keySecret }: ExampleSettings,
  onEvent: (event: unknown) => void,
): Promise<Wire> {
  const socket = connect(port, host)
  const waiting = new Map<number, (line: z.output<typeof Line>) => void>()
  let next = 0
  const gone = new Promise<string>((resolve) => {
    socket.once('error', (error) => resolve(error.message))
    socket.once('close', () => resolve('it closed the connection'))
  })
  createInterface({ input: socket }).on('line', (text) => {
    try {
      const line = Line.parse(JSON.parse(text))
      if (line.n === undefined) onEvent(line)
      else waiting.get(line.n)?.(line)
    } catch (error) {
      // What is not understood ends the connection, and nothing else.
      socket.destroy(error as Error)
    }
  })
  const ask: Wire['ask'] = (question) =>
    new Promise((resolve, reject) => {
      const n = ++next
      const settle = (done: () => void): void => {
        clearTimeout(timer)
        waiting.delete(n)
        done()
      }
      const timer = setTimeout(() => settle(() => reject(unreachable(host, 'no answer'))), PATIENCE_MS)
      void gone.then((why) => settle(() => reject(unreachable(host, why))))
      waiting.set(n, ({ answer, refusal }) =>
        settle(() => (refusal === undefined ? resolve(answer) : reject(refused(refusal)))),
      )
      socket.write(`${JSON.stringify({ n, ...question })}\n`)
    })
  const wire = { ask, gone, close: () => void socket.destroy() }
  try {
    await ask({ ask: 'sign-in', key: keySecret })
    return wire
  } catch (error) {
    wire.close()
    throw error
  }
}

// A failure says what is wrong and what to do about it. Each code has its line in docs/errors.md.
const unreachable = (host: string, why: string): DomainError =>
  new DomainError(
    'example-unreachable',
    `The Tinphone at ${host} cannot be reached: ${why}`,
    'See that it is switched on and that nothing stands between.',
  )
const refused = (why: string): DomainError =>
  new DomainError('example-refused', `The Tinphone refuses: ${why}`, 'See its manual.')
