import { all, hash, LEAF, Nodes, none, type PacketSet } from './nodes.ts'

type Settled = (a: PacketSet, b: PacketSet) => number

interface Operation {
  readonly id: number
  /** The answer when one side settles it, else -1. */
  readonly settled: Settled
}

const AND: Operation = {
  id: 1,
  settled(a, b) {
    if (a === none || b === none) return none
    if (a === all || a === b) return b
    return b === all ? a : -1
  },
}
const OR: Operation = {
  id: 2,
  settled(a, b) {
    if (a === all || b === all) return all
    if (a === none || a === b) return b
    return b === none ? a : -1
  },
}
const MINUS: Operation = {
  id: 3,
  settled(a, b) {
    if (a === none || b === all || a === b) return none
    return b === none ? a : -1
  },
}

// Results that fall out of the cache are worked out again; half a million slots hold those of 5,000 rules. A question
// about twenty rules would spend most of its time on clearing them, so the cache grows with the diagram.
const [LEAST, MOST] = [1 << 11, 1 << 19]

/** The work one algebra does before it gives up: some seconds, and some hundred megabytes. Counted, so that it ends alike everywhere. */
const MOST_STEPS = 8_000_000
const MOST_NODES = 4_000_000

/** The sets of this question take more room than a question may. */
export class TooLarge extends Error {}

/**
 * Exact sets over yes-or-no variables: a reduced ordered binary decision diagram (Bryant 1986). Every set has one node,
 * so that equality is a comparison of numbers and every result can be remembered.
 */
export class Algebra {
  readonly #nodes = new Nodes()
  #asked = new Int32Array(LEAST * 3)
  #results = new Int32Array(LEAST)
  #steps = 0

  /** The set that is `low` where the variable is no, and `high` where it is yes. */
  node(variable: number, low: PacketSet, high: PacketSet): PacketSet {
    return this.#nodes.node(variable, low, high)
  }
  and(a: PacketSet, b: PacketSet): PacketSet {
    return this.#apply(AND, a, b)
  }
  or(a: PacketSet, b: PacketSet): PacketSet {
    return this.#apply(OR, a, b)
  }
  minus(a: PacketSet, b: PacketSet): PacketSet {
    return this.#apply(MINUS, a, b)
  }
  variableOf(set: PacketSet): number {
    return this.#nodes.variables[set] as number
  }
  low(set: PacketSet): PacketSet {
    return this.#nodes.lows[set] as number
  }
  high(set: PacketSet): PacketSet {
    return this.#nodes.highs[set] as number
  }

  #apply(op: Operation, a: PacketSet, b: PacketSet): PacketSet {
    const quick = op.settled(a, b)
    if (quick >= 0) return quick
    const key = hash(op.id, a, b)
    const slot = key & (this.#results.length - 1)
    const asked = this.#asked
    const at = slot * 3
    const known = asked[at] === a && asked[at + 1] === b && asked[at + 2] === op.id
    if (known) return this.#results[slot] as number
    this.#step()
    const result = this.#split(op, a, b)
    this.#remember(key, op, a, b, result)
    return result
  }

  #step(): void {
    this.#steps += 1
    if (this.#steps > MOST_STEPS || this.#nodes.size > MOST_NODES) throw new TooLarge()
  }

  #remember(key: number, op: Operation, a: PacketSet, b: PacketSet, result: PacketSet): void {
    if (this.#nodes.size > this.#results.length && this.#results.length < MOST) {
      const slots = this.#results.length * 4
      this.#asked = new Int32Array(slots * 3)
      this.#results = new Int32Array(slots)
    }
    const slot = key & (this.#results.length - 1)
    const at = slot * 3
    this.#asked[at] = a
    this.#asked[at + 1] = b
    this.#asked[at + 2] = op.id
    this.#results[slot] = result
  }

  #split(op: Operation, a: PacketSet, b: PacketSet): PacketSet {
    const [va, vb] = [this.variableOf(a), this.variableOf(b)]
    const variable = va < vb ? va : vb
    const low = this.#apply(op, va === variable ? this.low(a) : a, vb === variable ? this.low(b) : b)
    const high = this.#apply(op, va === variable ? this.high(a) : a, vb === variable ? this.high(b) : b)
    return this.node(variable, low, high)
  }

  /** Forgets the variables from `first` to before `end`: in the result where some (or, with `every`, each) choice of them is in the set. */
  forget(set: PacketSet, first: number, end = LEAF, every = false): PacketSet {
    const seen = new Map<PacketSet, PacketSet>()
    const walk = (at: PacketSet): PacketSet => {
      const variable = this.variableOf(at)
      if (at <= 1 || variable >= end) return at
      const known = seen.get(at)
      if (known !== undefined) return known
      this.#step()
      const [low, high] = [walk(this.low(at)), walk(this.high(at))]
      const result =
        variable < first ? this.node(variable, low, high) : this.#apply(every ? AND : OR, low, high)
      seen.set(at, result)
      return result
    }
    return walk(set)
  }

  /** Variables that the set depends on. */
  dependsOn(set: PacketSet): Set<number> {
    const found = new Set<number>()
    const seen = new Set<PacketSet>()
    const stack = [set]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (at <= 1 || seen.has(at)) continue
      seen.add(at)
      found.add(this.variableOf(at))
      stack.push(this.low(at), this.high(at))
    }
    return found
  }

  /** One member of a set that is not empty: the value of each variable. Follows `wish` wherever it may. */
  pick(set: PacketSet, wish: (variable: number) => boolean): (variable: number) => boolean {
    const chosen = new Map<number, boolean>()
    for (let at = set; at > 1; ) {
      const variable = this.variableOf(at)
      const want = wish(variable)
      const way = (want ? this.high(at) : this.low(at)) === none ? !want : want
      chosen.set(variable, way)
      at = way ? this.high(at) : this.low(at)
    }
    return (variable) => chosen.get(variable) ?? wish(variable)
  }
}
