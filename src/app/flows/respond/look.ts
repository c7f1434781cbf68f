import type { Control } from '#core/response'
import { book, textOf } from './book.ts'
import type { ReadFacts } from './guard-facts.ts'
import { handOf } from './hand.ts'
import type { ResponsePorts } from './ports.ts'

/** Is it still in force? If not, that is said, and it is put in force again. */
export async function look(control: Control, ports: ResponsePorts, readFacts: ReadFacts): Promise<Control> {
  let latest = control
  const back = (): Promise<Control> =>
    book(ports, latest, 'verified', { verified: true, verifiedAt: ports.now(), error: null })
  try {
    const hand = await handOf(control, ports, readFacts)
    const seen = await hand.observe()
    if (seen === 'in-force') return control.state === 'in-force' ? control : await back()
    latest = await drifted(
      control,
      seen === 'partly' ? 'was not wholly in force at the system' : 'was no longer in force at the system',
      ports,
    )
    return (await hand.apply()) === 'in-force' ? await back() : latest
  } catch (error) {
    return drifted(latest, textOf(error), ports)
  }
}

/** Told once, not with every look. */
async function drifted(control: Control, error: string, ports: ResponsePorts): Promise<Control> {
  if (control.state === 'drifted' && control.error === error) return control
  return book(ports, control, 'drift', { verified: false, error })
}
