import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNetstrings } from './netstrings.ts'

const wrapped = (text: string): Buffer => Buffer.from(`${Buffer.byteLength(text)}:${text},`)

describe('netstrings', () => {
  it('come out whole, wherever the bytes were cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (texts, cuts) => {
          const found: string[] = []
          const take = createNetstrings((text) => found.push(text))
          const bytes = Buffer.concat(texts.map(wrapped))
          for (let at = 0; at < bytes.length; ) {
            const step = cuts.next().value
            take(bytes.subarray(at, at + step))
            at += step
          }
          expect(found).toEqual(texts)
        },
      ),
    )
  })

  it.each(['SSH-2.0-OpenSSH\r\n', '5:hello;', '99999999:', ':,'])('refuse %j', (text) => {
    expect(() => createNetstrings(() => undefined)(Buffer.from(text))).toThrow('no netstring')
  })
})
