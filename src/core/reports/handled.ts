import type { Money } from '#core/kernel'

interface Named {
  readonly name: string
}

/** A handled incident as the reports read it: the shape of the API's IncidentView. Times are ISO 8601 UTC. */
export interface HandledFacts {
  readonly id: string
  readonly title: string
  readonly kind: string
  readonly site: string
  readonly zone: string
  readonly state: string
  readonly severity: string
  readonly owner: Named | null
  readonly began: string
  readonly openedAt: string
  readonly openedBy: Named
  readonly closedAt: string | null
  readonly words: string
  readonly accounts: readonly string[]
  readonly sources: readonly string[]
  readonly destinations: readonly string[]
  readonly lost: { readonly low: Money; readonly likely: Money; readonly high: Money }
  readonly steps: readonly {
    readonly number: number
    readonly title: string
    readonly tasks: readonly HandledTask[]
  }[]
  readonly gates: readonly HandledGate[]
  readonly cause: { readonly cause: string; readonly text: string; readonly by: Named } | null
  readonly reconciled: {
    readonly invoice: string
    readonly matched: number
    readonly providerOnly: number
    readonly differences: number
    readonly disputed: Money
    readonly unauthorised: number
    readonly unauthorisedAmount: Money
    readonly total: Money | null
    readonly sums: readonly {
      readonly class: string
      readonly lines: number
      readonly amount: Money
      readonly disputed: Money
    }[]
  } | null
  readonly disputes: readonly {
    readonly status: string
    readonly amount: Money
    readonly note: string
    readonly at: string
  }[]
  readonly claims: readonly {
    readonly asked: Money
    readonly credited: Money
    readonly refused: Money
    readonly open: Money
  }[]
  readonly milestones: readonly {
    readonly id: string
    readonly at: string | null
    readonly lost: Money | null
  }[]
  readonly recovered: readonly { readonly title: string; readonly before: string; readonly after: string }[]
}

export interface HandledTask {
  readonly id: string
  readonly title: string
  readonly stand: string
  readonly settled: {
    readonly status: string
    readonly by: Named
    readonly at: string
    readonly note: string
  } | null
  readonly checked: { readonly done: boolean; readonly says: string } | null
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[]
}

export interface HandledGate {
  readonly title: string
  readonly satisfied: boolean
  readonly reason: string
  readonly override: {
    readonly askedBy: Named
    readonly reason: string
    readonly by: Named | null
    readonly at: string | null
  } | null
}

export interface HappenedFacts {
  readonly at: string
  readonly kind: string
  readonly title: string
  readonly detail: string
  readonly by: Named | null
  readonly pinned: boolean
}
