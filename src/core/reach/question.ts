import type { Addresses } from './addresses.ts'
import type { Path } from './evaluate/run-firewall.ts'
import type { Family, Firewall, Range, State } from './model.ts'

/** One firewall on the way, and how packets come to it and leave it. */
export interface Hop {
  readonly firewall: Firewall
  /** Names or roles; null: any the packet can have come by. */
  readonly inInterfaces: readonly string[] | null
  readonly outInterfaces: readonly string[] | null
  readonly path: Path | null
  /** Addresses of the firewall itself, besides those its rules tell; null: unknown. */
  readonly own: Addresses | null
}

/** Who wants to reach what, as sent, before any address translation. */
export interface Question {
  readonly from: Addresses
  readonly to: Addresses
  /** null: any protocol. */
  readonly proto: 'tcp' | 'udp' | 'icmp' | string | null
  /** Destination ports; of ICMP the types. null: all. */
  readonly ports: readonly Range[] | null
  readonly sourcePorts: readonly Range[] | null
  readonly state: State
  /** Only what arrives there in the end passes, translated or not; what arrives elsewhere does not. */
  readonly arrivesAt?: Addresses | undefined
  readonly hops: readonly Hop[]
}

/** Families in which the question can be asked at all. */
export const familiesOf = ({
  from,
  to,
  arrivesAt = to,
}: Pick<Question, 'from' | 'to' | 'arrivesAt'>): Family[] =>
  ([4, 6] as const).filter((family) => [from, to, arrivesAt].every((each) => each[family].length > 0))
