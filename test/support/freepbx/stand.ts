import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { createHand, type Hand } from '../../../src/adapters/connectors/asterisk/hand.ts'
import { AsteriskSettings } from '../../../src/adapters/connectors/asterisk/settings.ts'
import { freepbx } from '../../../src/adapters/connectors/freepbx/index.ts'
import type { Connection } from '../../../src/adapters/connectors/kit.ts'
import { managers } from '../asterisk/configuration.ts'
import { type Pbx, startPbx } from '../asterisk/pbx.ts'
import { freepbxFiles, generated, regenerate } from './layout.ts'
import { type FreepbxDatabase, reader, startDatabase } from './mariadb.ts'

/** A real Asterisk with the files of a FreePBX, and a real MariaDB with its tables. FreePBX itself is not there. */
export interface Stand {
  readonly pbx: Pbx
  readonly database: FreepbxDatabase
  /** A manager session that may do everything. */
  readonly look: Hand
  /** Settings that the connector asked to be kept. */
  readonly saved: Record<string, unknown>[]
  settingsOf(user: string): Record<string, unknown>
  open(user: string, given?: object, database?: object): Connection
  reopen(settings: Record<string, unknown>): Connection
  /** What stands in the owner's files, and byte for byte in those FreePBX writes. */
  files(): Record<string, string>
  /** What "Apply Config" does: the generated files are written anew, and everything is loaded again. */
  applyConfig(): Promise<void>
  /** Pastes the lines that the connector prints, and restarts the PBX. Which files they were for. */
  pasteKit(): Promise<string[]>
  close(): Promise<void>
}

const OWN = ['extensions_custom.conf', 'pjsip_custom.conf', 'manager_custom.conf']

export const random = (bytes: number): string => `new-${'x'.repeat(bytes)}`

export async function freepbxStand(): Promise<Stand> {
  let stock: Readonly<Record<string, string>> = {}
  const pbx = await startPbx({
    files: (all) => {
      stock = all
      return freepbxFiles(all)
    },
  })
  const database = await startDatabase(pbx.block.address(3))
  const at = { host: pbx.address, port: 5038 }
  const look = createHand(
    AsteriskSettings.parse({ ...at, user: 'all', secret: managers['all']?.secret }),
    () => undefined,
  )
  const opened: Connection[] = []
  const saved: Stand['saved'] = []
  let kept = ''
  const cursor = {
    read: async () => kept,
    write: async (text: string) => {
      kept = text
    },
  }
  const reopen = (settings: Record<string, unknown>): Connection => {
    const connection = freepbx.open(freepbx.parse(settings), {
      now: Date.now,
      random,
      saveSettings: async (next) => void saved.push(next),
      cursor,
    })
    opened.push(connection)
    return connection
  }
  const settingsOf = (user: string, db: object = {}) => ({
    ...at,
    user,
    secret: managers[user]?.secret,
    database: { host: database.host, ...reader, ...db },
  })
  const text = (name: string): string => readFileSync(join(pbx.dir, 'etc', name), 'utf8')
  return {
    pbx,
    database,
    look,
    saved,
    reopen,
    settingsOf,
    open: (user, given = {}, db = {}) => reopen({ ...settingsOf(user, db), ...given }),
    files: () =>
      Object.fromEntries([
        ...OWN.map((name) => [name, meaning(text(name))]),
        ...Object.keys(generated(stock)).map((name) => [name, text(name)]),
      ]),
    async applyConfig() {
      regenerate(pbx, generated(stock))
      await look.act({ Action: 'Reload' })
      // It loads one module after another.
      await expect
        .poll(() => look.list({ Action: 'PJSIPShowEndpoints' }).then((all) => all.length), {
          timeout: 20_000,
        })
        .toBeGreaterThan(0)
      await sleep(500)
    },
    async pasteKit() {
      const { paste } = await reopen(settingsOf('ringfence')).check()
      const parts = paste
        .split(/^; (?=\w+\.conf:)/m)
        .map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf('\n') + 1)] as const)
        .filter(([name]) => name.endsWith('.conf'))
      for (const [name, lines] of parts)
        writeFileSync(join(pbx.dir, 'etc', name), OWN.includes(name) ? `${text(name)}\n${lines}` : lines)
      await pbx.restart()
      return parts.map(([name]) => name)
    },
    async close() {
      for (const connection of opened) await connection.close()
      look.close()
      await database.remove()
      await pbx.remove()
    },
  }
}

/** Without what UpdateConfig does to spaces and its header. */
const meaning = (text: string): string =>
  text
    .split('\n')
    .filter((one) => !one.startsWith(';') && one.trim() !== '')
    .map((one) =>
      one
        .trim()
        .replace(/\s*=>?\s*/, '=')
        .replace(/^same=/, 'exten='),
    )
    .join('\n')
