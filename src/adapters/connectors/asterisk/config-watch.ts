import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LiveEvent } from '#core/calls'
import { type ConfigFile, type Resource, type ResourceType, takeInventory } from '#core/inventory'
import { DomainError } from '#core/kernel'
import type { Layout } from './layout.ts'
import type { Memory } from './memory.ts'

/** What somebody who broke in adds or changes, in the words people use. */
const WORTH: Partial<Record<ResourceType, string>> = {
  account: 'account',
  trunk: 'line',
  'anonymous-endpoint': 'anonymous endpoint',
  'admin-user': 'administrator',
  'ami-user': 'manager user',
  'ari-user': 'ARI user',
  context: 'dial-plan context',
  extension: 'dial-plan pattern',
  disa: 'DISA',
  mailbox: 'mailbox',
}
const MOST = 4 << 20
const MOST_TOLD = 20

/** Tells what changed in the configuration since it was last looked at, also while Ringfence was away. */
export interface ConfigWatch {
  look(emit: (event: LiveEvent) => void): Promise<void>
}

export function createConfigWatch(
  folder: string | undefined,
  more: Layout['more'],
  memory: Memory,
  now: () => number,
): ConfigWatch {
  let signature = ''
  return {
    async look(emit) {
      const names = folder === undefined ? [] : await configNames(folder)
      const others = (await more?.()) ?? []
      const fresh = `${await signatureOf(folder ?? '', names)}\n${others.map(({ text }) => hash(text)).join()}`
      if (fresh === signature) return
      const marks = marksOf([...(await readAll(folder ?? '', names)), ...others])
      const before = (await memory.read()).config
      if (before)
        for (const what of shortened(differences(before, marks))) emit({ type: 'change', at: now(), what })
      await memory.write({ config: marks })
      signature = fresh
    },
  }
}

/** Its files, by their path in the folder; throws `config-dir-unreadable` when it is no folder of Asterisk. */
export async function configNames(folder: string): Promise<readonly string[]> {
  const all = await readdir(folder, { recursive: true }).catch((error: Error) => {
    throw unreadable(folder, error.message, error)
  })
  const names = all.filter((name) => name.endsWith('.conf')).sort()
  if (!names.includes('pjsip.conf') && !names.includes('extensions.conf'))
    throw unreadable(folder, 'it holds neither pjsip.conf nor extensions.conf')
  return names
}

const unreadable = (folder: string, why: string, cause?: Error): DomainError =>
  new DomainError(
    'config-dir-unreadable',
    `The configuration in ${folder} cannot be read: ${why}`,
    'Give the folder of asterisk.conf, usually /etc/asterisk, and let Ringfence read it.',
    cause,
  )

async function signatureOf(folder: string, names: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    names.map(async (name) => {
      const { mtimeMs, size, ino } = await stat(join(folder, name))
      return `${name} ${mtimeMs} ${size} ${ino}`
    }),
  )
  return parts.join('\n')
}

async function readAll(folder: string, names: readonly string[]): Promise<ConfigFile[]> {
  const files = await Promise.all(
    names.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8').catch(() => '') })),
  )
  return files.filter(({ text }) => text.length < MOST)
}

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22)

/** A mark for every resource and every file; no mark tells a secret. */
function marksOf(files: readonly ConfigFile[]): Record<string, string> {
  const { resources } = takeInventory(files, sha1)
  const marks: Record<string, string> = {}
  for (const resource of resources)
    if (WORTH[resource.type])
      marks[`${resource.type} ${resource.name}`] = `${resource.at.file} ${hash(factsOf(resource))}`
  for (const { path, text } of files) marks[`file ${path}`] = hash(text)
  return marks
}

const factsOf = ({ facts }: Resource): string =>
  JSON.stringify([...facts].map(([name, { value }]) => [name, value]))

type Marks = Readonly<Record<string, string>>

/** A file is named by itself where nothing in it is. */
function differences(before: Marks, after: Marks): string[] {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => before[key] !== after[key],
  )
  const isFile = (key: string): boolean => key.startsWith('file ')
  const fileOf = (key: string): string => (after[key] ?? before[key] ?? '').split(' ')[0] ?? ''
  const resources = changed.filter((key) => !isFile(key))
  const told = new Set(resources.map(fileOf))
  const files = changed.filter(isFile).map((key) => key.slice('file '.length))
  return [
    ...resources.map((key) => sentence(key, fileOf(key), !(key in before), !(key in after))),
    ...files.filter((file) => !told.has(file)).map((file) => `${file} was changed`),
  ]
}

function sentence(key: string, file: string, isNew: boolean, isGone: boolean): string {
  const space = key.indexOf(' ')
  const what = `${WORTH[key.slice(0, space) as ResourceType]} ${key.slice(space + 1)}`
  if (isNew) return `New ${what} (${file})`
  return isGone ? `Gone: ${what} (${file})` : `Changed: ${what} (${file})`
}

const shortened = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_TOLD
    ? lines
    : [...lines.slice(0, MOST_TOLD), `and ${lines.length - MOST_TOLD} more changes of the configuration`]
