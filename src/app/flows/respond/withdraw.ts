import { type Control, type Ending, isMomentary } from '#core/response'
import { book, textOf } from './book.ts'
import type { ReadFacts } from './guard-facts.ts'
import { handOf } from './hand.ts'
import type { ResponsePorts } from './ports.ts'

/** Puts the system back as it was, and only then says that the control is over. */
export async function withdraw(
  control: Control,
  ports: ResponsePorts,
  readFacts: ReadFacts,
): Promise<Control> {
  const ending: Ending = control.ending ?? 'undone'
  const reason = ending === 'failed' ? (control.error ?? '') : ''
  try {
    if (leavesTraces(control)) await putBack(control, ports, readFacts)
    return await book(ports, control, ending, { verified: false, error: reason === '' ? null : reason })
  } catch (error) {
    const problem = `not yet put back: ${textOf(error)}`
    // Told once, not with every try.
    if (control.error?.endsWith(problem)) return control
    return book(ports, control, null, { error: [reason, problem].filter(Boolean).join('; ') })
  }
}

const leavesTraces = ({ state, order, undoable }: Control): boolean =>
  state !== 'planned' && state !== 'approved' && undoable && !isMomentary(order.kind)

async function putBack(control: Control, ports: ResponsePorts, readFacts: ReadFacts): Promise<void> {
  await (await handOf(control, ports, readFacts)).undo()
}
