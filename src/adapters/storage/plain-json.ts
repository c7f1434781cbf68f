/**
 * JSON text that jsonb takes: PostgreSQL stores neither U+0000 nor half a surrogate pair, and both turn up in hostile files.
 * They become U+FFFD. (Whole pairs are never escaped by JSON.stringify, so every \ud… here is half a one.)
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g, (found, what: string) =>
    what.length > 1 ? '\\ufffd' : found,
  )
}

/** The value as it will come back from jsonb. */
export function plainJson<T>(value: T): T {
  return JSON.parse(jsonText(value)) as T
}

/** Text that a column takes. */
export function plainText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text
}
