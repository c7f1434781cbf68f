/** A set of packets: the number of a node of the diagram. Equal sets have equal numbers. */
export type PacketSet = number
export const none: PacketSet = 0
export const all: PacketSet = 1

/** The variable of the two leaves: after every other. */
export const LEAF = 0x7fff_ffff

export const hash = (a: number, b: number, c: number): number => {
  const mixed = Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca6b) ^ Math.imul(c, 0xc2b2_ae35)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

const FIRST = 1 << 10

/**
 * The nodes of the diagram, each once: variable, what it is where the variable is no, and where it is yes. Typed arrays
 * instead of objects: a 5,000-rule set makes some hundred thousand nodes.
 */
export class Nodes {
  #capacity = FIRST
  #size = 2
  #table = new Int32Array(FIRST * 2)
  variables = new Int32Array(FIRST).fill(LEAF)
  lows = new Int32Array(FIRST)
  highs = new Int32Array(FIRST)

  get size(): number {
    return this.#size
  }

  /** The one node of this content. */
  node(variable: number, low: PacketSet, high: PacketSet): PacketSet {
    if (low === high) return low
    const slot = this.#slotOf(variable, low, high)
    const found = this.#table[slot] as number
    if (found !== 0) return found
    if (this.#size === this.#capacity) {
      this.#grow()
      return this.node(variable, low, high)
    }
    const made = this.#size
    this.variables[made] = variable
    this.lows[made] = low
    this.highs[made] = high
    this.#table[slot] = made
    this.#size += 1
    return made
  }

  /** Where a node of this content stands in the table, or would. */
  #slotOf(variable: number, low: PacketSet, high: PacketSet): number {
    const mask = this.#table.length - 1
    let slot = hash(variable, low, high) & mask
    for (;;) {
      const found = this.#table[slot] as number
      if (found === 0) return slot
      if (this.variables[found] === variable && this.lows[found] === low && this.highs[found] === high)
        return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    this.#capacity *= 2
    this.variables = wider(this.variables)
    this.lows = wider(this.lows)
    this.highs = wider(this.highs)
    this.#table = new Int32Array(this.#capacity * 2)
    for (let each = 2; each < this.#size; each += 1) {
      const [variable, low, high] = [this.variables[each], this.lows[each], this.highs[each]] as [
        number,
        number,
        number,
      ]
      this.#table[this.#slotOf(variable, low, high)] = each
    }
  }
}

function wider(old: Int32Array): Int32Array<ArrayBuffer> {
  const next = new Int32Array(old.length * 2)
  next.set(old)
  return next
}
