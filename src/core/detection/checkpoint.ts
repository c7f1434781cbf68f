import { createNames, type Names } from '#core/calls'
import { DomainError } from '#core/kernel'
import type { Cells } from './cells.ts'
import { type EngineState, freshState } from './engine.ts'
import { trimCell } from './window.ts'

/**
 * The engine's state as plain JSON values and back, so that a watcher that was stopped goes on where it was. Maps, sets,
 * typed arrays and the numbers JSON cannot say are written as one-key objects.
 */
export type Checkpoint = { readonly version: 3; readonly names: readonly string[]; readonly state: unknown }

export const checkpoint = (state: EngineState, names: Names): Checkpoint => ({
  version: 3,
  names: [...names.list],
  state: pack({ ...state, cells: new Map([...state.cells].map(([rule, cells]) => [rule, trimmed(cells)])) }),
})

/** Throws `checkpoint-unreadable` for anything but a checkpoint of this version. */
export function resume(saved: unknown): { state: EngineState; names: Names } {
  const known = (saved as Checkpoint | null)?.version === 3 ? (saved as Checkpoint) : null
  const state = known ? unpack(known.state) : null
  const shape = Object.keys(freshState())
  if (!known || typeof state !== 'object' || state === null || shape.some((key) => !(key in state)))
    throw new DomainError(
      'checkpoint-unreadable',
      'The saved state of the watcher cannot be read',
      'Remove it: the watcher learns again from the stored calls.',
    )
  return { state: state as EngineState, names: createNames(known.names) }
}

const trimmed = ({ young, old }: Cells): Cells => ({ young: trimmedMap(young), old: trimmedMap(old) })
const trimmedMap = (map: Cells['young']): Cells['young'] =>
  new Map([...map].map(([key, cell]) => [key, trimCell(cell)]))

const arrays = { f64: Float64Array, u16: Uint16Array } as const

function pack(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $n: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Map) return { $map: [...value].map(([k, v]) => [pack(k), pack(v)]) }
  if (value instanceof Set) return { $set: [...value].map(pack) }
  if (value instanceof Float64Array) return { $f64: Array.from(value, pack) }
  if (value instanceof Uint16Array) return { $u16: [...value] }
  if (Array.isArray(value)) return value.map(pack)
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, pack(v)]))
}

function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(unpack)
  const [[key, inner] = ['', null]] = Object.entries(value)
  if (key === '$n') return Number(inner)
  if (key === '$map') return new Map((inner as [unknown, unknown][]).map(([k, v]) => [unpack(k), unpack(v)]))
  if (key === '$set') return new Set((inner as unknown[]).map(unpack))
  if (key === '$f64') return arrays.f64.from((inner as unknown[]).map(unpack) as number[])
  if (key === '$u16') return arrays.u16.from(inner as number[])
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, unpack(v)]))
}
