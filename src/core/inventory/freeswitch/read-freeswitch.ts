import type { ConfigFile } from '../model.ts'
import { type Element, elements, scanXml } from '../scan-xml.ts'
import type { Taking } from '../taking.ts'
import { readDialPlan } from './contexts.ts'
import { readDirectory } from './directory.ts'
import { readProfiles } from './profiles.ts'
import { readVariables } from './settings.ts'
import { readSockets } from './sockets.ts'

const OURS = /X-PRE-PROCESS|<(?:user|profile|configuration|include|extension|domain|section|list)\b/

/** The XML tree of a FreeSWITCH: its files are read one by one, since each stands for itself save for the variables. */
export function readFreeswitch(files: readonly ConfigFile[], to: Taking): ReadonlySet<string> {
  const own = files.filter(
    ({ path, text }) => /\.xml$/i.test(path) && OURS.test(text) && !/<(?:pfsense|opnsense)\b/.test(text),
  )
  const roots = own.map(({ path, text }) => scanXml(text, path)).filter(isFreeswitch)
  if (roots.length === 0) return new Set()
  const variables = readVariables(own)
  readDirectory(roots, variables, to)
  readProfiles(roots, variables, to)
  readDialPlan(roots, variables, to)
  readSockets(roots, variables, to)
  return new Set(roots.map(({ file }) => file))
}

function isFreeswitch(root: Element): boolean {
  return [
    'X-PRE-PROCESS',
    'user',
    'profile',
    'gateway',
    'configuration',
    'settings',
    'context',
    'extension',
  ].some((name) => elements(root, name).next().value !== undefined)
}
