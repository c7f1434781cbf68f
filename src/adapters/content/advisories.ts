import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AdvisoryBundle } from '#core/advisories'
import { DomainError } from '#core/kernel'

const BUNDLED = new URL('../../../content/advisories/advisories.json', import.meta.url)
const IMPORTED = 'advisories.json'

/** The advisories that come along. */
async function readBundledAdvisories(): Promise<AdvisoryBundle> {
  return AdvisoryBundle.parse(JSON.parse(await readFile(BUNDLED, 'utf8')))
}

/** What was imported into a data directory; null when nothing was. */
async function readImportedAdvisories(dataDir: string): Promise<AdvisoryBundle | null> {
  const path = join(dataDir, IMPORTED)
  try {
    return AdvisoryBundle.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new DomainError(
      'advisories-broken',
      `${path}: the imported advisories cannot be read`,
      'Move the file away and import again with `ringfence advisories update`.',
      error,
    )
  }
}

/** Whole or not at all. */
async function writeImportedAdvisories(dataDir: string, bundle: AdvisoryBundle): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, IMPORTED)
  await writeFile(`${path}.part`, JSON.stringify(bundle), { mode: 0o600 })
  await rename(`${path}.part`, path)
}

export const advisoryStore = {
  bundled: readBundledAdvisories,
  imported: readImportedAdvisories,
  keep: writeImportedAdvisories,
}
