/** One element of DER (ITU-T X.690): its tag, what it holds, and all of its bytes. */
export interface Der {
  readonly tag: number
  readonly body: Buffer
  readonly whole: Buffer
}

export const TAG = { integer: 2, octets: 4, oid: 6, time: 0x18, sequence: 0x30, set: 0x31, context: 0xa0 }

/** The elements that follow each other in these bytes; throws for what is no DER. */
export function elements(bytes: Buffer): Der[] {
  const found: Der[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at + 1] ?? 0x80
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f
    // Neither the open length of BER nor more than four bytes of it.
    if (first === 0x80 || lengthBytes > 4) throw new RangeError('no DER')
    const start = at + 2 + lengthBytes
    const length = lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes)
    const end = start + length
    if (end > bytes.length) throw new RangeError('DER that is cut')
    found.push({ tag: bytes[at] ?? 0, body: bytes.subarray(start, end), whole: bytes.subarray(at, end) })
    at = end
  }
  return found
}

/** The n-th element of what an element holds, which must be of this tag. */
export function part(of: Der, n: number, tag: number): Der {
  const found = elements(of.body)[n]
  if (found?.tag !== tag) throw new RangeError(`element ${n} is of another kind`)
  return found
}

/** The only element of these bytes. */
export function only(bytes: Buffer): Der {
  const [found, more] = elements(bytes)
  if (!found || more) throw new RangeError('not one element')
  return found
}

export function der(tag: number, ...bodies: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(bodies)
  const length =
    body.length < 0x80
      ? [body.length]
      : body.length < 0x100
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

/** "2.16.840.1.101.3.4.2.1". */
export function oidText({ body }: Der): string {
  const numbers: number[] = []
  let value = 0
  for (const byte of body) {
    value = value * 128 + (byte & 127)
    if (byte < 128) {
      numbers.push(value)
      value = 0
    }
  }
  const [first = 0, ...rest] = numbers
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - 40 * top, ...rest].join('.')
}
