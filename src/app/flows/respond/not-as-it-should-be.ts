import { type Control, isMomentary, type Observed } from '#core/response'
import { textOf } from './book.ts'
import { isDue } from './due.ts'
import { giveUpAfter } from './give-up.ts'
import { changeOf, orderOf, PATIENCE } from './hand.ts'
import type { Hand, ResponsePorts } from './ports.ts'

/**
 * Those of the controls that something must be done about. Nothing is locked or written for the others, and of each system what
 * its controls share is read once: a site with hundreds in force must not make the next one wait.
 */
export async function notAsItShouldBe(
  open: readonly Control[],
  ports: ResponsePorts,
): Promise<readonly Control[]> {
  const now = ports.now()
  const standing = (one: Control): boolean =>
    !isDue(one, now) && (one.state === 'in-force' || one.state === 'drifted')
  const waiting = (one: Control): boolean => one.state === 'planned' && !isDue(one, now)
  const held = open.filter((one) => standing(one) && !isMomentary(one.order.kind))
  const checked = await Promise.all([...bySystem(held).values()].map((list) => unlikeAtSystem(list, ports)))
  return [...open.filter((one) => !standing(one) && !waiting(one)), ...checked.flat()]
}

function bySystem(controls: readonly Control[]): Map<string, Control[]> {
  const systems = new Map<string, Control[]>()
  for (const control of controls) {
    const list = systems.get(control.connection) ?? []
    systems.set(control.connection, list)
    list.push(control)
  }
  return systems
}

async function unlikeAtSystem(controls: readonly Control[], ports: ResponsePorts): Promise<Control[]> {
  const [first] = controls
  const hand = first && (await ports.hands(first)).find(({ id }) => id === first.connection)
  if (!hand) return controls.filter(({ state }) => state === 'in-force')
  const actuator = hand.actuator.round?.() ?? hand.actuator
  const as = await Promise.all(controls.map((control) => isAsRecorded(control, { ...hand, actuator }, ports)))
  return controls.filter((_, n) => !as[n])
}

/** Still in force and known to be, or still not to be seen for the reason that is known. */
async function isAsRecorded(
  control: Control,
  { actuator }: { readonly actuator: Pick<Hand['actuator'], 'observe'> },
  ports: ResponsePorts,
): Promise<boolean> {
  const order = orderOf(control)
  const seen: Observed | Error = await Promise.resolve()
    .then(() =>
      giveUpAfter(PATIENCE, order.kind, actuator.observe(order, changeOf(control, ports)), ports.sleep),
    )
    .catch((error: Error) => error)
  if (seen instanceof Error) return control.state === 'drifted' && control.error === textOf(seen)
  return seen === 'in-force' && control.state === 'in-force'
}
