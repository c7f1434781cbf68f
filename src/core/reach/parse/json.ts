import { DomainError } from '#core/kernel'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export interface JsonFile {
  readonly value: Json
  /** Line on which an object or array of the file begins. */
  lineOf(value: object): number
}

const DEEPEST = 200

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON that remembers where its objects stand. */
export function parseJson(text: string, file: string): JsonFile {
  const reader = new Reader(text, file)
  const value = reader.whole()
  return { value, lineOf: (object) => reader.lines.get(object) ?? 1 }
}

const SCALAR = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** No key of a file meets a name that objects have, and one that stands where a word should can still be written down. */
const PLAIN = Object.create(null, { [Symbol.toPrimitive]: { value: () => '{…}' } }) as object

class Reader {
  readonly lines = new WeakMap<object, number>()
  #at = 0
  #line = 1
  readonly #text: string
  readonly #file: string
  constructor(text: string, file: string) {
    this.#text = text.replace(/^\uFEFF/, '')
    this.#file = file
  }

  whole(): Json {
    const value = this.#value(0)
    this.#space()
    return this.#at < this.#text.length ? this.#fail('there is more after the end') : value
  }

  #fail(what: string): never {
    throw new DomainError(
      'rules-broken',
      `${this.#file}:${this.#line}: ${what}`,
      'Give the whole output again; it seems cut off or edited.',
    )
  }

  #space(): void {
    for (; ; this.#at += 1) {
      const letter = this.#text[this.#at]
      if (letter === '\n') this.#line += 1
      else if (letter !== ' ' && letter !== '\t' && letter !== '\r') return
    }
  }

  #expect(letter: string): void {
    if (this.#text[this.#at] !== letter) this.#fail(`${letter} is missing`)
    this.#at += 1
  }

  #scalar(): Json {
    SCALAR.lastIndex = this.#at
    const [found] = SCALAR.exec(this.#text) ?? []
    if (found === undefined) return this.#fail('this is no JSON value')
    this.#at += found.length
    try {
      return JSON.parse(found) as Json
    } catch {
      return this.#fail('this is no JSON value')
    }
  }

  #items(close: string, depth: number, each: () => void): void {
    if (depth > DEEPEST) this.#fail('too deep')
    this.#at += 1
    this.#space()
    while (this.#text[this.#at] !== close) {
      each()
      this.#space()
      if (this.#text[this.#at] === close) break
      this.#expect(',')
      this.#space()
    }
    this.#at += 1
  }

  #value(depth: number): Json {
    this.#space()
    const line = this.#line
    const opening = this.#text[this.#at]
    if (opening !== '[' && opening !== '{') return this.#scalar()
    const made = opening === '[' ? this.#list(depth) : this.#object(depth)
    this.lines.set(made, line)
    return made
  }

  #list(depth: number): Json[] {
    const list: Json[] = []
    this.#items(']', depth, () => list.push(this.#value(depth + 1)))
    return list
  }

  #object(depth: number): JsonObject {
    const object = Object.create(PLAIN) as Record<string, Json>
    this.#items('}', depth, () => {
      const key = this.#scalar()
      if (typeof key !== 'string') this.#fail('a key is no text')
      this.#space()
      this.#expect(':')
      object[String(key)] = this.#value(depth + 1)
    })
    return object
  }
}
