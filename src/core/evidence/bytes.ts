const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]]
    const left = bytes.length - i
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | (b >> 4))
    text += left > 1 ? alphabet.charAt(((b & 15) << 2) | (c >> 6)) : '='
    text += left > 2 ? alphabet.charAt(c & 63) : '='
  }
  return text
}

/** Null unless it is exactly what `toBase64` writes: another spelling of the same bytes would be a change. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const digits = text.replace(/={1,2}$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let [bits, held, at] = [0, 0, 0]
  for (const digit of digits) {
    const value = alphabet.indexOf(digit)
    if (value < 0) return null
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at++] = (bits >> held) & 255
    }
  }
  return toBase64(bytes) === text ? bytes : null
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

/** UTF-8, written out because the room knows no machine: no TextEncoder here. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let at = 0
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (code < 0x80) bytes[at++] = code
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6)
      bytes[at++] = 0x80 | (code & 63)
    } else {
      if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12)
      else {
        bytes[at++] = 0xf0 | (code >> 18)
        bytes[at++] = 0x80 | ((code >> 12) & 63)
      }
      bytes[at++] = 0x80 | ((code >> 6) & 63)
      bytes[at++] = 0x80 | (code & 63)
    }
  }
  return bytes.slice(0, at)
}

/** The text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD, which no check here mistakes for the original. */
export function utf8Text(bytes: Uint8Array): string {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < bytes.length; ) {
    const length = lengthAt(bytes[at] as number)
    const code = length === 0 ? -1 : codeOf(bytes, at, length)
    part += code < 0 ? '\ufffd' : String.fromCodePoint(code)
    at += code < 0 ? 1 : length
    if (part.length > 8192) {
      parts.push(part)
      part = ''
    }
  }
  return parts.join('') + part
}

/** Bytes of the character that begins with this one; 0 when none does. */
function lengthAt(first: number): number {
  if (first < 0x80) return 1
  if (first >> 5 === 6) return 2
  if (first >> 4 === 14) return 3
  return first >> 3 === 30 ? 4 : 0
}

/** -1 when the bytes are no character, or one written longer than needed. */
function codeOf(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] as number
  let code = length === 1 ? first : first & (0x7f >> length)
  for (let k = 1; k < length; k++) {
    const next = bytes[at + k] ?? 0
    if (next >> 6 !== 2) return -1
    code = (code << 6) | (next & 63)
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][length] as number
  return code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? -1 : code
}
