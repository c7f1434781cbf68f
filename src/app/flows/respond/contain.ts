import { DomainError } from '#core/kernel'
import { type Control, isMomentary } from '#core/response'
import { approve, begin, isApprovedBy, keep, letGo } from './approve.ts'
import type { ContainRequest, Plan } from './plan.ts'
import type { ResponsePorts } from './ports.ts'

/** Settles a control, or says how it stands when another process does; `begun`: writes it down first, under the same lock. */
export type Settled = (control: Control, begun?: () => Promise<Control>) => Promise<Control>

/** Plans, approves and puts in force, all at once; what ends calls in progress comes after what stops calls to come. */
export async function contain(
  request: ContainRequest,
  plan: Plan,
  settled: Settled,
  ports: ResponsePorts,
): Promise<readonly Control[]> {
  const controls = await plan(request)
  const run = (list: readonly Control[]): Promise<Control[]> =>
    Promise.all(list.map((control) => carryOut(control, request, settled, ports)))
  const stopping = await run(controls.filter(({ order }) => !isMomentary(order.kind)))
  const ending = await run(controls.filter(({ order }) => isMomentary(order.kind)))
  return [...stopping, ...ending]
}

/** What stands at the place already was planned before. */
const isNew = async (control: Control, { store }: ResponsePorts): Promise<boolean> =>
  control.revision === 0 && (isMomentary(control.order.kind) || !(await store.find(control.id)))

/** A planned control is kept, so that it can be approved; a refused one too, with why. One that was there already stays. */
export async function kept(control: Control, ports: ResponsePorts): Promise<Control> {
  if (await isNew(control, ports)) await keep(control, ports)
  return control
}

async function carryOut(
  control: Control,
  { by, confirmed }: ContainRequest,
  settled: Settled,
  ports: ResponsePorts,
): Promise<Control> {
  const approval = { by, confirmed }
  const atOnce = isApprovedBy(approval, control) && (await isNew(control, ports))
  const stored = atOnce ? control : await kept(control, ports)
  if (stored.state === 'failed') return stored
  try {
    if (atOnce) return await settled(control, () => begin(control, approval, ports))
    const approved = await approve(stored, approval, ports)
    return approved.state === 'planned' ? approved : await settled(approved)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (stored.state === 'planned' && !atOnce) await settled(await letGo(stored, by, ports))
    return { ...stored, state: 'failed', error: `${error.message}. ${error.remedy}` }
  }
}
