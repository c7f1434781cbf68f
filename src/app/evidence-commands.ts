import { open, readFile, rename } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import type { BundleMade, BundleVerified } from '#contract'
import { DomainError } from '#core/kernel'
import { checkBundle, makeBundle } from './bundles.ts'
import { type DataOption, dataFolder } from './compose.ts'
import { evidenceKeyIn, evidenceVerifier, withEvidence } from './compose-evidence.ts'

// What the command line asks for around evidence.

const systemActor = (): string => `system:${userInfo().username}@${hostname()}`

/** Writes everything of an incident into one signed file, whole and on the disk or not at all. */
export function bundle(incident: string, file: string, options: DataOption): Promise<BundleMade> {
  return withEvidence(options, systemActor(), async (tools) => {
    const { archive, made } = await makeBundle(incident, tools)
    const part = `${file}.part-${process.pid}`
    const handle = await open(part, 'w', 0o600)
    try {
      await handle.writeFile(archive)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, file)
    return { ...made, file }
  })
}

/** Checks a bundle: no database, no network, no data directory. */
export async function verify(file: string, options: { key?: string | undefined }): Promise<BundleVerified> {
  const archive = await bytesOf(file)
  const key = options.key === undefined ? null : (await bytesOf(options.key)).toString('utf8')
  return checkBundle(archive, key, evidenceVerifier)
}

/** The public key that verifies what this data directory signs, made at first need. */
export const publicKey = (options: DataOption): Promise<string> => evidenceKeyIn(dataFolder(options))

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT')
      throw new DomainError(
        'file-not-found',
        `${file}: there is no such file`,
        'Check the path and its spelling.',
        cause,
      )
    throw new DomainError(
      'file-unreadable',
      `${file}: cannot be read (${code ?? String(cause)})`,
      'Give the path of a file below 2 GiB that this user may read.',
      cause,
    )
  }
}
