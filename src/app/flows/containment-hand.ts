import type { Place } from '#core/incidents'
import type { Containment } from '#core/kernel'
import type { AutomaticAct, Control, Remedy } from '#core/response'
import type { ContainRequest } from './respond/plan.ts'

export interface HandPorts {
  readonly place: Place
  readonly contain: (request: ContainRequest) => Promise<readonly Control[]>
  /** Keeps an act, or how it stands by now, and tells people of it. */
  readonly save: (act: AutomaticAct, isNew: boolean) => Promise<void>
}

/** One act on its way; it grows while its calls are cut. */
export interface Acting {
  act: AutomaticAct
  saved: Promise<void>
}

/** Writes down how it stands by now, one time after the other. */
export function keep(acting: Acting, isNew: boolean, { save }: HandPorts): Promise<void> {
  acting.saved = acting.saved.catch(() => undefined).then(() => save(acting.act, isNew))
  return acting.saved
}

const MINUTE = 60_000
const UNIT: Readonly<Record<string, number>> = { m: MINUTE, h: 60 * MINUTE, d: 1440 * MINUTE }
const lengthOf = (text: string): number => Number(text.slice(0, -1)) * (UNIT[text.slice(-1)] as number)

type What = Partial<Pick<ContainRequest, 'prefixes' | 'others'>>

/** Stops calls to come. Each part by itself: what one connection cannot do is no reason to leave the rest. */
export async function stop(
  acting: Acting,
  remedy: Remedy,
  policy: Containment,
  ports: HandPorts,
): Promise<void> {
  const parts: What[] = [
    ...(remedy.bar === '' ? [] : [{ others: [{ kind: 'bar-account' as const, target: remedy.bar }] }]),
    ...remedy.ips.map((target) => ({ others: [{ kind: 'block-ip' as const, target }] })),
    ...remedy.prefixes.map((prefix) => ({ prefixes: [prefix] })),
  ]
  await Promise.all(parts.map((what) => carryOut(acting, what, lengthOf(policy.lasts), ports)))
}

/** Ends calls in progress by their channels; `calls`: how many have been ended with these. */
export function cut(
  acting: Acting,
  { channels, calls }: { readonly channels: readonly string[]; readonly calls: number },
  ports: HandPorts,
): Promise<void> {
  acting.act = { ...acting.act, cut: calls }
  const others = [{ kind: 'hangup' as const, target: channels.join(' ') }]
  return carryOut(acting, { others }, MINUTE, ports)
}

async function carryOut(acting: Acting, what: What, lastsMs: number, ports: HandPorts): Promise<void> {
  const { kind, account } = acting.act
  const reason = `automatic: ${kind}${account === '' ? '' : ` by ${account}`}`
  const request: ContainRequest = {
    ...ports.place,
    accounts: [],
    prefixes: [],
    ips: [],
    international: false,
    lockdown: false,
    others: [],
    ...what,
    lastsMs,
    reason,
    confirmed: false,
    automatic: true,
    by: 'system:containment',
  }
  const note = await ports.contain(request).then(noteOf, (error: unknown) => ({
    ids: [],
    problem: error instanceof Error ? error.message : String(error),
  }))
  const { act } = acting
  acting.act = {
    ...act,
    controls: [...act.controls, ...note.ids],
    problem: act.problem || note.problem,
  }
  await keep(acting, false, ports)
}

function noteOf(controls: readonly Control[]): { ids: string[]; problem: string } {
  const done = controls.filter(({ state }) => state !== 'failed')
  return {
    ids: done.filter(({ order }) => order.kind !== 'hangup').map(({ id }) => id),
    problem: controls.find(({ state }) => state === 'failed')?.error ?? '',
  }
}
