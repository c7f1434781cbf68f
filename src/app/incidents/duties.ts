import type { Duties as DutiesView, DutyFacts, DutyResult, ObligationResult } from '#contract'
import type { DataOf, DutyStanding, Found, Standing } from '#core/handling'
import type { Incident, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { Deadline } from '#core/notices'
import { change } from '../flows/handle/change.ts'
import type { HandlePorts } from '../flows/handle/ports.ts'
import { look, type Situation } from '../flows/handle/situation.ts'
import { type DutyReport, type ObligationTools, reportOn } from '../obligations.ts'
import { type Assumed, dutyFactsOf, parseFacts } from './duty-facts.ts'
import type { NameOf } from './view.ts'

type Word = Pick<DataOf<'duty'>, 'status' | 'note'>

/** Whom law and contract ask to tell about an incident. */
export interface Duties {
  view(place: Place, id: string): Promise<DutiesView>
  /** Takes the place of all that was said before. Throws `fact-unknown` for an answer to no question. */
  say(place: Place, id: string, facts: DutyFacts, by: string): Promise<void>
  settle(place: Place, id: string, duty: string, word: Word, by: string): Promise<void>
  /** The deadlines as an .ics file. */
  calendar(place: Place, id: string): Promise<string>
}

export interface DutyPorts {
  readonly obligations: Pick<ObligationTools, 'readObligations' | 'resolveHolidays' | 'now'>
  countryOf(place: Place): Promise<string>
  exposedOf(place: Place, id: string): Promise<readonly string[]>
}

interface Ports extends HandlePorts {
  readonly duties: DutyPorts
  readonly zoneOf: (place: Place) => Promise<string>
}

export function createDuties(ports: Ports, names: (ids: Iterable<string>) => Promise<NameOf>): Duties {
  const reported = async (place: Place, id: string) => {
    const situation = await look(place, id, ports)
    const { incident, standing, world } = situation
    return { situation, ...(await dutiesOf(incident, standing, world.found, ports.duties)) }
  }
  return {
    async view(place, id) {
      const { situation, report, assumed, facts } = await reported(place, id)
      const { duties } = situation.standing
      const said = [...duties.values()].flatMap(({ settled, signedOff }) => [
        ...(settled ? [settled.by] : []),
        ...(signedOff ? [signedOff.by] : []),
      ])
      const [nameOf, zone] = await Promise.all([names(said), ports.zoneOf(place)])
      const result = (one: ObligationResult): DutyResult => ({
        ...one,
        ...wordsOf(duties.get(one.id), nameOf),
        draft: draftOf(one, situation),
      })
      const due = report.due.map(result)
      return {
        facts: { ...facts },
        assumed: [...assumed],
        due,
        mayBeDue: report.mayBeDue.map(result),
        notDue: report.notDue.map(result),
        questions: report.questions,
        holds: report.holds,
        notice: report.notice,
        zone,
        next: due.find(({ settled }) => settled === null)?.id ?? null,
      }
    },

    async say(place, id, given, by) {
      const facts = parseFacts(given)
      await reportOn(facts, 'facts', ports.duties.obligations)
      await change(place, id, by, ports, () => ({
        entries: [{ kind: 'duty-facts', facts: given as Record<string, unknown> }],
      }))
    },

    async settle(place, id, duty, { status, note }, by) {
      const { rules } = await ports.duties.obligations.readObligations()
      const rule = rules.find((one) => one.id === duty)
      if (!rule)
        throw new DomainError('duty-unknown', `There is no notice “${duty}”`, 'Choose one of the list.')
      if (status !== 'open' && note.trim() === '')
        throw new DomainError(
          'proof-missing',
          status === 'not-to-be-told' ? 'It is not said why nobody is told' : 'It is not said what proves it',
          'Write one sentence: by which way, when, to whom, under which number; or the reason and who decided.',
        )
      await change(place, id, by, ports, () => ({
        entries: [{ kind: 'duty', duty, title: rule.title, status, note }],
      }))
    },

    calendar: async (place, id) => (await reported(place, id)).calendar,
  }
}

/** What is due by an instant and neither given nor decided against. */
export const deadlinesOf = ({ due }: Pick<DutiesView, 'due'>): Deadline[] =>
  due.flatMap(({ id, title, dueAt, settled, category }) =>
    // Whom to tell among ourselves is what the first notices are for.
    settled === null && dueAt !== null && category !== 'internal'
      ? [{ id, title, dueAt: Date.parse(dueAt) }]
      : [],
  )

/** What the duties are by what is known now. */
export async function dutiesOf(
  incident: Incident,
  standing: Standing,
  found: readonly Found[],
  ports: DutyPorts,
): Promise<DutyReport & { facts: ReturnType<typeof parseFacts>; assumed: readonly Assumed[] }> {
  const [country, exposed] = await Promise.all([
    ports.countryOf(incident),
    ports.exposedOf(incident, incident.id),
  ])
  const known = dutyFactsOf({ incident, standing, found, country, exposed })
  return { ...known, ...(await reportOn(known.facts, 'facts', ports.obligations, incident.id)) }
}

/** How many are due, left and open; null while nobody was asked. */
export async function dutyCounts(
  incident: Incident,
  standing: Standing,
  found: readonly Found[],
  ports: DutyPorts,
): Promise<{ due: number; left: number; open: number } | null> {
  if (!standing.dutyFacts) return null
  const { report } = await dutiesOf(incident, standing, found, ports)
  // Our own defaults whom to tell are step 3; what nobody is obliged to is an offer.
  const due = report.due.filter(({ category }) => category !== 'internal')
  return {
    due: due.length,
    left: due.filter(({ id }) => !standing.duties.get(id)?.settled).length,
    open: report.mayBeDue.filter(({ force }) => force !== 'voluntary').length,
  }
}

function wordsOf(
  standing: DutyStanding | undefined,
  nameOf: NameOf,
): Pick<DutyResult, 'settled' | 'signedOff'> {
  const word = (said: DutyStanding['settled']): DutyResult['settled'] =>
    said && { status: said.status, note: said.note, at: new Date(said.at).toISOString(), by: nameOf(said.by) }
  return { settled: word(standing?.settled ?? null), signedOff: word(standing?.signedOff ?? null) }
}

/** A notice to be completed: what the rule wants in it, and what is known; the rest stands in brackets. */
function draftOf(
  { title, recipients, contents, citation }: ObligationResult,
  { incident, standing, world }: Situation,
): string {
  const began = world.found.find((one) => one.began !== null)?.began ?? incident.began
  return [
    `To: ${recipients.join('; ')}`,
    `About: ${title} (${citation})`,
    '',
    `Incident ${incident.id}: ${incident.title}.`,
    `Began ${new Date(began).toISOString()}, known to us since ${new Date(standing.opened.at).toISOString()}.`,
    ...(standing.cause ? [`Cause, as far as it is known: ${standing.cause.text}`] : []),
    '',
    ...(contents.length === 0 ? ['[What happened, whom it concerns, what was done, whom to ask]'] : []),
    ...contents.map((content) => `${content.charAt(0).toUpperCase()}${content.slice(1)}: [to be completed]`),
    '',
    '[Name, function and signature; counsel has read it]',
  ].join('\n')
}
