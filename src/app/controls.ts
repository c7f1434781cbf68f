import type { z } from 'zod'
import type { ContainBody, Controls as ControlsJson, ControlView } from '#contract'
import type { Place } from '#core/incidents'
import type { Control } from '#core/response'
import type { ContainRequest } from './flows/respond/plan.ts'
import type { Responder } from './flows/respond/responder.ts'

type Wanted = z.infer<typeof ContainBody>

/** Controls as the faces see them: the public shapes. */
export interface Controls {
  /** Changes nothing, keeps nothing. */
  plan(place: Place, body: Wanted, by: string): Promise<ControlsJson>
  /** Keeps the plan for somebody to approve. */
  propose(place: Place, body: Wanted, by: string): Promise<ControlsJson>
  /** Returns when each is verified, failed, or waits for another person. */
  contain(place: Place, body: Wanted, by: string): Promise<ControlsJson>
  /** Wherever it is. */
  find(id: string): Promise<ControlView>
  approve(place: Place, id: string, by: string, confirmed: boolean): Promise<ControlView>
  undo(place: Place, id: string, by: string): Promise<ControlView>
  /** Newest first; of every site when there is no place. `open`: only what is not over. */
  list(place: Place | null, open: boolean): Promise<ControlsJson>
}

export function createControls(responder: Responder): Controls {
  const many = async (controls: Promise<readonly Control[]>): Promise<ControlsJson> => ({
    controls: (await controls).map(viewOf),
  })
  return {
    plan: (place, body, by) => many(responder.plan(requestOf(place, body, by))),
    propose: (place, body, by) => many(responder.propose(requestOf(place, body, by))),
    contain: (place, body, by) => many(responder.contain(requestOf(place, body, by))),
    approve: async (place, id, by, confirmed) => viewOf(await responder.approve(place, id, by, confirmed)),
    undo: async (place, id, by) => viewOf(await responder.undo(place, id, by)),
    find: async (id) => viewOf(await responder.find(id)),
    list: (place, open) => many(responder.list(place, open)),
  }
}

const requestOf = ({ customer, site }: Place, body: Wanted, by: string): ContainRequest => ({
  customer,
  site,
  accounts: unique(body.accounts),
  prefixes: unique(body.prefixes),
  ips: unique(body.ips),
  international: body.international,
  lockdown: body.lockdown,
  others: body.others,
  lastsMs: body.lastsSeconds * 1000,
  reason: body.reason,
  confirmed: body.confirmEmergencyRisk,
  automatic: false,
  by,
})

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]
const iso = (at: number): string => new Date(at).toISOString()

function viewOf(control: Control): ControlView {
  const { order, preview, approvals, lastsMs, expiresAt } = control
  return {
    id: control.id,
    kind: order.kind,
    target: order.target,
    // What could not be put in force is failed, also while the rest of it is still being put back.
    state: control.ending === 'failed' ? 'failed' : control.state,
    verified: control.verified,
    expiresAt: expiresAt === null ? null : iso(expiresAt),
    preview: preview && {
      ...preview,
      hit: preview.hit.map((call) => ({ ...call, startedAt: iso(call.startedAt) })),
    },
    customer: control.customer,
    site: control.site,
    connection: control.connection,
    summary: control.summary,
    steps: [...control.steps],
    risk: control.risk,
    undoable: control.undoable,
    ending: control.ending,
    error: control.error,
    automatic: control.automatic,
    requestedBy: control.requestedBy,
    reason: control.reason,
    approvals: approvals.map(({ by, at }) => ({ by, at: iso(at) })),
    approvalsNeeded: control.approvalsNeeded,
    createdAt: iso(control.createdAt),
    lastsSeconds: lastsMs === null ? null : lastsMs / 1000,
  }
}
