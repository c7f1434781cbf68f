import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConfigFile, Inspector } from '#core/inventory'
import { configNames } from './config-watch.ts'
import type { Hand } from './hand.ts'
import type { Layout } from './layout.ts'

const MOST_BYTES = 8 << 20

/** The configuration in a folder that can be read from here, what else tells of it, and the phones that are registered. */
export const createInspector = (folder: string | undefined, hand: Hand, { more }: Layout): Inspector => ({
  async files() {
    const names = folder === undefined ? [] : await configNames(folder)
    const files = await Promise.all(names.map((name) => readOne(join(folder ?? '', name))))
    return [...files.filter((file) => file !== null), ...((await more?.()) ?? [])]
  },
  async registered() {
    // Without the right to ask there is a shorter list of devices, and the same audit.
    const contacts = await hand.list({ Action: 'PJSIPShowContacts' }).catch(() => [])
    return contacts.map((contact) => ({
      account: contact['Endpoint'] ?? '',
      address: contact['ViaAddr'] ?? '',
      userAgent: contact['UserAgent'] ?? '',
    }))
  },
})

/** Null: it went away meanwhile, or is no configuration. */
async function readOne(path: string): Promise<ConfigFile | null> {
  const info = await stat(path).catch(() => null)
  if (!info?.isFile() || info.size > MOST_BYTES) return null
  const text = await readFile(path, 'utf8')
  return { path, text: text.replace(/\r\n?/g, '\n'), mode: info.mode & 0o777 }
}
