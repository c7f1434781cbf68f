import { z } from 'zod'
import { controlKinds } from './model.ts'

const Sentence = z.string().trim().min(1).max(300)

/** What people do by hand at a product that cannot be connected, a way for each control. */
export const ByHand = z.strictObject({
  name: z.string().min(1).max(100),
  steps: z
    .array(
      z.strictObject({
        control: z.enum(controlKinds),
        do: z.array(Sentence).min(1),
        /** Lines to copy and change, '' when there is nothing to type. */
        example: z.string().max(2000).default(''),
        /** What may go wrong with it. */
        caution: z.string().max(300).default(''),
        /** The page that says so. */
        source: z.url({ protocol: /^https$/ }),
      }),
    )
    .min(1)
    .refine((steps) => new Set(steps.map(({ control }) => control)).size === steps.length, {
      error: 'one way for each control',
    }),
})
export type ByHand = z.output<typeof ByHand>
