import { randomBytes } from 'node:crypto'
import * as storage from '../adapters/storage/index.ts'
import * as system from '../adapters/system/index.ts'
import type { BundleTools } from './bundles.ts'
import { type DataOption, openData } from './compose.ts'

// What evidence is made with, constructed.

export const { evidenceVerifier, readStamp, vaultIn } = system

/** Everything a bundle is made of and by, while the work lasts. */
export async function withEvidence<T>(
  options: DataOption,
  actor: string,
  work: (tools: BundleTools) => Promise<T>,
): Promise<T> {
  const { database, dataDir, lost } = await openData(options, 'visitor')
  try {
    const uploads = system.uploadsIn(dataDir)
    return await work({
      store: storage.evidenceStore(database.pool),
      vault: system.vaultIn(dataDir),
      readUpload: (investigation, sha256) => system.readWhole(uploads.path(investigation, sha256), sha256),
      key: await system.openEvidenceKey(dataDir),
      lost: [...lost],
      verifier: system.evidenceVerifier,
      actor,
      now: system.systemClock,
      newSalt: () => randomBytes(32).toString('hex'),
    })
  } finally {
    await database.close()
  }
}

/** The key of a data directory; no database is needed. */
export async function evidenceKeyIn(dataDir: string): Promise<string> {
  return (await system.openEvidenceKey(await system.prepareDataDir(dataDir))).publicText
}
