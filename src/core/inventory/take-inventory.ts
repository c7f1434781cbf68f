import { readAsterisk } from './asterisk/read-asterisk.ts'
import { draft, finished } from './draft.ts'
import { readFreepbx, type Sha1 } from './freepbx/read-freepbx.ts'
import { readFreeswitch } from './freeswitch/read-freeswitch.ts'
import { readHost } from './host/read-host.ts'
import { readKamailio } from './kamailio/read-kamailio.ts'
import { holdsSecret } from './mask.ts'
import { createSecretScale } from './measure-secret.ts'
import type { ConfigFile, Snapshot } from './model.ts'
import { readPhones } from './phones/read-phones.ts'
import { readSwitch } from './switch/read-switch.ts'
import type { Taking } from './taking.ts'

/** Reads the configuration files of a site. Secrets are measured and dropped here; nothing is thrown. */
export function takeInventory(files: readonly ConfigFile[], sha1: Sha1): Snapshot {
  const to: Taking = { drafts: [], told: new Set(), problems: [], programs: [], scale: createSecretScale() }
  const read = [
    readAsterisk(files, to),
    readFreeswitch(files, to),
    readKamailio(files, to),
    readFreepbx(files, sha1, to),
    readPhones(files, to),
    readSwitch(files, to),
    readHost(files, to),
  ]
  const isRead = ({ path }: ConfigFile): boolean => read.some((paths) => paths.has(path))
  for (const file of files)
    if (file.mode !== undefined && isRead(file) && holdsSecret(file.text)) readMode(file, file.mode, to)
  to.scale.finish()
  return {
    resources: to.drafts.map(finished),
    told: to.told,
    problems: to.problems,
    programs: to.programs,
    ignored: files.filter((file) => !isRead(file)).map(({ path }) => path),
  }
}

function readMode(file: ConfigFile, mode: number, to: Taking): void {
  to.told.add('secret-file')
  const at = { file: file.path, line: 1, text: `mode ${mode.toString(8).padStart(4, '0')}` }
  const it = draft('secret-file', file.path, at)
  it.say('readableByAll', (mode & 0o004) !== 0, at)
  to.drafts.push(it)
}
