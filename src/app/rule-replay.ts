import type { FlaggedCall, RulesDifference, Verdict } from '#contract'
import { type Call, createBatchPool, type SecurityEvent, type Spill } from '#core/calls'
import type { Mark, Rule } from '#core/detection'
import { changeOf } from './change.ts'
import { gatherCalls, gatherStored, type ReadPiece, type TextFile } from './flows/gather-calls.ts'
import { investigate } from './flows/investigate.ts'
import type { Setting } from './investigator.ts'
import { toVerdict } from './verdict.ts'

/** What is on record of a site, and how it is judged. */
export interface ReplayGround extends Pick<Setting, 'site' | 'zone' | 'numbering' | 'rater' | 'ratesName'> {
  readonly holidays: readonly string[]
  readonly marks: readonly Mark[]
  /** The stored calls from `since` on, oldest first; asked for once a judgement. */
  readonly calls: () => AsyncIterable<readonly Call[]>
  readonly securityLogs: readonly TextFile[]
  /** UTC milliseconds: how far back to look, and when the newest call began. */
  readonly since: number
  readonly newest: number
  readonly openSpill: () => Spill & { close(): void }
}

const SHOWN = 200

/** Judges what is on record twice, with each set of rules. `onShare`: how much is done, 0 to 1. */
export async function replayRules(
  ground: ReplayGround,
  { before, after }: { readonly before: readonly Rule[]; readonly after: readonly Rule[] },
  onShare: (share: number) => void,
): Promise<Omit<RulesDifference, 'proofs'>> {
  const signIns = await signInsOf(ground)
  const old = await judgeWith(before, ground, signIns, (share) => onShare(share / 2))
  const now = await judgeWith(after, ground, signIns, (share) => onShare(0.5 + share / 2))
  return {
    from: now.input.from,
    to: now.input.to,
    calls: now.input.calls,
    signIns: signIns.length,
    change: changeOf(old, now),
    newly: callsOnlyIn(now, old),
    noLonger: callsOnlyIn(old, now),
  }
}

async function signInsOf({ securityLogs: files, ...ground }: ReplayGround): Promise<SecurityEvent[]> {
  const events: SecurityEvent[] = []
  if (files.length === 0) return events
  for await (const { security } of gatherCalls({ ...ground, files }, createBatchPool()))
    for (const event of security) events.push(event)
  return events.sort((a, b) => a.at - b.at)
}

async function judgeWith(
  rules: readonly Rule[],
  ground: ReplayGround,
  security: readonly SecurityEvent[],
  onShare: (share: number) => void,
): Promise<Verdict> {
  const { site, rater, ratesName, since, newest } = ground
  const length = Math.max(1, newest - since)
  async function* stored(): AsyncGenerator<readonly Call[]> {
    for await (const batch of ground.calls()) {
      yield batch.map((call) => ({ ...call, destination: ground.numbering.lookup(call.peer) }))
      onShare(Math.max(0, Math.min(1, ((batch.at(-1)?.startedAt ?? since) - since) / length)))
    }
  }
  const spill = ground.openSpill()
  try {
    const found = await investigate(
      {
        ...ground,
        files: [],
        rules,
        spill,
        async *readElsewhere(pool) {
          yield { ...nothing, security }
          yield* gatherStored(stored(), ground, pool)
        },
      },
      () => undefined,
    )
    return toVerdict({ found, site, rater, ratesName })
  } finally {
    spill.close()
  }
}

const nothing: Omit<ReadPiece, 'security'> = {
  batches: [],
  names: [],
  rejects: [],
  formats: [],
  counts: { files: 0, rows: 0, calls: 0, duplicates: 0, rejected: 0, securityEvents: 0 },
  bytesRead: 0,
}

const keyOf = ({ id, startedAt, dialled }: FlaggedCall): string => `${startedAt} ${id} ${dialled}`

function callsOnlyIn(one: Verdict, other: Verdict): RulesDifference['newly'] {
  const known = new Set(other.flaggedCalls.map(keyOf))
  const calls = one.flaggedCalls.filter((call) => !known.has(keyOf(call)))
  const micros = calls.reduce((sum, { cost }) => sum + (cost?.micros ?? 0), 0)
  return {
    total: calls.length,
    cost: { micros, currency: one.exposure.likely.currency },
    calls: calls.slice(0, SHOWN),
  }
}
