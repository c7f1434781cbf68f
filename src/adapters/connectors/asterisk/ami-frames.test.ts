import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AmiMessage, createFramer, encodeAction } from './ami-frames.ts'

const GREETING = 'Asterisk Call Manager/11.0.0\r\n'

function read(pieces: readonly string[]): { greeting: string; messages: AmiMessage[] } {
  const found = { greeting: '', messages: [] as AmiMessage[] }
  const framer = createFramer({
    greeting: (line) => (found.greeting = line),
    message: (m) => found.messages.push(m),
  })
  for (const piece of pieces) framer.push(piece)
  return found
}

/** Cuts text at arbitrary places. */
const cut = (text: string, places: readonly number[]): string[] => {
  const at = [...new Set(places.map((p) => p % (text.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((from, n) => text.slice(from, at[n]))
}

const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
const value = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map((text) => text.replace(/[\r\n\0]/g, '.').trim())
const action = fc.dictionary(key, value, { minKeys: 1, maxKeys: 8, noNullPrototype: true })

describe('the framing of AMI', () => {
  it('gives back what was encoded, wherever the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 30 }),
        (actions, places) => {
          const text = GREETING + actions.map((fields, n) => encodeAction(fields, `id${n}`)).join('')
          const { greeting, messages } = read(cut(text, places))
          expect(greeting).toBe('Asterisk Call Manager/11.0.0')
          expect(messages).toHaveLength(actions.length)
          actions.forEach((fields, n) => {
            const { ActionID, ...rest } = fields
            expect({ ...messages[n] }).toEqual({
              ...rest,
              ActionID: ActionID === undefined ? `id${n}` : `id${n}\n${ActionID}`,
            })
          })
        },
      ),
    )
  })

  it('takes any bytes after the greeting without breaking', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), (pieces) => {
        const { messages } = read([GREETING, ...pieces, '\r\n\r\nEvent: Hangup\r\n\r\n'])
        expect(messages.at(-1)?.['Event']).toBe('Hangup')
      }),
    )
  })

  it('joins the values of a key that repeats, and knows no prototype', () => {
    const { messages } = read([`${GREETING}Output: a\r\nOutput: b\r\n__proto__: x\r\n\r\n`])
    expect(messages[0]?.['Output']).toBe('a\nb')
    expect(messages[0]?.['toString']).toBeUndefined()
  })

  it.each([
    'HTTP/1.1 400 Bad Request\r\n',
    'SSH-2.0-OpenSSH\r\n',
    '\u0016\u0003\u0001',
    'Asterisk Cool Manager\r\n',
  ])('refuses what is not AMI: %j', (text) => {
    expect(() => read([text])).toThrowError(expect.objectContaining({ code: 'ami-not-spoken' }))
  })

  it('refuses to smuggle a second action in a value', () => {
    expect(() => encodeAction({ Action: 'Hangup', Channel: 'x\r\n\r\nAction: Command' }, '1')).toThrowError(
      expect.objectContaining({ code: 'ami-value-invalid' }),
    )
  })
})
