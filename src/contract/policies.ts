import { z } from 'zod'
import { Containment } from '#core/kernel'

export const PolicyView = z
  .object({
    policy: Containment.describe('with everything filled in that is not written'),
    written: z.boolean().describe('false: the site has the policy that comes along'),
  })
  .meta({ id: 'PolicyView' })
export type PolicyView = z.infer<typeof PolicyView>

export const PolicyChange = Containment.meta({ id: 'PolicyChange' })
