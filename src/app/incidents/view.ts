import type { GateJson, IncidentHead, IncidentView, TaskJson } from '#contract'
import { type CaseHead, claimsOf, hindrances, milestonesOf, recoveredOf, ways } from '#core/handling'
import type { Money } from '#core/kernel'
import type { Situation } from '../flows/handle/situation.ts'

export type NameOf = (id: string) => { readonly id: string; readonly name: string }

const iso = (at: number): string => new Date(at).toISOString()
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at))

export const headOf = ({ incident, ...head }: CaseHead, nameOf: NameOf): IncidentHead => ({
  id: incident.id,
  title: incident.title,
  kind: incident.kind as IncidentHead['kind'],
  state: head.state,
  severity: head.severity,
  owner: head.owner === null ? null : nameOf(head.owner),
  began: iso(incident.began),
  openedAt: iso(head.openedAt),
  closedAt: isoOrNull(head.closedAt),
  accounts: [...incident.accounts],
  exposure: incident.exposure,
})

/** Everything about an incident as the API tells it. */
export function viewOf(situation: Situation, zone: string, nameOf: NameOf): IncidentView {
  const { incident, standing, world, tasks, gates, next, playbook, known, entries } = situation
  const { opened, cause, reconciled, state } = standing
  const { owner, severity } = standing
  const closedAt = state === 'closed' ? (standing.entered.closed ?? null) : null
  return {
    ...headOf({ incident, state, severity, owner, openedAt: opened.at, closedAt }, nameOf),
    customer: incident.customer,
    site: incident.site,
    zone,
    openedBy: nameOf(opened.by),
    openedFrom: opened.from,
    words: opened.words,
    condition: conditionOf(situation),
    perMinute: perMinuteOf(situation),
    lost: lostOf(situation),
    steps: playbook.steps.map(({ number, title }) => ({
      number,
      title,
      tasks: tasks.filter(({ task }) => task.step === number).map((one) => taskJson(one, situation, nameOf)),
    })),
    facts: Object.entries(playbook.facts).map(([fact, text]) => ({
      fact,
      text,
      value: known.get(fact)?.value ?? null,
      from: known.get(fact)?.from ?? null,
    })),
    next: next && { task: null, fact: null, to: null, ...next },
    moves: ways[state].map((to) => ({ to, hindrances: hindrances(to, situation) })),
    gates: gates.map((gate) => gateJson(gate, nameOf)),
    cause: cause && { cause: cause.cause, text: cause.text, by: nameOf(cause.by), at: iso(cause.at) },
    reconciled: reconciled && reconciledJson(reconciled),
    disputes: standing.disputes.map(({ status, micros, currency, note, at, by }) => ({
      status,
      amount: { micros, currency },
      note,
      at: iso(at),
      by: nameOf(by),
    })),
    hold: standing.hold && {
      reason: standing.hold.reason,
      by: nameOf(standing.hold.by),
      at: iso(standing.hold.at),
    },
    duties: world.duties && { ...world.duties },
    claims: claimsOf(standing.disputes).map(({ currency, asked, credited, refused, open }) => ({
      asked: { micros: asked, currency },
      credited: { micros: credited, currency },
      refused: { micros: refused, currency },
      open: { micros: open, currency },
    })),
    milestones: milestonesOf(incident, standing, world).map((one) => ({ ...one, at: isoOrNull(one.at) })),
    recovered: recoveredOf(standing, world, tasks, entries.length),
    investigations: world.found.map(({ investigation, verdict, ongoing }) => ({
      id: investigation,
      verdict,
      ongoing,
    })),
    sources: [...new Set([...world.found.flatMap(({ sources }) => sources), ...alertSources(situation)])],
    destinations: [...new Set(world.found.flatMap(({ destinations }) => destinations))],
    changedAt: iso(entries.at(-1)?.at ?? opened.at),
    connections: world.posture.sourcesFollowed,
    entries: entries.length,
  }
}

function reconciledJson({
  currency,
  disputedMicros,
  unauthorisedMicros = 0,
  totalMicros,
  ...said
}: NonNullable<Situation['standing']['reconciled']>): NonNullable<IncidentView['reconciled']> {
  const amount = (micros: number): Money => ({ micros, currency })
  return {
    invoice: said.invoice,
    matched: said.matched,
    providerOnly: said.providerOnly,
    pbxOnly: said.pbxOnly,
    differences: said.differences,
    disputed: amount(disputedMicros),
    at: iso(said.at),
    uncovered: said.uncovered ?? 0,
    unauthorised: said.unauthorised ?? 0,
    unauthorisedAmount: amount(unauthorisedMicros),
    total: totalMicros === undefined ? null : amount(totalMicros),
    sums: (said.sums ?? []).map(({ micros, disputedMicros: wrong, ...sum }) => ({
      ...sum,
      amount: amount(micros),
      disputed: amount(wrong),
    })),
    detailed: said.result !== undefined,
  }
}

const alertSources = ({ standing }: Situation): string[] =>
  [...standing.alerts.values()].flatMap(({ sources }) => sources)

/** In one word, for the top of the page. */
function conditionOf({ standing, world, known, tasks, gates }: Situation): IncidentView['condition'] {
  if (standing.state === 'closed') return 'safe'
  if ((world.live?.running ?? 0) > 0) return 'losing'
  // What was found since may want more than what was done.
  if (standing.state !== 'open' && hindrances('contained', { tasks, gates, world }).length === 0)
    return 'contained'
  return known.get('ongoing')?.value === true ? 'losing' : 'unclear'
}

/** Seen live, or what it took when the records ended, while nobody has stopped it since. */
function perMinuteOf({ world, standing }: Situation): Money | null {
  if (world.live) return world.live.perMinute
  const going = world.found.find(({ ongoing }) => ongoing)
  return going && standing.state === 'open' ? going.perMinute : null
}

/** What the investigations found, or what was lost live where there are none; and calls only the carrier knows, which neither sees. */
function lostOf({ incident, world, standing }: Situation): { low: Money; likely: Money; high: Money } {
  const best = world.found.toSorted((a, b) => b.likely.micros - a.likely.micros)[0]
  const { low, likely, high } = best ?? {
    low: incident.exposure,
    likely: incident.exposure,
    high: incident.exposure,
  }
  const unseen = unseenOf(standing.reconciled)
  if (unseen === null || (unseen.currency !== likely.currency && likely.micros > 0))
    return { low, likely, high }
  const more = ({ micros }: Money): Money => ({ micros: micros + unseen.micros, currency: unseen.currency })
  return { low: more(low), likely: more(likely), high: more(high) }
}

/** Null while lines of days without call records may be calls like any other. */
function unseenOf(reconciled: Situation['standing']['reconciled']): Money | null {
  const strangers = reconciled?.sums?.find((sum) => sum.class === 'provider-only')
  if (!reconciled || !strangers || reconciled.uncovered !== 0) return null
  return { micros: strangers.disputedMicros, currency: reconciled.currency }
}

function taskJson(one: Situation['tasks'][number], situation: Situation, nameOf: NameOf): TaskJson {
  const { task, settled, assignee } = one
  const { known, playbook, standing } = situation
  const asked = one.stand === 'open' ? task.when.find((fact) => !known.has(fact)) : undefined
  return {
    id: task.id,
    step: task.step,
    title: task.title,
    why: task.why,
    how: fitting(task.how, situation),
    who: task.who,
    mode: task.mode,
    control: task.control ?? null,
    evidence: task.evidence,
    stand: one.stand,
    question: asked === undefined ? null : { fact: asked, text: playbook.facts[asked] ?? asked },
    settled: settled && {
      status: settled.status,
      note: settled.note,
      at: iso(settled.at),
      by: nameOf(settled.by),
    },
    checked: one.checked,
    assignee: assignee === null ? null : nameOf(assignee),
    due: isoOrNull(one.due),
    waitsFor: [...one.waitsFor],
    files: standing.files
      .filter((file) => file.task === task.id)
      .map(({ name, sha256, bytes, at, by }) => ({ name, sha256, bytes, at: iso(at), by: nameOf(by) })),
  }
}

/** The commands of the playbook with this incident's own site, accounts and addresses in them. */
function fitting(how: string, { incident, world }: Situation): string {
  const [source] = world.found.flatMap(({ sources }) => sources)
  const accounts = incident.accounts.map((account) => `--account ${account}`).join(' ')
  return how
    .replaceAll('--site main', `--site ${incident.site}`)
    .replaceAll('--account 1004', accounts === '' ? '--account 1004' : accounts)
    .replaceAll('203.0.113.7', source ?? '203.0.113.7')
    .replaceAll('bundle INCIDENT', `bundle ${incident.id}`)
}

function gateJson({ override, ...gate }: Situation['gates'][number], nameOf: NameOf): GateJson {
  return {
    ...gate,
    override: override && {
      askedBy: nameOf(override.askedBy),
      askedAt: iso(override.askedAt),
      reason: override.reason,
      by: override.by === null ? null : nameOf(override.by),
      at: isoOrNull(override.at),
    },
  }
}
