// Compiles libphonenumber's metadata into content/numbering/plan.json: one minimal automaton over E.164 digits.
// Run it after an update of libphonenumber-js. With --check it writes nothing and fails when the file is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createNfa, enumerate } from './digit-patterns.mjs'

const require = createRequire(import.meta.url)
/** E.164: at most 15 digits with the country code; libphonenumber allows German numbers more. */
const MAX_DIGITS = 15
/** Positions of libphonenumber-js's packed arrays, see its METADATA.md. */
const FIELD = {
  code: 0,
  idd: 1,
  pattern: 2,
  lengths: 3,
  trunk: 5,
  parsing: 7,
  transform: 8,
  leading: 10,
  types: 11,
  defaultIdd: 12,
} // prettier-ignore
/** Order in which libphonenumber asks, and place in the packed array. */
const TYPES = [
  ['mobile', 1],
  ['premium', 3],
  ['toll-free', 2],
  ['shared-cost', 9],
  ['voip', 8],
  ['personal', 4],
  ['pager', 7],
  ['uan', 6],
  ['voicemail', 5],
]
/** ITU-T E.164 global codes whose kind the metadata's type does not tell: all their numbers are of this one. */
const GLOBAL_TYPES = {
  870: 'satellite',
  881: 'satellite',
  882: 'international-network',
  883: 'international-network',
  878: 'universal',
} // prettier-ignore

// ---- one calling code: what a complete national number is, exactly as libphonenumber decides it

function addPlan(nfa, name, plan) {
  const starts = [nfa.add(plan[FIELD.pattern], `${name} any`)]
  if (plan[FIELD.leading]) starts.push(nfa.add(plan[FIELD.leading], `${name} leads`, { prefix: true }))
  plan[FIELD.types]?.forEach((type, place) => {
    if (type?.[0]) starts.push(nfa.add(type[0], `${name} ${place}`))
  })
  return starts
}

function typeOf(name, plan, tags, length) {
  if (!tags.has(`${name} any`)) return undefined
  const is = (place) => {
    const lengths = plan[FIELD.types]?.[place]?.[1]
    return tags.has(`${name} ${place}`) && (!lengths || lengths.includes(length))
  }
  const mobile = plan[FIELD.types]?.[1]
  if (is(0)) return !mobile || mobile[0] === '' || is(1) ? 'fixed-or-mobile' : 'fixed'
  return TYPES.find(([, place]) => is(place))?.[0]
}

/** Row key ("US fixed") of a complete number, or undefined when it is not valid. */
function classify(code, plans, tags, length) {
  for (const [name, plan] of plans) {
    if (plans.length > 1) {
      const mine = plan[FIELD.leading] ? tags.has(`${name} leads`) : typeOf(name, plan, tags, length)
      if (!mine) continue
    }
    const type = typeOf(name, plan, tags, length)
    return type && `${name} ${name === '001' ? (GLOBAL_TYPES[code] ?? type) : type}`
  }
  return undefined
}

// ---- the world's automaton, minimal by construction: equal states are the same state

function createStates() {
  const ids = new Map()
  const states = []
  /** next: ten state numbers (0: none). whole: row key of a number that ends here. rows: keys reachable from here. */
  const add = (next, whole, forced) => {
    const rows = new Set(whole === undefined ? [] : [whole])
    for (const id of next) for (const row of id === 0 ? [] : states[id].rows) rows.add(row)
    const guess = consensus(rows) ?? forced
    const key = `${next.join()} ${whole} ${guess}`
    let id = ids.get(key)
    if (id === undefined) {
      id = states.length
      ids.set(key, id)
      states.push({ next, whole, guess, rows })
    }
    return id
  }
  states.push({ next: Array(10).fill(0), whole: undefined, guess: undefined, rows: new Set() })
  return { add, states }
}

/** What an incomplete or invalid number most likely is: the type if all agree, else the country if all agree. */
function consensus(rows) {
  if (rows.size === 1) return [...rows][0]
  const countries = new Set([...rows].map((row) => row.slice(0, row.indexOf(' '))))
  return countries.size === 1 ? `${[...countries][0]} unknown` : undefined
}

function compileCode(add, code, plans) {
  const nfa = createNfa()
  const first = nfa.closure(plans.flatMap(([name, plan]) => addPlan(nfa, name, plan)))
  const known = new Map()
  const visit = (set, length) => {
    const key = `${length}:${set.join()}`
    const before = known.get(key)
    if (before !== undefined) return before
    const whole = classify(code, plans, nfa.tags(set), length)
    const next = Array.from({ length: 10 }, (_, digit) => {
      if (code.length + length >= MAX_DIGITS) return 0
      const to = nfa.step(set, digit)
      return to.length === 0 ? 0 : visit(to, length + 1)
    })
    const dead = whole === undefined && next.every((id) => id === 0)
    const id = dead ? 0 : add(next, whole, length === 0 ? `${plans[0][0]} unknown` : undefined)
    known.set(key, id)
    return id
  }
  return visit(first, 0)
}

function compileWorld(metadata) {
  const { add, states } = createStates()
  const root = {}
  for (const [code, names] of Object.entries(metadata.country_calling_codes)) {
    root[code] = compileCode(
      add,
      code,
      names.map((name) => [name, metadata.countries[name]]),
    ) // prettier-ignore
  }
  for (const [code, plan] of Object.entries(metadata.nonGeographic))
    root[code] = compileCode(add, code, [['001', plan]]) // prettier-ignore
  const join = (prefix) => {
    if (root[prefix] !== undefined) return root[prefix]
    const below = Object.keys(root).some((code) => code.startsWith(prefix))
    if (!below) return 0
    const next = Array.from({ length: 10 }, (_, digit) => join(prefix + digit))
    return add(next, undefined, undefined)
  }
  return { states, start: join('') }
}

// ---- writing it down

/** Digits that lead to the same state stand together: "0123>7 9>12". */
function writeState(state, rowIds) {
  const targets = new Map()
  state.next.forEach((to, digit) => {
    if (to !== 0) targets.set(to, `${targets.get(to) ?? ''}${digit}`)
  })
  const moves = [...targets].map(([to, digits]) => `${digits}>${to}`)
  return [rowIds.get(state.whole) ?? 0, rowIds.get(state.guess) ?? 0, ...moves].join(' ')
}

function countryEntry(plan) {
  const defaultIdd = plan[FIELD.defaultIdd] ? plan[FIELD.defaultIdd].replace('~', '') : ''
  const international = enumerate(plan[FIELD.idd] || '00').filter((prefix) => prefix !== defaultIdd)
  return {
    code: plan[FIELD.code],
    international: defaultIdd ? [defaultIdd, ...international] : international,
    trunk: plan[FIELD.trunk] || '',
    parsing: plan[FIELD.parsing] || plan[FIELD.trunk] || '',
    transform: plan[FIELD.transform] || '',
    lengths: plan[FIELD.lengths],
  }
}

/** The text of content/numbering/plan.json for the installed metadata. */
function buildPlan() {
  const metadata = require('libphonenumber-js/metadata.max.json')
  const { version } = JSON.parse(readFileSync(require.resolve('libphonenumber-js/package.json'), 'utf8'))
  const { states, start } = compileWorld(metadata)
  const keys = new Set(
    states.flatMap((state) => [state.whole, state.guess]).filter((key) => key !== undefined),
  )
  const rows = ['', ...[...keys].sort()]
  const rowIds = new Map(rows.map((key, id) => [key, id]))
  const list = (values) => `[\n${values.map((value) => `    ${JSON.stringify(value)}`).join(',\n')}\n  ]`
  const countries = Object.entries(metadata.countries).map(
    ([name, plan]) => `    ${JSON.stringify(name)}: ${JSON.stringify(countryEntry(plan))}`,
  ) // prettier-ignore
  return `{
  "source": "libphonenumber-js ${version}, metadata.max.json (Apache-2.0)",
  "generator": "tools/build-numbering.mjs",
  "start": ${start},
  "countries": {\n${countries.join(',\n')}\n  },
  "rows": ${list(rows)},
  "states": ${list(states.map((state) => writeState(state, rowIds)))}
}
`
}

const target = new URL('../content/numbering/plan.json', import.meta.url)
const text = buildPlan()
if (process.argv[2] === '--check') {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('content/numbering/plan.json is stale: run node tools/build-numbering.mjs')
    process.exitCode = 1
  }
} else {
  writeFileSync(target, text)
  console.log(`content/numbering/plan.json: ${text.length} bytes`)
}
