import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseYaml, readChecks, readFrameworks } from '../../src/adapters/content/index.ts'
import { renderHtml, renderPdf } from '../../src/adapters/render/index.ts'
import { auditStore } from '../../src/adapters/storage/index.ts'
import { newId, uploadsIn } from '../../src/adapters/system/index.ts'
import type { AuditPorts, Audits } from '../../src/app/audit-ports.ts'
import { workAsk, workAudit, workClose } from '../../src/app/audit-work.ts'
import { ageOf, knownAdvisories } from '../../src/app/compose-advisories.ts'
import { createAudits } from '../../src/app/saved-audits.ts'
import type { ConfigFile, Registered } from '../../src/core/inventory/index.ts'
import { ZonesFile } from '../../src/core/reach/index.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** Audits on a true database, with a clock and connected systems that the test moves; the work is done in this thread. */
export interface AuditHouse {
  readonly database: TestDatabase
  readonly audits: Audits
  readonly clock: { now: number }
  /** What the one connected system tells; null: none is connected. */
  connected: { files: readonly ConfigFile[]; registered: readonly Registered[] } | null
  /** What simulated attacks do at the site. */
  drilled: Awaited<ReturnType<AuditPorts['drilled']>>
  readonly told: Parameters<AuditPorts['tell']>[1][]
  /** Reminders of firmware. */
  readonly reminded: Parameters<AuditPorts['remind']>[1][]
  /** Sends files by their names, to the first site. */
  sent(files: Readonly<Record<string, string | Uint8Array>>): Promise<{ readonly id: string }>
  /** Files of audits that lie in the data directory. */
  left(): Promise<readonly string[]>
  close(): Promise<void>
}

export async function auditHouse(): Promise<AuditHouse> {
  const database = await testDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'rf-audits-'))
  const clock = { now: Date.parse('2026-03-10T09:00:00Z') }
  const told: AuditHouse['told'] = []
  const reminded: AuditHouse['reminded'] = []
  const house: AuditHouse = {
    database,
    clock,
    told,
    reminded,
    connected: null,
    drilled: null,
    sent: (files) =>
      house.audits.upload(
        { customer: 'default', site: 'main' },
        Object.entries(files).map(([name, content]) => ({ name, stream: bytes(Buffer.from(content)) })),
        'ada',
      ),
    left: () => readdir(join(dataDir, 'uploads')).catch(() => []),
    audits: createAudits({
      store: auditStore(database.pool),
      uploads: uploadsIn(dataDir) as AuditPorts['uploads'],
      work: (request) => workAudit({ ...request, data: dataDir }),
      ask: async (request) => workAsk(request),
      close: async (request) => workClose(request),
      inspectors: async () =>
        house.connected === null
          ? []
          : [
              {
                name: 'Asterisk 192.0.2.5',
                inspector: {
                  files: async () => house.connected?.files ?? [],
                  registered: async () => house.connected?.registered ?? [],
                },
              },
            ],
      readChecks,
      readFrameworks,
      renderHtml,
      renderPdf,
      drilled: async () => house.drilled,
      version: '1.2.3',
      async advisories() {
        const bundle = await knownAdvisories(dataDir)
        return { bundle, ageDays: ageOf(bundle) }
      },
      checkZones: (yaml) => void parseYaml(yaml, ZonesFile, 'zones.yaml'),
      tell: async (_place, news) => void told.push(news),
      remind: async (_place, late) => void reminded.push(late),
      newId,
      now: () => clock.now,
    }),
    async close() {
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return house
}

async function* bytes(content: Uint8Array) {
  yield content
}
