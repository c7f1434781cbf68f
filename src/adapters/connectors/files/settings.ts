import { z } from 'zod'

/** A folder that call records are put into, or written in. */
export const FilesSettings = z.strictObject({
  dir: z.string().startsWith('/', 'give the whole path of the folder'),
})
export type FilesSettings = z.output<typeof FilesSettings>
