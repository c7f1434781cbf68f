import type { DrillCall } from '#core/drills'

/** A call that is up. */
export interface Line {
  readonly answeredAt: number
  /** Whether the other side confirmed the end. */
  hangUp(): Promise<boolean>
  /** When the other side ended it; null: still up after that time. */
  endedWithin(waitMs: number): Promise<number | null>
}

/** A call of a drill as it really went. */
export interface PlacedCall {
  readonly planned: DrillCall
  /** Before its first INVITE. Instants are UTC milliseconds. */
  readonly startedAt: number
  /** The final answer; null: none came. */
  readonly status: number | null
  /** NaN: nobody answered. */
  readonly answeredAt: number
  /** NaN: still up. */
  endedAt: number
  /** Null: never up, or its end was not confirmed. */
  endedBy: 'drill' | 'pbx' | null
}

export interface TestDrillPorts {
  readonly calls: readonly DrillCall[]
  readonly place: (dialled: string) => Promise<{ readonly status: number | null; readonly line: Line | null }>
  /** Aborted by the first alert on the account. */
  readonly alerted: AbortSignal
  /** Somebody has had enough. */
  readonly stopped: AbortSignal
  readonly now: () => number
  /** Ends early when the signal is aborted. */
  readonly wait: (ms: number, until: AbortSignal) => Promise<void>
}

/** So long the calls are kept up after the last was placed, when nothing is noticed. */
export const HOLD_MS = 20_000
/** So long after the alert, to see whether somebody cuts them. */
const GRACE_MS = 3000
/** From the first INVITE on nothing new is dialled after that. */
const LONGEST_MS = 45_000
const LISTEN_MS = 250
const REFUSED = [401, 403, 407]

/** Places the calls one after the other until they are cut, keeps them up until they are noticed, and hangs up whatever is left, whatever happens. */
export async function testDrill(ports: TestDrillPorts): Promise<readonly PlacedCall[]> {
  const { alerted, stopped, now, wait } = ports
  const placed: PlacedCall[] = []
  const ending = new AbortController()
  const keeping: Promise<void>[] = []
  try {
    for (const planned of ports.calls) {
      const { call, line } = await place(planned, ports)
      placed.push(call)
      if (line) keeping.push(keep(call, line, ending.signal, now))
      if (isEnough(placed, ports)) break
    }
    if (keeping.length > 0 && !alerted.aborted) await wait(HOLD_MS, AbortSignal.any([alerted, stopped]))
    if (keeping.length > 0 && alerted.aborted) await wait(GRACE_MS, stopped)
  } finally {
    ending.abort()
    await Promise.allSettled(keeping)
  }
  return placed
}

async function place(
  planned: DrillCall,
  { place, now }: TestDrillPorts,
): Promise<{ call: PlacedCall; line: Line | null }> {
  const startedAt = now()
  const { status, line } = await place(planned.dialled)
  const times = line
    ? { answeredAt: line.answeredAt, endedAt: Number.NaN }
    : { answeredAt: Number.NaN, endedAt: now() }
  return { call: { planned, startedAt, status, ...times, endedBy: null }, line }
}

/** Cut, stopped, too long, or refused: a wrong secret is not tried again and again. */
function isEnough(placed: readonly PlacedCall[], { alerted, stopped, now }: TestDrillPorts): boolean {
  const [first, last] = [placed[0] as PlacedCall, placed.at(-1) as PlacedCall]
  const isCut = alerted.aborted && placed.some(({ endedBy }) => endedBy === 'pbx')
  const isRefused = last.status === null || REFUSED.includes(last.status)
  return isCut || isRefused || stopped.aborted || now() - first.startedAt > LONGEST_MS
}

async function keep(call: PlacedCall, line: Line, ending: AbortSignal, now: () => number): Promise<void> {
  let endedAt: number | null = null
  while (endedAt === null && !ending.aborted) endedAt = await line.endedWithin(LISTEN_MS)
  if (endedAt === null) {
    const isConfirmed = await line.hangUp()
    call.endedAt = now()
    call.endedBy = isConfirmed ? 'drill' : null
  } else {
    call.endedAt = endedAt
    call.endedBy = 'pbx'
  }
}
