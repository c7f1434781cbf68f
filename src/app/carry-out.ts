import type { Verdict } from '#contract'
import type { FlaggedRow, Investigation } from '#core/incidents'
import { changeOf } from './change.ts'
import type { InvestigationPorts, JudgeMessage } from './investigation-ports.ts'
import type { InvestigateRequest } from './investigator.ts'
import { actOf, incidentsOf, outcomeOf } from './kept.ts'
import type { Live } from './live.ts'

const JUDGE = 'system:investigator'

/** One investigation from its files to what is kept of it. A done one is judged again, with the marks that stand now. */
export async function carryOut(
  investigation: Investigation,
  signal: AbortSignal,
  ports: InvestigationPorts,
  live: Live,
): Promise<void> {
  const { id, againAt } = investigation
  const calls = ports.uploads.beside(id, 'calls')
  let verdict: Verdict | null = null
  let stored = 0
  for await (const message of ports.judge(await requestOf(investigation, calls, ports), signal)) {
    if (message.progress) {
      live.tell(id, message.progress)
      if (ports.now() - stored > 2000) await ports.store.progress(id, message.progress)
      stored = ports.now()
      continue
    }
    verdict = message.verdict ?? verdict
    await keep(message, verdict, investigation, ports)
    // Whoever watches sees the verdict now; keeping the calls may take longer.
    live.end(id)
  }
  signal.throwIfAborted()
  await ports.store.settledAgain(id, againAt ?? ports.now())
}

async function keep(
  message: JudgeMessage,
  verdict: Verdict | null,
  investigation: Investigation,
  ports: InvestigationPorts,
): Promise<void> {
  const { id, againAt } = investigation
  if (message.verdict) await (againAt === null ? settle : judgedAgain)(investigation, message.verdict, ports)
  if (message.failure) await failed(investigation, message.failure, ports)
  if (message.callsWritten && verdict) {
    const rows = ports.uploads.consume(ports.uploads.beside(id, 'calls'))
    await ports.store.saveCalls(investigation, id, rows, flaggedOf(verdict))
  }
}

async function requestOf(
  investigation: Investigation,
  calls: string,
  ports: InvestigationPorts,
): Promise<InvestigateRequest> {
  const files = investigation.files.map((f) => ({
    path: ports.uploads.path(investigation.id, f.sha256),
    name: f.name,
  }))
  const marks = await ports.marks.standing(investigation)
  const siteYaml = await ports.siteYaml(investigation)
  const siteRates = (await ports.siteRates(investigation)) ?? undefined
  return { ...investigation.options, files, siteYaml, siteRates, marks, callsTo: calls }
}

const withIds = (verdict: Verdict, ids: readonly { readonly id: string }[]): Verdict => ({
  ...verdict,
  incidents: verdict.incidents.map((incident, n) => ({ ...incident, id: ids[n]?.id })),
})

const factsOf = (verdict: Verdict) => ({
  verdict: verdict.verdict,
  flagged: verdict.flaggedCalls.length,
  likely: verdict.exposure.likely,
})

async function settle(
  investigation: Investigation,
  verdict: Verdict,
  { store, now, idOf }: InvestigationPorts,
): Promise<void> {
  const { id } = investigation
  const incidents = incidentsOf(investigation, id, verdict, idOf)
  const act = actOf(JUDGE, 'investigation.finished', id, factsOf(verdict), now())
  await store.finish(id, outcomeOf(verdict), withIds(verdict, incidents), incidents, act)
}

/** Beside the first verdict: what is found with the marks, and what that changed. Without any mark the first counts again. */
async function judgedAgain(
  investigation: Investigation,
  found: Verdict,
  { store, marks, now, idOf }: InvestigationPorts,
): Promise<void> {
  const { id } = investigation
  const before = (await store.verdict(investigation, id)) as Verdict
  const { original } = (await store.history(investigation, id)) as { original: Verdict }
  const own = (await marks.of(investigation, id)).filter(({ takenBackAt }) => takenBackAt === null)
  const verdict = own.length === 0 ? original : found
  const change = changeOf(before, verdict)
  const incidents = incidentsOf(investigation, id, verdict, idOf)
  const act = actOf(JUDGE, 'investigation.judged-again', id, { ...factsOf(verdict), change }, now())
  const revised = own.length === 0 ? null : withIds(verdict, incidents)
  await store.revise(id, outcomeOf(verdict), revised, change, incidents, act)
}

async function failed(
  { id, againAt }: Investigation,
  failure: { readonly code: string; readonly message: string; readonly remedy: string },
  { store, now }: InvestigationPorts,
): Promise<void> {
  // A done one keeps the verdict it has.
  if (againAt !== null) return
  await store.fail(id, failure, actOf(JUDGE, 'investigation.failed', id, { code: failure.code }, now()))
}

const flaggedOf = (verdict: Verdict): FlaggedRow[] =>
  verdict.flaggedCalls.map(({ id, startedAt, account, dialled, kind, reason }) => ({
    id,
    startedAt,
    account,
    dialled,
    kind,
    reason,
  }))
