import { z } from 'zod'

/** What a person gives when connecting. Strict: a misspelt option is an error that names it. A member that ends in Secret is sealed. */
export const ExampleSettings = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535),
  keySecret: z.string().min(1),
})
export type ExampleSettings = z.output<typeof ExampleSettings>
