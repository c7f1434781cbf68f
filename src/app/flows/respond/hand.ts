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
  /** Puts the system back as it was, and reads it back. */
  undo(): Promise<Observed>
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
  const change = changeOf(control, ports)
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
      return patient(actuator.observe(order, change))
    },
  }
}

/** The order with the time it ends by now: it may have been renewed. */
export const orderOf = ({ order, expiresAt }: Control): Order => ({
  ...order,
  ...(expiresAt === null ? {} : { until: expiresAt }),
})

export function changeOf(control: Control, { secrets }: ResponsePorts): Change {
  const opened = secrets.open(control.sealed, `control:${control.id}`)
  if (opened !== null)
    return { summary: control.summary, steps: control.steps, before: JSON.parse(opened) as unknown }
  throw new DomainError(
    'secret-key-unusable',
    'what undo needs was sealed with another key',
    'Put the key file of the data directory back from a backup.',
  )
}
