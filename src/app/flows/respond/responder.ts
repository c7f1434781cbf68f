import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { type Control, isOver } from '#core/response'
import { approve, letGo } from './approve.ts'
import { contain, kept } from './contain.ts'
import { createFacts } from './guard-facts.ts'
import { notAsItShouldBe } from './not-as-it-should-be.ts'
import { type ContainRequest, createPlan } from './plan.ts'
import type { ResponsePorts } from './ports.ts'
import { previewLater } from './preview-later.ts'
import { createSettle } from './settle.ts'

export interface Responder {
  /** Changes nothing, keeps nothing. */
  plan(request: ContainRequest): Promise<readonly Control[]>
  /** Plans and keeps: somebody approves later. */
  propose(request: ContainRequest): Promise<readonly Control[]>
  /** Plans, approves and puts in force; returns when each is verified, failed, or waits for a second person. */
  contain(request: ContainRequest): Promise<readonly Control[]>
  approve(place: Place, id: string, by: string, confirmed: boolean): Promise<Control>
  undo(place: Place, id: string, by: string): Promise<Control>
  /** Wherever it is; throws `control-unknown`. */
  find(id: string): Promise<Control>
  list(place: Place | null, open: boolean): Promise<readonly Control[]>
  /** Reads beforehand what it takes to act at a place at once. */
  warm(place: Place): Promise<void>
  /** Brings every control to where it should be, once. Returns the problems nobody foresaw. */
  reconcile(): Promise<readonly unknown[]>
  /** Reads the previews that a lockdown did not wait for. */
  previewLater(): Promise<void>
}

const LISTED = 1000
const ALL = 10_000

/** Plan, preview, approve, apply, verify, expire, undo. */
export function createResponder(ports: ResponsePorts): Responder {
  const readFacts = createFacts(ports)
  const plan = createPlan(ports, readFacts)
  const settle = createSettle(ports, readFacts)

  async function settled(control: Control, begun?: () => Promise<Control>): Promise<Control> {
    return (await settle(control.id, begun)) ?? (await ports.store.find(control.id)) ?? control
  }

  async function find(id: string, place?: Place): Promise<Control> {
    const control = await ports.store.find(id)
    const here = place === undefined || (control?.customer === place.customer && control.site === place.site)
    if (control && here) return control
    throw new DomainError(
      'control-unknown',
      `There is no control ${id}${place ? ' at this site' : ''}`,
      'See ringfence controls for those there are.',
    )
  }

  return {
    plan,
    contain: (request) => contain(request, plan, settled, ports),
    async propose(request) {
      const controls = await plan(request)
      return Promise.all(controls.map((control) => kept(control, ports)))
    },
    async approve(place, id, by, confirmed) {
      const approved = await approve(await find(id, place), { by, confirmed }, ports)
      return approved.state === 'planned' ? approved : settled(approved)
    },
    async undo(place, id, by) {
      const control = await find(id, place)
      if (isOver(control.state)) return control
      return settled(await letGo(control, by, ports))
    },
    find: (id) => find(id),
    list: (place, open) => ports.store.list(place, { open, limit: LISTED }),
    async warm(place) {
      await Promise.all([readFacts(place), ports.past(place, true)])
    },
    async reconcile() {
      const open = await ports.store.list(null, { open: true, limit: ALL })
      const unsettled = await notAsItShouldBe(open, ports)
      const results = await Promise.allSettled(unsettled.map(({ id }) => settle(id)))
      return results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    },
    previewLater: async () => previewLater(await ports.store.list(null, { open: true, limit: ALL }), ports),
  }
}
