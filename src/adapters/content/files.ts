import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { z } from 'zod'
import { DomainError } from '#core/kernel'
import {
  DeckMap,
  type DeckMap as DeckMapOutput,
  InvoiceMap,
  type ParsedDeck,
  type ParsedInvoice,
  parseDeck,
  parseInvoice,
} from '#core/rating'
import { parseYaml } from './yaml.ts'

/** A deck of a million prefixes has 60 MB; a string ends at 512. */
const MOST_UNPACKED = 256 << 20

/** Text of a file a user wrote: UTF-8, UTF-16 with its mark or else Windows-1252; gzip is unpacked. */
export async function readUserText(path: string): Promise<string> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
    if (bytes[0] === 0x1f && bytes[1] === 0x8b)
      bytes = await promisify(gunzip)(bytes, { maxOutputLength: MOST_UNPACKED })
  } catch (error) {
    throw unreadable(path, error)
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function unreadable(path: string, error: unknown): DomainError {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') {
    return new DomainError(
      'file-not-found',
      `${path}: there is no such file`,
      'Check the path and its spelling.',
      error,
    )
  }
  const why: Record<string, string> = {
    EISDIR: 'is a directory',
    EACCES: 'may not be read by this user',
    ERR_BUFFER_TOO_LARGE: `unpacks to more than ${MOST_UNPACKED >> 20} MiB`,
    Z_BUF_ERROR: 'is a gzip file that ends too early',
    Z_DATA_ERROR: 'is a damaged gzip file',
  }
  return new DomainError(
    'file-unreadable',
    `${path}: ${why[code ?? ''] ?? `cannot be read (${code ?? String(error)})`}`,
    'Give the path of a complete file that this user may read.',
    error,
  )
}

/** Reads a YAML file of a user by its schema; every problem is told at once, with its line and fix. */
export async function readYaml<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
  return parseYaml(await readUserText(path), schema, path)
}

/** Reads a rate deck, in our layout or in the one its map describes. */
export async function readDeck(path: string, mapPath?: string): Promise<ParsedDeck> {
  const map: DeckMapOutput | undefined = mapPath === undefined ? undefined : await readYaml(mapPath, DeckMap)
  return parseDeck(await readUserText(path), { file: path, map })
}

/** Reads a carrier's invoice, in our layout or in the one its map describes. */
export async function readInvoice(path: string, mapPath?: string): Promise<ParsedInvoice> {
  const map = mapPath === undefined ? undefined : await readYaml(mapPath, InvoiceMap)
  return parseInvoice(await readUserText(path), { file: path, map })
}
