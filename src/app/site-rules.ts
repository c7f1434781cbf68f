import type { DetectionRule, RuleProof, RulesDifference, RulesReplay, SiteRules } from '#contract'
import {
  compileRule,
  firedBy,
  limitsOf,
  type ProofEvent,
  type ProofPlace,
  type RuleSource,
} from '#core/detection'
import type { Place } from '#core/incidents'
import { DomainError, RuleSettings } from '#core/kernel'
import type { Sites } from './sites.ts'

/** A rule with its proof and the note on what to do when it speaks. */
export interface BookRule {
  readonly source: RuleSource
  readonly fires: readonly ProofEvent[]
  readonly quiet: readonly ProofEvent[]
  readonly triage: string
}

export interface ReplayMessage {
  readonly share?: number
  readonly difference?: RulesDifference
  readonly problem?: NonNullable<RulesReplay['problem']>
}

export interface RulePorts {
  readonly sites: Pick<Sites, 'get' | 'save'>
  readBook(): Promise<readonly BookRule[]>
  proofPlace(): Promise<ProofPlace>
  /** Throws `rule-settings-invalid`. */
  check(settings: RuleSettings): Promise<void>
  /** Judges the history of a place twice, in a thread of its own. */
  replay(
    order: Place & { readonly before: RuleSettings; readonly after: RuleSettings },
    signal: AbortSignal,
  ): AsyncIterable<ReplayMessage>
  newId(): string
  readonly log: { error(facts: object, message: string): void }
}

/** The detection rules of a site: what they are, what other settings would change, and those settings. */
export interface DetectionRules {
  view(place: Place): Promise<SiteRules>
  proof(place: Place, rule: string): Promise<RuleProof>
  /** Begins; a replay of the place that was under way ends. */
  replay(place: Place, rules: RuleSettings): Promise<RulesReplay>
  replayed(place: Place, id: string): RulesReplay
  /** Saves the settings of a replay that is done, while those it was compared with still stand. */
  save(place: Place, replay: string, actor: string): Promise<SiteRules>
  close(): void
}

interface Run {
  readonly before: RuleSettings
  readonly after: RuleSettings
  readonly stop: AbortController
  view: RulesReplay
}

const keyOf = ({ customer, site }: Place): string => JSON.stringify([customer, site])

export function createDetectionRules(ports: RulePorts): DetectionRules {
  const { sites } = ports
  /** The last replay of each place. */
  const runs = new Map<string, Run>()
  let turn: Promise<void> = Promise.resolve()
  const settingsOf = async (place: Place): Promise<RuleSettings> =>
    RuleSettings.catch({}).parse((await sites.get(place)).settings['rules'] ?? {})
  const view = async (place: Place): Promise<SiteRules> => {
    const settings = await settingsOf(place)
    return { rules: (await ports.readBook()).map((rule) => ruleJson(rule, settings)) }
  }
  const runOf = (place: Place, id: string): Run => {
    const run = runs.get(keyOf(place))
    if (run?.view.id === id) return run
    throw new DomainError(
      'replay-unknown',
      'There is no such replay of the rules here.',
      'A later one took its place, or the server was restarted: replay them again.',
    )
  }
  return {
    view,
    async proof(place, id) {
      const rule = (await ports.readBook()).find(({ source }) => source.id === id)
      if (!rule) throw unknownRule(id)
      const { [id]: set } = await settingsOf(place)
      return prove(rule, limitsOf(rule.source, set?.limits), await ports.proofPlace())
    },

    async replay(place, rules) {
      await ports.check(rules)
      const run: Run = {
        before: await settingsOf(place),
        after: tidied(rules),
        stop: new AbortController(),
        view: { id: ports.newId(), state: 'running', share: 0, difference: null, problem: null },
      }
      runs.get(keyOf(place))?.stop.abort()
      runs.set(keyOf(place), run)
      turn = turn.then(() => carryOut(place, run, ports))
      return run.view
    },

    replayed: (place, id) => runOf(place, id).view,

    async save(place, id, actor) {
      const run = runOf(place, id)
      const { difference } = run.view
      if (difference === null) throw notReplayed()
      const { settings } = await sites.get(place)
      if (JSON.stringify(await settingsOf(place)) !== JSON.stringify(run.before)) throw changedMeanwhile()
      const { newly, noLonger, change } = difference
      const facts = { newlyFlagged: newly.total, noLongerFlagged: noLonger.total, likely: change.likely }
      await sites.save(place, { settings: { ...settings, rules: written(run.after) } }, actor, {
        action: 'rules.changed',
        detail: { ...facts, before: run.before, after: run.after },
      })
      return view(place)
    },

    close() {
      for (const { stop } of runs.values()) stop.abort()
    },
  }
}

async function carryOut(place: Place, run: Run, { replay, log }: RulePorts): Promise<void> {
  const { before, after, stop } = run
  try {
    // A thread is not begun for what is no longer wanted.
    if (stop.signal.aborted) return
    for await (const { share, difference, problem } of replay({ ...place, before, after }, stop.signal)) {
      if (share !== undefined) run.view = { ...run.view, share }
      if (difference) run.view = { ...run.view, state: 'done', share: 1, difference }
      if (problem) run.view = { ...run.view, state: 'failed', problem }
    }
  } catch (error) {
    log.error({ err: error }, 'a replay of the rules broke off')
  }
  if (run.view.state === 'running') run.view = { ...run.view, state: 'failed', problem: brokenOff }
}

const brokenOff = {
  code: 'replay-broken-off',
  detail: 'The replay broke off.',
  remedy: 'Replay the rules again.',
}

/** Without what says nothing. */
const tidied = (rules: RuleSettings): RuleSettings =>
  Object.fromEntries(
    Object.entries(rules)
      .filter(([, { on, limits }]) => !on || Object.keys(limits).length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** As a person would write it into site.yaml; undefined when there is nothing to write. */
function written(rules: RuleSettings): Record<string, object> | undefined {
  const entries = Object.entries(rules).map(([id, { on, limits }]): [string, object] => [
    id,
    { ...(on ? {} : { on }), ...(Object.keys(limits).length > 0 ? { limits } : {}) },
  ])
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

function ruleJson({ source, fires, quiet, triage }: BookRule, settings: RuleSettings): DetectionRule {
  const { id, title, kind, looksFor, by, window, where, when, weight } = source
  const set = settings[id]
  const values = limitsOf(source, set?.limits)
  const on = set?.on ?? true
  const limits = Object.entries(source.limits).map(([name, limit]) => ({
    name,
    ...limit,
    value: values[name] ?? limit.is,
  }))
  return {
    ...{ id, title, kind, looksFor, by, window, on, limits },
    // The first line of the note is the title again.
    triage: triage.replace(/^# .*\n+/, '').trim(),
    signIns: /^signin\b/.test(where),
    exact: { where, when, weight: String(weight) },
    changed: !on || limits.some(({ is, value }) => is !== value),
    fires: fires.length,
    quiet: quiet.length,
  }
}

function prove(
  { source, fires, quiet }: BookRule,
  limits: Record<string, number>,
  place: ProofPlace,
): RuleProof {
  const rule = compileRule(source, limits)
  const [loud, silent] = [firedBy(rule, fires, place), firedBy(rule, quiet, place)]
  return {
    fires: { holds: loud > 0, spoke: loud, events: fires.map(eventJson) },
    quiet: { holds: silent === 0, spoke: silent, events: quiet.map(eventJson) },
  }
}

const eventJson = (e: ProofEvent): RuleProof['fires']['events'][number] => ({
  at: e.at,
  account: e.account,
  what: e.signIn ?? e.direction ?? 'outbound',
  other: e.signIn ? (e.ip ?? '') : ((e.direction === 'inbound' ? e.from : (e.to ?? e.dialled)) ?? ''),
  seconds: e.seconds,
})

const unknownRule = (id: string): DomainError =>
  new DomainError('rule-unknown', `There is no rule ${id}.`, 'Choose one of the Rules page.')
const notReplayed = (): DomainError =>
  new DomainError(
    'rules-not-replayed',
    'The replay of these rules is not done.',
    'Wait until it says what would change, then save.',
  )
const changedMeanwhile = (): DomainError =>
  new DomainError(
    'rules-changed',
    'Somebody changed the rules of this site meanwhile.',
    'Reload the page and replay them again.',
  )
