import { toHex, utf8Bytes, utf8Text } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import type { HashBytes } from './model.ts'

/** What stands for a text that is withheld: hexadecimal SHA-256 over the canonical JSON of `[salt, text]`. */
interface Withheld {
  readonly withheld: string
}

/** What shows that a text was the one withheld. Whoever holds it decides whom to show it. */
export interface Opening {
  /** The file in the bundle, and the place in it (RFC 6901). */
  readonly path: string
  readonly pointer: string
  /** 32 random bytes, hexadecimal: without them nobody finds a text by trying all there are, of which numbers have few. */
  readonly salt: string
  readonly text: string
}

/** Texts under these keys name nobody; an instant names nobody wherever it stands. All others may. */
const PLAIN = new Set(
  'country currency direction format kind perMinuteBasis risk riskClass signals source timezone verdict'.split(
    ' ',
  ),
)
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/**
 * The same document with every text withheld that may name somebody: a number, an account, an address, a title. `said`: texts that the
 * bundle says anyway.
 */
export function withhold(
  document: unknown,
  path: string,
  {
    newSalt,
    sha256,
    said = [],
  }: { readonly newSalt: () => string; readonly sha256: HashBytes; readonly said?: readonly string[] },
): { readonly document: unknown; readonly openings: readonly Opening[] } {
  const openings: Opening[] = []
  const walk = (value: unknown, key: string, pointer: string): unknown => {
    if (Array.isArray(value)) return value.map((each, i) => walk(each, key, `${pointer}/${i}`))
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, walk(each, name, `${pointer}/${escaped(name)}`)]),
      )
    if (typeof value !== 'string' || value === '' || said.includes(value)) return value
    if (PLAIN.has(key) || INSTANT.test(value)) return value
    const salt = newSalt()
    openings.push({ path, pointer, salt, text: value })
    return { withheld: commitmentOf(salt, value, sha256) } satisfies Withheld
  }
  return { document: walk(document, '', ''), openings }
}

/** Openings that do not fit what is withheld in these files; each with its place. */
export function wrongOpenings(
  openings: readonly Opening[],
  files: ReadonlyMap<string, Uint8Array>,
  sha256: HashBytes,
): string[] {
  const read = new Map<string, unknown>()
  return openings.flatMap(({ path, pointer, salt, text }) => {
    if (!read.has(path)) read.set(path, documentOf(files.get(path)))
    const found = valueAt(read.get(path), pointer) as Partial<Withheld> | undefined
    return found?.withheld === commitmentOf(salt, text, sha256) ? [] : [`${path}#${pointer}`]
  })
}

const commitmentOf = (salt: string, text: string, sha256: HashBytes): string =>
  toHex(sha256(utf8Bytes(canonicalJson([salt, text]))))

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

function documentOf(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes && JSON.parse(utf8Text(bytes))
  } catch {
    return undefined
  }
}

function valueAt(document: unknown, pointer: string): unknown {
  let value = document
  for (const part of pointer.split('/').slice(1)) {
    if (value === null || typeof value !== 'object') return undefined
    value = (value as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  return value
}
