import { z } from 'zod'

// A backup is a gzipped tar: header.json, tables/<name>/<part>.copy in an order that can be loaded, files/<path>, and last
// manifest.json with a hash of everything, whose absence shows a backup that was cut off.

const Hashed = z.object({ rows: z.number().int().optional(), bytes: z.number().int(), sha256: z.string() })

export const BackupHeader = z.object({
  format: z.literal('ringfence-backup'),
  formatVersion: z.literal(1),
  /** Number of the newest migration the data has seen. */
  schema: z.number().int(),
  createdAt: z.string(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** First instants of the months that have a partition of `call`. */
  callMonths: z.array(z.string()),
})
export type BackupHeader = z.infer<typeof BackupHeader>

export const BackupManifest = z.object({
  tables: z.record(z.string(), Hashed),
  files: z.record(z.string(), Hashed),
})
export type BackupManifest = z.infer<typeof BackupManifest>

/** Everything about the place a backup is made of or restored into. */
export interface Keep {
  readonly dataDir: string
  /** Files and folders of the data directory that belong to the data. */
  readonly kept: readonly string[]
}
