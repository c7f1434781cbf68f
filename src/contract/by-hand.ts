import { z } from 'zod'

export const ByHandGuides = z
  .object({
    products: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        steps: z.array(
          z.object({
            control: z.string(),
            do: z.array(z.string()).describe('in this order'),
            example: z.string().describe("lines to copy and change; '' when there is nothing to type"),
            caution: z.string().describe("what may go wrong; '' when nothing"),
            source: z.string().describe('the page that says so'),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ByHandGuides' })
export type ByHandGuides = z.infer<typeof ByHandGuides>

export const AttestedByHand = z
  .object({
    product: z.string().max(100).describe('id of the product'),
    control: z.string().max(100),
    account: z.string().trim().max(200).default('').describe("what it was done to; '' when to all"),
  })
  .meta({ id: 'AttestedByHand' })
export type AttestedByHand = z.infer<typeof AttestedByHand>
