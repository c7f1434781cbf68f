import type { Family, Position, Range, Translation } from '../model.ts'
import { topOf } from '../sets/index.ts'
import type { Env, Envs, Rewritable, Rewritten } from './env.ts'
import type { Place } from './where.ts'

/**
 * What packets carry after an address translation. Sets stay sets of packets as sent; what became of a header is kept
 * beside them. null when the rule is for the other family.
 */
export function translate(place: Place, envs: Envs, action: Translation, env: Env, at: Position): Env | null {
  if (action.family !== undefined && action.family !== place.family) return null
  const headers = { ...env.headers }
  const port: Rewritable = action.side === 'dst' ? 'dport' : 'sport'
  const id = (what: string): string => `${at.file}:${at.line} ${what}`
  if (action.address !== undefined)
    headers[action.side] =
      action.address === 'own'
        ? ownAddress(place.redirectsTo, place.family, id('own address'))
        : oneOf(action.address, id('address'))
  if (action.shift !== undefined) headers[action.side] = shifted(headers[action.side], action.shift)
  if (action.port !== undefined) headers[port] = oneOf(action.port, id('port'))
  if (action.portShift !== undefined) headers[port] = shifted(headers[port], action.portShift)
  return envs.with(env, {
    headers,
    translated: { ...env.translated, [action.side]: true },
    own: action.side === 'src' ? env.own : ownAfter(action, env),
  })
}

/** Whether the packet is for the machine itself: redirected ones are, ones sent to another address are asked anew. */
function ownAfter(action: Translation, env: Env): boolean | null {
  if (action.address === 'own') return true
  return action.address === undefined && action.shift === undefined ? env.own : null
}

function ownAddress(own: readonly Range[], family: Family, id: string): Rewritten {
  const [only] = own
  if (own.length === 1 && only && only[0] === only[1]) return { kind: 'is', value: only[0] }
  const ranges: readonly Range[] = own.length > 0 ? own : [[0n, topOf(family === 4 ? 32 : 128)]]
  return { kind: 'among', ranges, id }
}

const oneOf = (range: Range, id: string): Rewritten =>
  range[0] === range[1] ? { kind: 'is', value: range[0] } : { kind: 'among', ranges: [range], id }

function shifted(old: Rewritten | undefined, by: bigint): Rewritten {
  if (old === undefined) return { kind: 'shift', by }
  if (old.kind === 'is') return { kind: 'is', value: old.value + by }
  if (old.kind === 'shift') return { kind: 'shift', by: old.by + by }
  return { ...old, ranges: old.ranges.map(([low, high]): Range => [low + by, high + by]) }
}
