import type { Act } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { advance, type Control, type ControlEvent, type ControlPatch } from '#core/response'
import type { ResponsePorts } from './ports.ts'

const words: Readonly<Record<string, string>> = {
  apply: 'control.applying',
  verified: 'control.in-force',
  drift: 'control.drifted',
}

/** Writes a step down, with its entry in the ledger. Somebody who was faster ends the work: it goes on from there next time. */
export async function book(
  { store, now }: Pick<ResponsePorts, 'store' | 'now'>,
  control: Control,
  event: ControlEvent | null,
  patch: ControlPatch,
): Promise<Control> {
  const state = event === null ? control.state : advance(control.state, event)
  const what = event ?? (patch.ending ? 'ending' : 'noted')
  const next = await store.step(
    control,
    { ...patch, state },
    actOf(control, what, patch.error ?? null, now()),
  )
  if (next) return next
  throw new DomainError(
    'control-state',
    `Control ${control.id} was changed by somebody else meanwhile`,
    'Look at it again: ringfence controls.',
  )
}

function actOf(control: Control, what: string, error: string | null, at: number): Act {
  const { kind, target } = control.order
  return {
    actor: 'system:reconciler',
    action: words[what] ?? `control.${what}`,
    subject: control.id,
    detail: { kind, target, connection: control.connection, ...(error === null ? {} : { error }) },
    at,
  }
}

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
