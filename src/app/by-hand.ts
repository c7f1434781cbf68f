import type { AttestedByHand, ByHandGuides } from '#contract'
import type { Act, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { ByHand } from '#core/response'
import { actOf } from './kept.ts'

/** What people do by hand where nothing can be connected, and that they say they did it. */
export interface ByHandDesk {
  guides(): Promise<ByHandGuides>
  /** Kept in the ledger, and so in the timeline of an incident that goes on. Nobody checks it. */
  attest(place: Place, done: AttestedByHand, by: string): Promise<void>
}

interface ByHandPorts {
  readonly read: () => Promise<ReadonlyMap<string, ByHand>>
  readonly record: (place: Place, act: Act) => Promise<void>
  readonly now: () => number
}

export const createByHand = ({ read, record, now }: ByHandPorts): ByHandDesk => ({
  guides: async () => ({
    products: [...(await read())].map(([id, { name, steps }]) => ({ id, name, steps })),
  }),
  async attest(place, { product, control, account }, by) {
    const guide = (await read()).get(product)
    if (!guide?.steps.some((step) => step.control === control))
      throw new DomainError(
        'guide-unknown',
        'There is no such step by hand.',
        'Choose one of those under Connect, By hand.',
      )
    await record(
      place,
      actOf(by, 'control.attested', product, { product: guide.name, control, account }, now()),
    )
  },
})
