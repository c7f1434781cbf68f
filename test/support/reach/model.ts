// A small world of packets and rules, for comparing the analysis with something that shares no code with it.

export interface Packet {
  readonly src: number
  readonly dst: number
  readonly proto: 'tcp' | 'udp'
  readonly sport: number
  readonly dport: number
  readonly iif: string
  /** Whether it leaves by an interface: only known behind the routing decision. */
  readonly oif: string | null
}

export interface Condition {
  readonly not: boolean
  readonly of:
    | { readonly kind: 'src' | 'dst'; readonly low: number; readonly bits: number }
    | { readonly kind: 'srcRange' | 'dstRange'; readonly low: number; readonly high: number }
    | { readonly kind: 'dport' | 'sport'; readonly ranges: readonly (readonly [number, number])[] }
    | { readonly kind: 'iif'; readonly name: string }
    | { readonly kind: 'mark'; readonly value: number; readonly mask: number }
    | { readonly kind: 'state'; readonly names: readonly string[] }
    /** A fact that headers do not tell: the packet carries its answer. */
    | { readonly kind: 'fact'; readonly id: number }
}

export type Act =
  | { readonly kind: 'accept' | 'drop' | 'return' | 'log' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: number }
  | { readonly kind: 'mark'; readonly value: number; readonly mask: number }
  | { readonly kind: 'dnat'; readonly address: number; readonly port: number | null }

export interface SmallRule {
  readonly proto: 'tcp' | 'udp' | null
  readonly conditions: readonly Condition[]
  readonly act: Act
}

export interface SmallChain {
  readonly rules: readonly SmallRule[]
}

export interface SmallRules {
  readonly prerouting: SmallChain
  readonly mangle: SmallChain
  readonly input: SmallChain
  readonly forward: SmallChain
  /** Called from others by number; a chain calls later ones only. */
  readonly user: readonly SmallChain[]
  readonly policy: { readonly input: 'accept' | 'drop'; readonly forward: 'accept' | 'drop' }
}

/** The world: 8 sources, 2 destinations of which the first is the machine itself, 4 ports. */
export const world = {
  sources: [0, 1, 2, 3, 4, 5, 6, 7],
  self: 8,
  behind: 9,
  ports: [22, 5060, 5061, 8080],
  interfaces: ['veth0', 'veth1'],
  facts: 2,
} as const
