import { DomainError } from '#core/kernel'
import { looksLikeCsaf, readCsaf } from './csaf.ts'
import { looksLikeCve5, readCve5 } from './cve5.ts'
import { looksLikeKev, readKev } from './kev.ts'
import { looksLikeNvd, readNvd } from './nvd.ts'
import { looksLikeOsv, readOsv } from './osv.ts'
import { type Imported, isRaw, listOf, type Raw } from './read.ts'

const documents: readonly { looksLike: (file: Raw) => boolean; read: (file: Raw) => Imported }[] = [
  { looksLike: looksLikeKev, read: readKev },
  { looksLike: looksLikeNvd, read: readNvd },
  { looksLike: looksLikeCsaf, read: readCsaf },
]
const records: readonly { looksLike: (file: Raw) => boolean; read: (list: readonly Raw[]) => Imported }[] = [
  { looksLike: looksLikeCve5, read: readCve5 },
  { looksLike: looksLikeOsv, read: readOsv },
]

/** Reads a file of KEV, CVE record 5, NVD 2.0, OSV or CSAF, recognised by its content. */
export function importAdvisories(text: string, file: string): Imported {
  const value = parse(text, file)
  const document = isRaw(value) ? documents.find(({ looksLike }) => looksLike(value)) : undefined
  if (document && isRaw(value)) return document.read(value)
  const list = Array.isArray(value) ? listOf(value) : isRaw(value) ? [value] : []
  const reader = records.find(({ looksLike }) => list[0] !== undefined && looksLike(list[0]))
  if (reader) return reader.read(list)
  throw new DomainError(
    'advisories-unrecognised',
    `${file}: the content is no collection of advisories of a known kind`,
    'Give a KEV JSON, CVE records of version 5, an NVD 2.0 answer, OSV records or a CSAF document.',
  )
}

function parse(text: string, file: string): unknown {
  const plain = text.replace(/^\uFEFF/, '').trim()
  try {
    return JSON.parse(plain)
  } catch (error) {
    const lines = plain.split('\n').filter((line) => line.trim() !== '')
    const each = lines.length > 1 ? lines.map(parsedLine) : [undefined]
    if (each.every((value) => value !== undefined)) return each
    const line = each.indexOf(undefined) + 1
    throw new DomainError(
      'advisories-broken',
      `${file}:${line}: is no JSON`,
      'Fetch the file again; it seems cut off or edited.',
      error,
    )
  }
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
