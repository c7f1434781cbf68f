import type { Position } from './model.ts'

export interface Witness {
  readonly family: 4 | 6
  readonly src: string
  readonly dst: string
  readonly proto: string
  readonly sport: number | null
  readonly dport: number | null
  readonly icmpType: number | null
  readonly inInterface: string | null
  readonly outInterface: string | null
}

export interface Deciding extends Position {
  readonly rule: string
  readonly firewall: string
  readonly chain: string
  readonly does: 'accepts' | 'drops' | 'translates'
}

/** A step of the witness on its way. */
export interface PathStep extends Position {
  readonly firewall: string
  readonly chain: string
  readonly rule: string
  readonly does: string
}

/** Packets that pass: a value of null leaves that header free. */
export interface PassingBox {
  readonly proto: string | null
  readonly src: string | null
  readonly dst: string | null
  readonly dport: string | null
  readonly sport: string | null
  readonly icmpType: string | null
  readonly inInterface: string | null
}

export interface Answer {
  readonly answer: 'always' | 'never' | 'conditional'
  /** A packet that passes; of `never` one that does not. */
  readonly witness: Witness | null
  /** Of the witness first, the rule that decides it at the head; then what decides the rest of the question. */
  readonly decidedBy: readonly Deciding[]
  readonly path: readonly PathStep[]
  /** One sentence when conditional, else null. */
  readonly condition: string | null
  readonly conditions: readonly {
    readonly text: string
    readonly file: string | null
    readonly line: number | null
  }[]
  /** A packet of the question that does not pass, when conditional, and what stops it. */
  readonly counterexample: Witness | null
  readonly counterDecidedBy: readonly Deciding[]
  /** What passes, in as few boxes as it takes; `complete` false: there are more. */
  readonly passes: { readonly boxes: readonly PassingBox[]; readonly complete: boolean }
  readonly notes: readonly string[]
}
