import type { Act } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { advance, type Control } from '#core/response'
import type { ResponsePorts } from './ports.ts'

export interface Approval {
  readonly by: string
  readonly confirmed: boolean
}

/** Keeps a planned control, so that it can be approved; a refused one is kept too, with why. */
export const keep = (control: Control, { store, now }: ResponsePorts): Promise<void> => {
  const what = control.state === 'failed' ? 'control.failed' : 'control.planned'
  return store.add(control, [act(control, what, control.requestedBy, now())])
}

/** Whether whoever asks for it is enough to approve it, and nothing is left to be asked. */
export const isApprovedBy = ({ confirmed }: Pick<Approval, 'confirmed'>, control: Control): boolean =>
  control.state === 'planned' && control.approvalsNeeded <= 1 && (control.risk === null || confirmed)

/** Planned, approved and about to be applied, written down at once: while money runs out, each writing is a while in which it does. */
export async function begin(
  control: Control,
  { by, confirmed }: Approval,
  { store, now }: ResponsePorts,
): Promise<Control> {
  const at = now()
  const begun: Control = {
    ...control,
    state: advance(advance(control.state, 'approve'), 'apply'),
    approvals: [{ by, at }],
    confirmed: control.confirmed || confirmed,
    expiresAt: control.lastsMs === null ? null : at + control.lastsMs,
  }
  await store.add(begun, [
    act(control, 'control.planned', control.requestedBy, at),
    act(control, 'control.approved', by, at),
    act(control, 'control.applying', 'system:reconciler', at),
  ])
  return begun
}

/**
 * Writes an approval down. When enough people have, the control is approved, and its time begins. One person counts once.
 * What is in force already lasts longer by it.
 */
export async function approve(
  control: Control,
  { by, confirmed }: Approval,
  ports: ResponsePorts,
): Promise<Control> {
  const { store, now } = ports
  const at = now()
  const expiresAt = control.lastsMs === null ? null : at + control.lastsMs
  if (control.state !== 'planned') {
    if (expiresAt === null || control.ending !== null) return control
    return written(await store.step(control, { expiresAt }, act(control, 'control.renewed', by, at)), control)
  }
  if (control.risk !== null && !confirmed)
    throw new DomainError(
      'guard-confirmation',
      `${control.risk}: it wants a typed confirmation`,
      'Read what it does, then repeat it with --confirm-emergency-risk.',
    )
  const approvals = [...control.approvals.filter((each) => each.by !== by), { by, at }]
  const enough = approvals.length >= control.approvalsNeeded
  const patch = { approvals, confirmed: control.confirmed || confirmed }
  const step = enough
    ? store.step(
        control,
        { ...patch, state: advance(control.state, 'approve'), expiresAt },
        act(control, 'control.approved', by, at),
      )
    : store.step(control, patch, act(control, 'control.seconded', by, at))
  return written(await step, control)
}

/** Says that a control is to end; settling it does the work. */
export async function letGo(control: Control, by: string, { store, now }: ResponsePorts): Promise<Control> {
  if (control.ending !== null) return control
  const patch = { ending: 'undone' as const }
  return written(await store.step(control, patch, act(control, 'control.undo-asked', by, now())), control)
}

function written(next: Control | null, control: Control): Control {
  if (next) return next
  throw new DomainError(
    'control-state',
    `Control ${control.id} was changed by somebody else meanwhile`,
    'Look at it again: ringfence controls.',
  )
}

function act(control: Control, action: string, actor: string, at: number): Act {
  const { kind, target } = control.order
  const { connection, reason, steps, error, automatic } = control
  return {
    actor,
    action,
    subject: control.id,
    detail: { kind, target, connection, reason, steps, automatic, ...(error === null ? {} : { error }) },
    at,
  }
}
