import type { ConfigFile } from '../model.ts'
import type { Taking } from '../taking.ts'
import { readIax } from './iax.ts'
import { readManager } from './manager.ts'
import type { Gathering, SectionReader } from './model.ts'
import { readCliPermissions, readLogger, readModules, readOptions, readRtp } from './options.ts'
import { parseConfig } from './parse-config.ts'
import { readPjsip } from './pjsip.ts'
import { readExtensions } from './read-extensions.ts'
import { readSip } from './sip.ts'
import { readConferences, readMeetMe, readVoicemail } from './voicemail.ts'
import { readAri, readHttp } from './web.ts'

/** The files of Asterisk and who reads them; the dial plan last, because it asks who comes in and what is a trunk. */
const readers: readonly (readonly [name: string, read: SectionReader])[] = [
  ['pjsip.conf', readPjsip],
  ['sip.conf', readSip],
  ['iax.conf', readIax],
  ['manager.conf', readManager],
  ['http.conf', readHttp],
  ['ari.conf', readAri],
  ['asterisk.conf', readOptions],
  ['cli_permissions.conf', readCliPermissions],
  ['modules.conf', readModules],
  ['logger.conf', readLogger],
  ['rtp.conf', readRtp],
  ['voicemail.conf', readVoicemail],
  ['confbridge.conf', readConferences],
  ['meetme.conf', readMeetMe],
  ['extensions.conf', readExtensions],
]

const FOREIGN = /(?:^|\/)fail2ban\//

/** Reads what belongs to Asterisk among the files of one folder. Returns the paths that were read. */
export function readAsterisk(files: readonly ConfigFile[], to: Taking): ReadonlySet<string> {
  const read = new Set<string>()
  const own = files.filter(({ path }) => !FOREIGN.test(path))
  const folders = new Set(own.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1)))
  for (const folder of folders) {
    const gathering: Gathering = {
      drafts: to.drafts,
      told: to.told,
      scale: to.scale,
      entrances: [],
      trunks: new Set(),
    }
    for (const [name, reader] of readers) {
      const root = files.find(({ path }) => path === `${folder}${name}`)
      if (!root) continue
      const config = parseConfig(root, files)
      for (const path of config.files) read.add(path)
      to.problems.push(...config.problems)
      reader(config.sections, gathering)
    }
  }
  return read
}
