import { z } from 'zod'
import { DomainError } from '#core/kernel'
import {
  type Change,
  type ClearedOrder,
  type Control,
  clear,
  type Observed,
  type Order,
} from '#core/response'
import { giveUpAfter } from './give-up.ts'
import { guardFacts, othersAtWork, type ReadFacts } from './guard-facts.ts'
import type { ResponsePorts } from './ports.ts'

export const PATIENCE = 10_000

/** What can be done about one control at its system; each gives up after 10 s. */
export interface ControlHand {
  /** Clears the order with the facts of now, applies it and reads it back. */
  apply(): Promise<Observed>
  observe(): Promise<Observed>
  /** Puts the system back as it was; throws `control-remains` when more of it is still read back than stood before. */
  undo(): Promise<void>
}

export async function handOf(
  control: Control,
  ports: ResponsePorts,
  readFacts: ReadFacts,
): Promise<ControlHand> {
  const order = orderOf(control)
  const hand = (await ports.hands(control)).find(({ id }) => id === control.connection)
  if (!hand)
    throw new DomainError(
      'connection-gone',
      'the connection it works through was removed',
      'Connect the system again, or undo by hand what the control lists.',
    )
  const { actuator } = hand
  const { stoodBefore, ...change } = changeOf(control, ports)
  const patient = <T>(task: Promise<T>): Promise<T> =>
    giveUpAfter(PATIENCE, `${order.kind} ${order.target}`.trim(), task, ports.sleep)

  async function cleared(): Promise<ClearedOrder> {
    const facts = await readFacts(control, order.kind === 'hangup')
    const open = await othersAtWork(control, [order.kind], ports)
    return clear(order, guardFacts(facts, control, open))
  }

  return {
    async apply() {
      await patient(actuator.apply(await cleared(), change))
      return patient(actuator.observe(order, change))
    },
    observe: () => patient(actuator.observe(order, change)),
    async undo() {
      await patient(actuator.undo(order, change))
      const seen = await patient(actuator.observe(order, change))
      if (STANDS.indexOf(seen) <= STANDS.indexOf(stoodBefore)) return
      throw new DomainError(
        'control-remains',
        'it was undone, but reading it back still shows it',
        'Look at the system itself; Ringfence tries again by itself.',
      )
    },
  }
}

/** The order with the time it ends by now: it may have been renewed. */
export const orderOf = ({ order, expiresAt }: Control): Order => ({
  ...order,
  ...(expiresAt === null ? {} : { until: expiresAt }),
})

/** A change, and how far what it does stood already, by somebody else: undone, that stands on. */
export interface KeptChange extends Change {
  readonly stoodBefore: Observed
}

const STANDS = ['absent', 'partly', 'in-force'] as const satisfies readonly Observed[]
const Kept = z.object({ before: z.unknown(), stoodBefore: z.enum(STANDS) })

/** What `changeOf` reads. */
export const sealedChange = ({ before }: Change, stoodBefore: Observed): string =>
  JSON.stringify({ before: before ?? null, stoodBefore })

export function changeOf(control: Control, { secrets }: ResponsePorts): KeptChange {
  const { summary, steps } = control
  const opened = secrets.open(control.sealed, `control:${control.id}`)
  if (opened !== null) {
    const kept = Kept.safeParse(JSON.parse(opened))
    // Controls of an earlier version kept what they need for undoing, and nothing around it.
    return kept.success
      ? { summary, steps, before: kept.data.before, stoodBefore: kept.data.stoodBefore }
      : { summary, steps, before: JSON.parse(opened) as unknown, stoodBefore: 'absent' }
  }
  throw new DomainError(
    'secret-key-unusable',
    'what undo needs was sealed with another key',
    'Put the key file of the data directory back from a backup.',
  )
}
