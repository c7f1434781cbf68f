import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { IncomingFile } from '#app'
import { InvestigationOptions } from '#contract'
import { DomainError } from '#core/kernel'

export interface IncomingUpload {
  readonly options: z.infer<typeof InvestigationOptions>
  readonly files: AsyncIterable<IncomingFile>
}

/**
 * Reads a multipart body as it arrives: the field `options` (JSON) first, then the files, each streamed. Nothing is kept in
 * memory. `limit` is the size of all files together, in bytes.
 */
export async function readUpload(request: FastifyRequest, limit: number): Promise<IncomingUpload> {
  const parts = request.parts()[Symbol.asyncIterator]()
  let part = (await parts.next()).value
  let options: IncomingUpload['options'] = {}
  if (part?.type === 'field') {
    if (part.fieldname !== 'options') throw invalid(`the field "${part.fieldname}" is not known`)
    options = parseOptions(part.value)
    part = (await parts.next()).value
  }
  if (part?.type !== 'file')
    throw new DomainError(
      'upload-empty',
      'No file was sent.',
      'Send call records as one or more `file` parts, after `options`.',
    )
  return { options, files: files(part, parts, limit) }
}

async function* files(
  first: MultipartFile,
  rest: AsyncIterator<MultipartFile | { type: 'field' }>,
  limit: number,
): AsyncGenerator<IncomingFile> {
  const room = { left: limit, limit }
  let part: MultipartFile | { type: 'field' } | undefined = first
  while (part !== undefined) {
    if (part.type !== 'file') throw invalid('fields must come before the files')
    yield { name: part.filename, stream: counted(part.file, room) }
    const next: IteratorResult<MultipartFile | { type: 'field' }> = await rest.next()
    part = next.done ? undefined : next.value
  }
}

async function* counted(
  stream: AsyncIterable<Uint8Array>,
  room: { left: number; readonly limit: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    room.left -= chunk.length
    if (room.left < 0)
      throw new DomainError(
        'upload-too-large',
        `These files are larger than ${Math.floor(room.limit / 1_000_000)} MB together.`,
        'Send fewer at once, or compress them with gzip: they are read as they are. The command line has no limit.',
      )
    yield chunk
  }
}

function parseOptions(value: unknown): IncomingUpload['options'] {
  const parsed = InvestigationOptions.strict().safeParse(readJson(value))
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error).replaceAll('\n', ' '))
  return parsed.data
}

function readJson(value: unknown): unknown {
  try {
    return JSON.parse(String(value))
  } catch {
    throw invalid('they are not JSON')
  }
}

const invalid = (why: string): DomainError =>
  new DomainError(
    'options-invalid',
    `The options of the investigation do not fit: ${why}`,
    'Correct what is named and send it again.',
  )
