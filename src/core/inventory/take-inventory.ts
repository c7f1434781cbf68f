import { readAsterisk } from './asterisk/read-asterisk.ts'
import { type Draft, draft, finished } from './draft.ts'
import { createSecretScale } from './measure-secret.ts'
import type { ConfigFile, ConfigProblem, ResourceType, Snapshot } from './model.ts'

const HOLDS_SECRETS =
  /(?:pjsip|sip|iax|manager|ari|voicemail|res_odbc|cdr_\w+|cel_\w+|res_config_\w+)[\w.]*\.conf$/

/** Reads the configuration files of a site. Secrets are measured and dropped here; nothing is thrown. */
export function takeInventory(files: readonly ConfigFile[]): Snapshot {
  const drafts: Draft[] = []
  const told = new Set<ResourceType>()
  const problems: ConfigProblem[] = []
  const scale = createSecretScale()
  const read = new Set<string>()
  for (const path of readAsterisk(files, { drafts, told, problems, scale })) read.add(path)
  for (const file of files)
    if (file.mode !== undefined && HOLDS_SECRETS.test(file.path)) readMode(file, file.mode, drafts, told)
  scale.finish()
  return {
    resources: drafts.map(finished),
    told,
    problems,
    ignored: files.map(({ path }) => path).filter((path) => !read.has(path)),
  }
}

function readMode(file: ConfigFile, mode: number, drafts: Draft[], told: Set<ResourceType>): void {
  told.add('secret-file')
  const at = { file: file.path, line: 1, text: `mode ${mode.toString(8).padStart(4, '0')}` }
  const it = draft('secret-file', file.path, at)
  it.say('readableByAll', (mode & 0o004) !== 0, at)
  drafts.push(it)
}
