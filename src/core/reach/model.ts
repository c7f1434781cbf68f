// What a rule set is, whatever firewall it came from. Parsers write it, the evaluation reads it.

export interface Position {
  readonly file: string
  /** From 1. */
  readonly line: number
}

export type Family = 4 | 6
export type Field = 'src' | 'dst' | 'proto' | 'sport' | 'dport' | 'icmpType' | 'icmpCode' | 'tcpFlags'
/** Both ends included. */
export type Range = readonly [low: bigint, high: bigint]
export const states = ['new', 'established', 'related', 'invalid', 'untracked'] as const
export type State = (typeof states)[number]
export type Side = 'src' | 'dst'
export type MarkOf = 'packet' | 'connection'

/** What a rule asks of a packet. */
export type Match =
  | { readonly kind: 'all'; readonly of: readonly Match[] }
  | { readonly kind: 'any'; readonly of: readonly Match[] }
  | { readonly kind: 'not'; readonly match: Match }
  | {
      readonly kind: 'in'
      readonly field: Field
      readonly ranges: readonly Range[]
      readonly family?: Family
    }
  | {
      readonly kind: 'bits'
      readonly field: Field
      readonly value: bigint
      readonly mask: bigint
      readonly family?: Family
    }
  /** As it was when it reached this firewall, before its address translation. */
  | { readonly kind: 'original'; readonly match: Match }
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'state'; readonly states: readonly State[] }
  /** A `*` or `+` at the end stands for any rest. */
  | { readonly kind: 'interface'; readonly side: 'in' | 'out'; readonly name: string }
  | { readonly kind: 'mark'; readonly of: MarkOf; readonly value: number; readonly mask: number }
  /** The address is one of the firewall's own. */
  | { readonly kind: 'own'; readonly side: Side }
  | { readonly kind: 'translated'; readonly side: Side }
  | { readonly kind: 'set'; readonly name: string; readonly dimensions: readonly ('src' | 'dst')[] }
  /** Not to be decided from headers. With `own`, each rule that says it decides anew (rates, counters). */
  | { readonly kind: 'unknown'; readonly text: string; readonly own?: boolean }

export const everything: Match = { kind: 'all', of: [] }
export const nothing: Match = { kind: 'any', of: [] }

export type Action =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'return' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'goto'; readonly chain: string }
  /** mark := (mark AND keep) XOR flip */
  | { readonly kind: 'mark'; readonly of: MarkOf; readonly keep: number; readonly flip: number }
  /** One mark into the other: (to AND NOT clear) XOR (from AND take) */
  | { readonly kind: 'copy-mark'; readonly from: MarkOf; readonly clear: number; readonly take: number }
  | { readonly kind: 'untrack' }
  | Translation
  /** The first case that matches; none: the packet goes on to the next rule. */
  | { readonly kind: 'choose'; readonly cases: readonly { readonly match: Match; readonly action: Action }[] }
  /** May accept, drop or let pass on. */
  | { readonly kind: 'unknown'; readonly text: string }

export interface Translation {
  readonly kind: 'translate'
  readonly side: Side
  /** Not given: stays. `own`: the address of the interface. */
  readonly address?: Range | 'own'
  readonly family?: Family
  /** One of the range. */
  readonly port?: Range
  /** Added to the port. */
  readonly portShift?: bigint
  /** Added to the address (NETMAP). */
  readonly shift?: bigint
}

export type Step = { readonly match: Match } | { readonly action: Action }

export interface Rule {
  readonly at: Position
  readonly text: string
  readonly steps: readonly Step[]
}

export const hooks = ['ingress', 'prerouting', 'input', 'forward', 'output', 'postrouting'] as const
export type Hook = (typeof hooks)[number]

export interface Base {
  readonly hook: Hook
  readonly priority: number
  readonly type: 'filter' | 'nat'
  readonly policy: 'accept' | 'drop'
  readonly policyAt: Position
  readonly policyText: string
  /** Whether its policy is worth telling of: not that of a table that only marks or translates. */
  readonly decides: boolean
  readonly family: Family | 'both'
}

export interface Chain {
  readonly key: string
  readonly name: string
  readonly rules: Rule[]
  base?: Base
}

/** What a rule set says of the firewall's own interfaces. */
export interface InterfaceFact {
  readonly name: string
  readonly roles: readonly string[]
  /** The address itself and its network, as ranges of one family. */
  readonly networks: readonly { readonly family: Family; readonly address: bigint; readonly network: Range }[]
  /** Where everything goes that no network claims. */
  readonly isDefault: boolean
}

export interface Unread {
  readonly at: Position
  readonly text: string
  readonly reason: string
}

export const kinds = ['iptables', 'nftables', 'ipset', 'pfsense', 'cisco-ios', 'mikrotik', 'unifi'] as const
export type Kind = (typeof kinds)[number]

/** Entries of an ipset; each a match over the dimensions it is asked with. */
export interface NamedSet {
  readonly name: string
  readonly at: Position
  readonly entries: readonly SetEntry[]
}
export interface SetEntry {
  readonly nomatch: boolean
  readonly parts: readonly SetPart[]
}
export type SetPart =
  | { readonly kind: 'address'; readonly family: Family; readonly range: Range }
  | { readonly kind: 'port'; readonly proto: bigint | null; readonly range: Range }
  | { readonly kind: 'mark'; readonly value: number }
  | { readonly kind: 'interface'; readonly name: string }
  | { readonly kind: 'set'; readonly name: string }
  | { readonly kind: 'other'; readonly text: string }

/** What one file says. */
export interface RuleFile {
  readonly kind: Kind
  readonly file: string
  readonly chains: ReadonlyMap<string, Chain>
  readonly sets: ReadonlyMap<string, NamedSet>
  readonly interfaces: readonly InterfaceFact[]
  readonly unread: readonly Unread[]
  /** Families whose packets these rules see; of others they say nothing. */
  readonly families: readonly Family[]
  readonly notes: readonly string[]
}

/** One machine: the files that together are its rules. */
export interface Firewall {
  readonly name: string
  readonly files: readonly RuleFile[]
  readonly chains: ReadonlyMap<string, Chain>
  readonly sets: ReadonlyMap<string, NamedSet>
  readonly interfaces: readonly InterfaceFact[]
  readonly families: readonly Family[]
}
