// Reads regular expressions over digits (classes, groups, alternation, counts) into one automaton with empty moves.
// Used by build-numbering.mjs.

function parse(source) {
  let at = 0
  const alternatives = () => {
    const options = [sequence()]
    while (source[at] === '|') {
      at += 1
      options.push(sequence())
    }
    return options.length === 1 ? options[0] : { options }
  }
  const sequence = () => {
    const items = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(counted(atom()))
    return { items }
  }
  const atom = () => {
    if (source[at] === '(') {
      at += source.startsWith('(?:', at) ? 3 : 1
      const inner = alternatives()
      at += 1
      return inner
    }
    if (source[at] === '[') {
      const end = source.indexOf(']', at)
      const body = source.slice(at + 1, end)
      at = end + 1
      return { digits: classDigits(body) }
    }
    if (source.startsWith('\\d', at)) {
      at += 2
      return { digits: 1023 }
    }
    if (!/\d/.test(source[at])) throw new Error(`cannot read "${source}" at ${at}`)
    at += 1
    return { digits: 1 << Number(source[at - 1]) }
  }
  const counted = (item) => {
    if (source[at] === '?') {
      at += 1
      return { item, low: 0, high: 1 }
    }
    const count = /^\{(\d+)(?:,(\d+))?\}/.exec(source.slice(at, at + 9))
    if (count === null) return item
    at += count[0].length
    return { item, low: Number(count[1]), high: Number(count[2] ?? count[1]) }
  }
  const tree = alternatives()
  if (at !== source.length) throw new Error(`cannot read "${source}" at ${at}`)
  return tree
}

function classDigits(body) {
  let bits = 0
  for (const part of body.replace(/\\d/g, '0-9').match(/\d-\d|\d/g) ?? []) {
    const last = Number(part[2] ?? part[0])
    for (let digit = Number(part[0]); digit <= last; digit += 1) bits |= 1 << digit
  }
  return bits
}

/** An automaton that many patterns share; node = { empty: [...], digits, next, tag }. */
export function createNfa() {
  const nodes = []
  const node = () => nodes.push({ empty: [], digits: 0, next: -1, tag: '' }) - 1
  /** Adds a tree so that it ends in `end`; returns where it starts. */
  const build = (tree, end) => {
    if (tree.options) {
      const start = node()
      nodes[start].empty = tree.options.map((option) => build(option, end))
      return start
    }
    if (tree.items) return tree.items.reduceRight((after, item) => build(item, after), end)
    if (tree.item) {
      let start = end
      for (let copy = tree.high; copy > 0; copy -= 1) {
        const inner = build(tree.item, start)
        if (copy <= tree.low) start = inner
        else {
          start = node()
          nodes[start].empty = [inner, end]
        }
      }
      return start
    }
    const start = node()
    nodes[start].digits = tree.digits
    nodes[start].next = end
    return start
  }
  const add = (source, tag, { prefix = false } = {}) => {
    const end = node()
    nodes[end].tag = tag
    if (prefix) Object.assign(nodes[end], { digits: 1023, next: end })
    return build(parse(source), end)
  }
  const closure = (starts) => {
    const seen = new Set(starts)
    for (const id of seen) for (const other of nodes[id].empty) seen.add(other)
    return [...seen].filter((id) => nodes[id].next >= 0 || nodes[id].tag !== '').sort((a, b) => a - b)
  }
  const step = (set, digit) =>
    closure(set.filter((id) => nodes[id].digits & (1 << digit)).map((id) => nodes[id].next))
  const tags = (set) => new Set(set.map((id) => nodes[id].tag).filter((tag) => tag !== ''))
  return { add, closure, step, tags }
}

/** All strings of a finite pattern, for international prefixes. */
export function enumerate(source) {
  const nfa = createNfa()
  const found = []
  const walk = (set, text) => {
    if (nfa.tags(set).size > 0) found.push(text)
    for (let digit = 0; digit < 10; digit += 1) {
      const next = nfa.step(set, digit)
      if (next.length > 0) walk(next, text + digit)
    }
  }
  walk(nfa.closure([nfa.add(source, 'end')]), '')
  return found
}
