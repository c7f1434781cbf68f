import { join } from 'node:path'
import * as content from '../adapters/content/index.ts'
import * as system from '../adapters/system/index.ts'
import { type DataOption, dataFolder } from './compose.ts'
import {
  exportPlaybook,
  type Imported,
  importPlaybook,
  listPlaybooks,
  type PlaybookTools,
  showPlaybook,
} from './playbooks.ts'

const FOLDER = 'playbooks'

/** The playbooks that come along and those of a data directory; no database is needed. */
export function playbooks({ data }: DataOption) {
  const dataDir = dataFolder({ data })
  const folder = join(dataDir, FOLDER)
  const tools: PlaybookTools = {
    read: () => content.readPlaybooks(folder),
    async keep(stored) {
      await system.prepareDataDir(dataDir)
      return content.keepPlaybook(folder, stored)
    },
    readText: content.readUserText,
    idOf: system.idOf,
  }
  return {
    list: () => listPlaybooks(tools),
    show: (id: string) => showPlaybook(id, tools),
    export: (id: string) => exportPlaybook(id, tools),
    import: (file: string): Promise<Imported> => importPlaybook(file, tools),
  }
}
