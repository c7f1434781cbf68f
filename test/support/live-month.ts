import { readNumberingData, readRules, resolveHolidays } from '../../src/adapters/content/index.ts'
import { parseSite } from '../../src/adapters/content/sites.ts'
import { readBuiltInTariff } from '../../src/adapters/content/tariffs.ts'
import { decisionOf } from '../../src/app/flows/containment.ts'
import { createJudging } from '../../src/app/flows/judging.ts'
import type { Alert } from '../../src/app/flows/live-alerts.ts'
import { watchContext } from '../../src/app/watch-site.ts'
import { type CallRecord, createJoiner, emptyRecord, type LiveCall } from '../../src/core/calls/index.ts'
import { containmentOf } from '../../src/core/kernel/index.ts'
import { createRater, parseDeck } from '../../src/core/rating/index.ts'
import type { Scenario, SimCall } from './scenario/index.ts'

const DAY = 86_400_000
const TICK = 10_000

export interface Month {
  readonly calls: number
  /** Calls of the owner's that were hung up, and those refused afterwards because their account was barred. */
  readonly wronglyCut: readonly SimCall[]
  readonly wronglyRefused: readonly SimCall[]
  readonly acted: readonly Alert[]
  readonly asked: readonly Alert[]
  readonly fraudCut: number
}

/** A made-up month, call by call through the engine that watches a site, with what its default policy would do. */
export async function liveMonth(scenario: Scenario, historyDays: number): Promise<Month> {
  const settings = parseSite(JSON.stringify(scenario.site), 'site.yaml')
  const rater = createRater(parseDeck(scenario.deck, { file: 'deck.csv' }).rates)
  const content = {
    readNumbering: readNumberingData,
    readRules,
    readTariff: readBuiltInTariff,
    resolveHolidays,
  }
  const begin = scenario.world.from + historyDays * DAY
  const { context, plan } = await watchContext({ settings, rater }, content, begin)
  const policy = containmentOf(settings)
  const rules = () => ({ policy, spared: new Set<string>() })
  let now = begin
  let ids = 0
  const byId = new Map(scenario.calls.map((call) => [idOf(call), call]))
  const barred = new Map<string, number>()
  const cut = new Set<SimCall>()
  const steps = new Map<string, { alert: Alert; step: string }>()
  const judging = createJudging({
    context,
    plan,
    now: () => now,
    newId: () => `id-${ids++}`,
    onAlert: () => undefined,
    onLook(alerts, at) {
      for (const alert of alerts) {
        const { decision, remedy } = decisionOf(alert, -1, at, { rules, isOpen: context.isOpen })
        if (steps.get(alert.id)?.step !== 'act') steps.set(alert.id, { alert, step: decision.step })
        if (decision.step !== 'act') continue
        for (const { call } of alert.running) cut.add(byId.get(call.id) as SimCall)
        if (remedy.bar !== '') barred.set(remedy.bar, at + DAY)
      }
    },
  })
  const join = createJoiner(plan)
  const past = scenario.calls.filter(({ start }) => start < begin)
  judging.calls.learn(
    past.map((call) => ({ ...join(legsOf(call, call.end, scenario).legs), id: idOf(call) })),
  )
  const refused = new Set<SimCall>()
  const live = scenario.calls.filter(({ start }) => start >= begin)
  let ticked = now
  for (const { at, call, type } of momentsOf(live, scenario)) {
    while (judging.calls.running.size > 0 && ticked + TICK < at) {
      ticked += TICK
      now = ticked
      judging.tick()
    }
    now = at
    ticked = at
    if (call === null) {
      judging.engine.signIn(type)
      judging.judged()
      continue
    }
    if (type === 'start' && call.direction === 'outbound' && (barred.get(call.ext) ?? 0) > at)
      refused.add(call)
    if (refused.has(call)) continue
    const heard = legsOf(call, at, scenario)
    // A call that was cut ends at once.
    if (type === 'end') judging.judged(judging.calls.end('pbx', heard, at))
    else if (!cut.has(call)) judging.judged(judging.calls.put('pbx', heard, at).call)
    if (cut.has(call)) judging.calls.end('pbx', legsOf(call, at, scenario), at)
  }
  const all = [...steps.values()]
  return {
    calls: live.length,
    wronglyCut: [...cut].filter(({ fraud }) => !fraud),
    wronglyRefused: [...refused].filter(({ fraud }) => !fraud),
    acted: all.filter(({ step }) => step === 'act').map(({ alert }) => alert),
    asked: all.filter(({ step }) => step === 'ask').map(({ alert }) => alert),
    fraudCut: [...cut].filter(({ fraud }) => fraud).length,
  }
}

const idOf = (call: SimCall): string => `sim-${call.n}`

type Moment = { at: number } & (
  | { call: SimCall; type: 'start' | 'answer' | 'end' }
  | { call: null; type: import('../../src/core/calls/index.ts').SecurityEvent }
)

function momentsOf(calls: readonly SimCall[], { security }: Scenario): Moment[] {
  const from = calls[0]?.start ?? 0
  const moments: Moment[] = security
    .filter(({ at }) => at >= from)
    .map(({ at, kind, service, account, ip, agent }) => ({
      at,
      call: null,
      type: { at, kind, service, account, sourceIp: ip, session: '', userAgent: agent, line: 0 },
    }))
  for (const call of calls) {
    if (call.carrierOnly) continue
    moments.push({ at: call.start, call, type: 'start' })
    if (!Number.isNaN(call.answer)) moments.push({ at: call.answer, call, type: 'answer' })
    moments.push({ at: call.end, call, type: 'end' })
  }
  return moments.sort((a, b) => a.at - b.at)
}

function legsOf(call: SimCall, at: number, { world }: Scenario): LiveCall {
  const trunk = `PJSIP/${world.tenant.trunk}-${call.n}`
  const phone = `PJSIP/${call.ext}-${call.n}`
  const answered = call.answer <= at
  const over = call.end <= at
  const outward = call.direction === 'outbound' || call.direction === 'internal'
  const through = call.direction === 'through'
  const leg: CallRecord = {
    ...emptyRecord(),
    id: idOf(call),
    linkedId: idOf(call),
    from: outward ? call.from || call.ext : call.from === '' ? '' : `+${call.from.replace(/^\+/, '')}`,
    dialled: outward || through ? call.dialled : `+${call.did}`,
    channel: outward ? phone : trunk,
    toChannel:
      call.direction === 'internal'
        ? `PJSIP/${call.peer}-${call.n}`
        : outward
          ? trunk
          : through
            ? `${trunk}o`
            : phone,
    context: outward ? 'from-internal' : call.entry === 'disa' ? 'disa' : 'from-trunk',
    lastApp: call.entry === 'voicemail' ? 'VoiceMail' : 'Dial',
    lastData:
      call.direction === 'outbound' || through ? `PJSIP/${call.dialled}@${world.tenant.trunk},60` : '',
    startedAt: call.start,
    answeredAt: answered ? call.answer : Number.NaN,
    endedAt: over ? call.end : Number.NaN,
    billableSeconds: answered ? Math.floor((Math.min(at, call.end) - call.answer) / 1000) : 0,
    disposition: over ? (answered ? 'answered' : 'no-answer') : 'running',
    sourceIp: call.ip,
    userAgent: call.agent,
    forwardedBy: through ? call.ext : '',
  }
  return { id: idOf(call), channels: [leg.channel], legs: [leg] }
}
