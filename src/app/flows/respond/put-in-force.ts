import { DomainError } from '#core/kernel'
import type { Control } from '#core/response'
import { book, textOf } from './book.ts'
import type { ReadFacts } from './guard-facts.ts'
import { handOf } from './hand.ts'
import type { ResponsePorts } from './ports.ts'
import { withdraw } from './withdraw.ts'

const TRIES = 3

/** Applies a control and reads it back; when that does not succeed, puts the system back as it was. */
export async function putInForce(
  control: Control,
  ports: ResponsePorts,
  readFacts: ReadFacts,
): Promise<Control> {
  const error = await attempts(control, ports, readFacts)
  if (error === null)
    return book(ports, control, 'verified', { verified: true, verifiedAt: ports.now(), error })
  return withdraw(await book(ports, control, null, { ending: 'failed', error }), ports, readFacts)
}

/** Null when it is in force and has been read back, else what went wrong. A guard's refusal is not tried again. */
async function attempts(
  control: Control,
  ports: ResponsePorts,
  readFacts: ReadFacts,
): Promise<string | null> {
  let problem = ''
  for (let n = 1; n <= TRIES; n++) {
    if (n > 1) await ports.sleep(200 * n)
    try {
      const hand = await handOf(control, ports, readFacts)
      if ((await hand.apply()) === 'in-force') return null
      problem = 'it was applied, but reading it back does not show it in force'
    } catch (error) {
      problem = textOf(error)
      if (error instanceof DomainError && error.code.startsWith('guard-')) return problem
    }
  }
  return problem
}
