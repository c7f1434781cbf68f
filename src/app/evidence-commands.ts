import { open, readFile, rename } from 'node:fs/promises'
import { hostname, userInfo } from 'node:os'
import { z } from 'zod'
import type { BundleMade, BundleVerified } from '#contract'
import { DomainError } from '#core/kernel'
import { checkBundle, makeBundle } from './bundles.ts'
import { type DataOption, dataFolder } from './compose.ts'
import { evidenceKeyIn, evidenceVerifier, readStamp, withEvidence } from './compose-evidence.ts'

// What the command line asks for around evidence.

const systemActor = (): string => `system:${userInfo().username}@${hostname()}`

/**
 * Writes everything of an incident into one signed file, whole and on the disk or not at all. `redact` names the file for what opens the
 * withheld texts; it is written first, for without it nobody could ever show them.
 */
export function bundle(
  incident: string,
  file: string,
  { redact, ...options }: DataOption & { readonly redact?: string | undefined },
): Promise<BundleMade> {
  return withEvidence(options, systemActor(), async (tools) => {
    const { archive, openings, made } = await makeBundle(incident, tools, redact !== undefined)
    if (redact !== undefined) await writeWhole(redact, `${JSON.stringify(openings, null, 2)}\n`)
    await writeWhole(file, archive)
    return { ...made, file }
  })
}

async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const part = `${file}.part-${process.pid}`
  const handle = await open(part, 'w', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(part, file)
}

/** Checks a bundle: no database, no network, no data directory. */
export async function verify(
  file: string,
  options: { key?: string | undefined; openings?: string | undefined; tsaCa?: string | undefined },
): Promise<BundleVerified> {
  const archive = await bytesOf(file)
  const key = options.key === undefined ? null : (await bytesOf(options.key)).toString('utf8')
  const roots = options.tsaCa === undefined ? null : (await bytesOf(options.tsaCa)).toString('utf8')
  const verifier = { ...evidenceVerifier, readStamp: (token: Uint8Array) => readStamp(token, roots) }
  return checkBundle(archive, key, verifier, await openingsOf(options.openings))
}

const Openings = z.array(
  z.object({ path: z.string(), pointer: z.string(), salt: z.string(), text: z.string() }),
)

async function openingsOf(file: string | undefined): Promise<z.output<typeof Openings>> {
  if (file === undefined) return []
  const text = (await bytesOf(file)).toString('utf8')
  try {
    return Openings.parse(JSON.parse(text))
  } catch (cause) {
    throw new DomainError(
      'openings-invalid',
      `${file}: this is no list of openings`,
      'Give the file that `bundle --redact` wrote, or those of its entries that you were shown.',
      cause,
    )
  }
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
