import type { MarkOf, Range, Side, State } from '../model.ts'

/** What translation made of a header: a value, the original plus something, or one of some values. */
export type Rewritten =
  | { readonly kind: 'is'; readonly value: bigint }
  | { readonly kind: 'shift'; readonly by: bigint }
  | { readonly kind: 'among'; readonly ranges: readonly Range[]; readonly id: string }

export type Rewritable = Side | 'sport' | 'dport'
export type Headers = Readonly<Partial<Record<Rewritable, Rewritten>>>

/** What packets on their way carry besides the headers they were sent with. */
export interface Env {
  readonly id: number
  readonly headers: Headers
  /** The headers as they reached this firewall. */
  readonly arrived: Headers
  readonly state: State
  /** null: nobody knows. */
  readonly marks: Readonly<Record<MarkOf, number | null>>
  readonly translated: Readonly<Record<Side, boolean>>
  /** Whether the destination is this machine: known once the packet was routed, or from its addresses. */
  readonly own: boolean | null
}

export type Envs = ReturnType<typeof createEnvs>

/** Equal environments have equal numbers, so that flows that differ in nothing are joined again. */
export function createEnvs(state: State) {
  const known = new Map<string, Env>()
  const envs: Env[] = []
  const intern = (fields: Omit<Env, 'id'>): Env => {
    const key = JSON.stringify(fields, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
    const found = known.get(key)
    if (found) return found
    const env = { ...fields, id: envs.length }
    envs.push(env)
    known.set(key, env)
    return env
  }
  return {
    of: (id: number): Env => envs[id] as Env,
    with: (env: Env, change: Partial<Omit<Env, 'id'>>): Env => {
      const { id: _, ...fields } = env
      return intern({ ...fields, ...change })
    },
    first: intern({
      headers: {},
      arrived: {},
      state,
      marks: { packet: 0, connection: 0 },
      translated: { src: false, dst: false },
      own: null,
    }),
  }
}
