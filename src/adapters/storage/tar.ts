/** POSIX ustar, as far as a backup needs it: plain files of known size, so that any tar can look inside. */

const block = 512

/** Header of one file. Paths over 100 bytes are split at a slash into ustar's prefix and name. */
export function tarHeader(path: string, size: number, mtimeSeconds: number): Buffer {
  const { prefix, name } = splitPath(path)
  if (size >= 8 ** 11) throw new RangeError(`${path} is too large for a backup (8 GiB)`)
  const header = Buffer.alloc(block)
  header.write(name, 0)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${octal(size, 11)}\0`, 124)
  header.write(`${octal(mtimeSeconds, 11)}\0`, 136)
  header.write('        0', 148)
  header.write('ustar\x0000', 257)
  header.write(prefix, 345)
  header.write(`${octal(checksum(header), 6)}\0 `, 148)
  return header
}

/** Zeros up to the next whole block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block)
}

export const tarEnd = Buffer.alloc(2 * block)

function splitPath(path: string): { prefix: string; name: string } {
  if (Buffer.byteLength(path) <= 100) return { prefix: '', name: path }
  const cut = path.indexOf('/', Math.max(0, path.length - 101))
  if (cut < 0 || cut > 155) throw new RangeError(`${path} is too long a name for a backup`)
  return { prefix: path.slice(0, cut), name: path.slice(cut + 1) }
}

function octal(value: number, digits: number): string {
  return Math.floor(value).toString(8).padStart(digits, '0')
}

/** Sum of all bytes, its own field counted as blanks. */
function checksum(header: Buffer): number {
  let sum = 0
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] as number)
  return sum
}

export interface TarEntry {
  readonly path: string
  readonly size: number
  /** Must be read to its end before the next entry is asked for. */
  readonly body: AsyncIterable<Buffer>
}

/** Reads entry after entry; throws a plain Error on anything that is not a whole archive as written above. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const input = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)

  /** At most `size` bytes; fewer only to come again. */
  async function some(size: number): Promise<Buffer> {
    while (rest.length === 0) {
      const next = await input.next()
      if (next.done) throw new Error('the file ends too early')
      rest = next.value
    }
    const taken = rest.subarray(0, size)
    rest = rest.subarray(taken.length)
    return taken
  }

  async function exactly(size: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for (let missing = size; missing > 0; missing -= (parts.at(-1) as Buffer).length)
      parts.push(await some(missing))
    return Buffer.concat(parts)
  }

  async function* body(size: number) {
    for (let missing = size; missing > 0; ) {
      const part = await some(missing)
      missing -= part.length
      yield part
    }
    await exactly(tarPadding(size).length)
  }

  for (;;) {
    const header = await exactly(block)
    if (header.every((byte) => byte === 0)) return
    const { path, size } = parseHeader(header)
    yield { path, size, body: body(size) }
  }
}

function parseHeader(header: Buffer): { path: string; size: number } {
  const field = (from: number, length: number) =>
    header.toString('utf8', from, from + length).replace(/\0.*$/s, '')
  if (field(257, 5) !== 'ustar' || Number.parseInt(field(148, 8), 8) !== checksum(header))
    throw new Error('it is not a whole tar archive')
  const size = Number.parseInt(field(124, 12), 8)
  if (!Number.isSafeInteger(size)) throw new Error('it is not a whole tar archive')
  const prefix = field(345, 155)
  return { path: prefix ? `${prefix}/${field(0, 100)}` : field(0, 100), size }
}
