import { type Control, isMomentary, isOver } from '#core/response'
import { book } from './book.ts'
import { isDue } from './due.ts'
import type { ReadFacts } from './guard-facts.ts'
import { look } from './look.ts'
import type { ResponsePorts } from './ports.ts'
import { putInForce } from './put-in-force.ts'
import { withdraw } from './withdraw.ts'

/**
 * Brings one control to where it should be, from wherever it is: puts it in force, reads it back, ends it when it is due, finishes
 * what was broken off. The only way anything is done to a PBX, so that a control just approved and one found after a crash go the
 * same way. Returns the control as it stands then; null when another process is at it.
 */
export type Settle = (id: string, begun?: () => Promise<Control>) => Promise<Control | null>

export function createSettle(ports: ResponsePorts, readFacts: ReadFacts): Settle {
  return (id, begun) =>
    ports.store.exclusively(id, async () => {
      const control = begun ? await begun() : await ports.store.find(id)
      return control === null || isOver(control.state) ? control : settle(control, ports, readFacts)
    })
}

async function settle(given: Control, ports: ResponsePorts, readFacts: ReadFacts): Promise<Control> {
  const now = ports.now()
  if (given.state === 'planned') {
    return isDue(given, now) ? book(ports, given, 'undone', { ending: 'undone' }) : given
  }
  const control =
    given.ending === null && isDue(given, now) ? await book(ports, given, null, { ending: 'expired' }) : given
  if (control.ending !== null) return withdraw(control, ports, readFacts)
  if (control.state === 'approved')
    return putInForce(await book(ports, control, 'apply', {}), ports, readFacts)
  if (control.state === 'applying') return putInForce(control, ports, readFacts)
  return isMomentary(control.order.kind) ? control : look(control, ports, readFacts)
}
