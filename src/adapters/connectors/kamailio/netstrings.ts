const LONGEST_PREFIX = 8
const LONGEST = 1 << 20
const [COLON, COMMA] = [58, 44]

/** Takes netstrings (`5:hello,`) out of bytes cut anywhere; the text is UTF-8. Throws when it is something else. */
export function createNetstrings(onText: (text: string) => void): (data: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return (data) => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data])
    for (let found = first(rest); found !== null; found = first(rest)) {
      onText(found.text)
      rest = rest.subarray(found.end)
    }
  }
}

/** The first whole one, null when more must come. */
function first(bytes: Buffer): { readonly text: string; readonly end: number } | null {
  const head = bytes.toString('latin1', 0, LONGEST_PREFIX)
  const length = /^(\d{1,7}):/.exec(head)?.[1]
  if (length === undefined) {
    if (/^\d{0,7}$/.test(head)) return null
    throw new Error('no netstring')
  }
  const start = bytes.indexOf(COLON) + 1
  const end = start + Number(length)
  if (Number(length) > LONGEST || (bytes.length > end && bytes[end] !== COMMA))
    throw new Error('no netstring')
  return bytes.length > end ? { text: bytes.toString('utf8', start, end), end: end + 1 } : null
}
