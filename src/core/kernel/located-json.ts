export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export interface JsonFile {
  readonly value: Json
  /** Line on which an object or array of the file begins. */
  lineOf(value: object): number
  /** Line on which a key of an object stands. */
  lineOfKey(object: object, key: string): number
}

const DEEPEST = 200

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON that remembers where its objects and keys stand. `broken` says with what it is refused. */
export function locateJson(text: string, broken: (line: number, what: string) => Error): JsonFile {
  const reader = new Reader(text, broken)
  const value = reader.whole()
  return {
    value,
    lineOf: (object) => reader.lines.get(object) ?? 1,
    lineOfKey: (object, key) => reader.keys.get(object)?.get(key) ?? 1,
  }
}

const SCALAR = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** No key of a file meets a name that objects have, and one that stands where a word should can still be written down. */
const PLAIN = Object.create(null, { [Symbol.toPrimitive]: { value: () => '{…}' } }) as object

class Reader {
  readonly lines = new WeakMap<object, number>()
  readonly keys = new WeakMap<object, Map<string, number>>()
  #at = 0
  #line = 1
  readonly #text: string
  readonly #broken: (line: number, what: string) => Error
  constructor(text: string, broken: (line: number, what: string) => Error) {
    this.#text = text.replace(/^\uFEFF/, '')
    this.#broken = broken
  }

  whole(): Json {
    const value = this.#value(0)
    this.#space()
    return this.#at < this.#text.length ? this.#fail('there is more after the end') : value
  }

  #fail(what: string): never {
    throw this.#broken(this.#line, what)
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
    const keys = new Map<string, number>()
    this.keys.set(object, keys)
    this.#items('}', depth, () => {
      const line = this.#line
      const key = this.#scalar()
      if (typeof key !== 'string') this.#fail('a key is no text')
      this.#space()
      this.#expect(':')
      keys.set(String(key), line)
      object[String(key)] = this.#value(depth + 1)
    })
    return object
  }
}
