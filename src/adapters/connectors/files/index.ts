// A folder of call records: for every PBX that can write a file, whatever its make.
// In: the folder. Out: a connection that tells of calls when their records are there. It cannot act.
import { recognise } from '#core/calls'
import type { CheckReport, Connector } from '../kit.ts'
import { type Found, filesIn } from './folder.ts'
import { decoded, headOf } from './read-file.ts'
import { FilesSettings } from './settings.ts'
import { createFilesSource } from './source.ts'

const LOOKED_AT = 20

export const files: Connector = {
  kind: 'files',
  parse: (settings) => FilesSettings.parse(settings),
  open(given, tools) {
    const settings = FilesSettings.parse(given)
    return {
      calls: createFilesSource(settings, tools),
      check: () => check(settings),
      close: async () => undefined,
    }
  },
}

async function check({ dir }: FilesSettings): Promise<CheckReport> {
  const all = await filesIn(dir)
  const newest = all.slice(-LOOKED_AT).reverse()
  const known = await Promise.all(newest.map(sayOf))
  return {
    product: `Folder ${dir}`,
    capabilities: [],
    reads: [
      'Calls once their records are written, not while they run; nothing can be stopped through a folder',
      ...(all.length === 0 ? ['The folder is empty: files are read when they appear'] : known),
      ...(all.length > LOOKED_AT ? [`and ${all.length - LOOKED_AT} older files`] : []),
    ],
    paste: '',
  }
}

async function sayOf({ name, path, bytes }: Found): Promise<string> {
  if (bytes === 0) return `${name}: still empty`
  const { bytes: head, gzip } = await headOf(path)
  if (gzip) return `${name}: gzip`
  const format = recognise(decoded(head))
  return typeof format === 'string' ? `${name}: ${format}` : `Not: ${format(name).message}`
}
