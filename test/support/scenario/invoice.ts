import { createPricer } from './deck.ts'
import type { Scenario } from './generate.ts'
import type { SimCall } from './model.ts'
import { createRng, type Rng } from './prng.ts'

/** Classes of `reconcile` that a line may belong to; `matched` when it agrees with the call. */
export type LineClass =
  | 'matched'
  | 'provider-only'
  | 'over-duration'
  | 'mis-rated'
  | 'duplicate'
  | 'rewritten-number'
  | 'credit'

export interface InvoiceTruth {
  /** By line_id. */
  lines: Map<
    string,
    {
      class: LineClass
      call: SimCall | null /** Micro-units billed above what the deck asks for. */
      over: number
    }
  >
  /** Chargeable calls that the carrier forgot. */
  pbxOnly: SimCall[]
  /** Sum of `over` and of all provider-only amounts. */
  disputedMicros: number
  /** Seconds by which the carrier's clock differs. */
  skewSeconds: number
}

const HEADER = 'line_id,start_time,from,to,duration_seconds,billed_seconds,amount,currency,description'

/** The carrier's bill for the file's month: honest but for some clerical errors, and what the attack puts on it. */
export function invoice(scenario: Scenario): { csv: string; truth: InvoiceTruth } {
  const { world } = scenario
  const rng = createRng(`${scenario.seed}/invoice`)
  const price = createPricer(world.tenant.deck)
  const attack = scenario.truth.attack
  const skewSeconds = rng.int(-4, 4)
  const wrongAnswer = attack === 'A16' ? rng.float(0.05, 0.2) : 0
  const fromRing = attack === 'A16' && rng.chance(0.3)
  const clerical = rng.chance(0.5)
  const truth: InvoiceTruth = { lines: new Map(), pbxOnly: [], disputedMicros: 0, skewSeconds }
  const rows: { at: number; text: string }[] = []
  const bill = (
    call: SimCall,
    seconds: number,
    kind: LineClass,
    factor = 1,
    id = `L${String(call.n + 1).padStart(7, '0')}${kind === 'duplicate' ? 'D' : ''}`,
  ): void => {
    const fair = price(call.peer, call.answer, call.seconds) ?? 0
    const amount = Math.round((price(call.peer, call.answer, seconds) ?? 0) * factor)
    const over = kind === 'provider-only' || kind === 'duplicate' ? amount : amount - fair
    const from =
      kind === 'rewritten-number'
        ? (world.tenant.dids[0] ?? '')
        : call.did ||
          world.tenant.dids[world.tenant.extensions.findIndex((e) => e.number === call.ext)] ||
          world.tenant.dids[0] ||
          ''
    const text = line(
      id,
      call.start + skewSeconds * 1000,
      from,
      call.peer,
      seconds,
      billedSeconds(scenario, call, seconds),
      amount,
      world.tenant.site.currency,
    )
    rows.push({ at: call.start, text })
    truth.lines.set(id, { class: kind, call: kind === 'provider-only' ? null : call, over })
    truth.disputedMicros += Math.max(0, over)
  }
  for (const call of scenario.calls) {
    const charged =
      (call.direction === 'outbound' || call.direction === 'through') &&
      call.seconds > 0 &&
      call.end < scenario.until &&
      call.peer.length > 5
    const ringing = fromRing && charged
    if (!charged || call.shape === 'scan') continue
    if (call.carrierOnly) bill(call, call.seconds, 'provider-only')
    else if (ringing) bill(call, Math.ceil((call.end - call.start) / 1000), 'over-duration')
    else if (wrongAnswer > 0 && rng.chance(0.6))
      bill(call, Math.ceil(call.seconds * (1 + wrongAnswer)), 'over-duration')
    else billHonestly(rng, clerical, bill, truth, call)
  }
  rows.sort((a, b) => a.at - b.at)
  return { csv: [HEADER, ...rows.map((row) => row.text), ''].join('\n'), truth }
}

/** Mostly right; sometimes twice, at another rate, not at all, or under the main number. */
function billHonestly(
  rng: Rng,
  clerical: boolean,
  bill: (call: SimCall, seconds: number, kind: LineClass, factor?: number) => void,
  truth: InvoiceTruth,
  call: SimCall,
): void {
  const odd = clerical && rng.chance(0.004) ? rng.int(0, 3) : -1
  if (odd === 0) truth.pbxOnly.push(call)
  else if (odd === 1) bill(call, call.seconds, 'mis-rated', 1.5)
  else if (odd === 2) bill(call, call.seconds, 'rewritten-number')
  else bill(call, call.seconds, 'matched')
  if (odd === 3) bill(call, call.seconds, 'duplicate')
}

function billedSeconds(scenario: Scenario, call: SimCall, seconds: number): number {
  const rows = scenario.world.tenant.deck.filter((row) => call.peer.startsWith(row.prefix))
  const row = rows.reduce(
    (best, r) => (r.prefix.length > best.prefix.length ? r : best),
    rows[0] ?? { prefix: '', initial: 1, recurring: 1 },
  )
  return row.initial + Math.ceil(Math.max(0, seconds - row.initial) / row.recurring) * row.recurring
}

function line(
  id: string,
  start: number,
  from: string,
  to: string,
  seconds: number,
  billed: number,
  micros: number,
  currency: string,
): string {
  const amount = `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`
  return [
    id,
    new Date(Math.floor(start / 1000) * 1000).toISOString().replace('.000Z', 'Z'),
    from,
    to,
    seconds,
    billed,
    amount,
    currency,
    'Usage',
  ].join(',')
}
