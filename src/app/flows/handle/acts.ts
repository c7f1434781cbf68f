import {
  type DataOf,
  type EntryData,
  type GateId,
  type IncidentState,
  move,
  takesFigures,
} from '#core/handling'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import { change, type Decision } from './change.ts'
import type { HandlePorts } from './ports.ts'
import type { Situation } from './situation.ts'

/** What people do in an incident. Every act is one entry, by its actor. */
export interface Acts {
  /** Throws `not-yet` or `gates-unsatisfied` with every reason. */
  move(place: Place, id: string, to: IncidentState, why: string, by: string): Promise<void>
  settle(place: Place, id: string, wanted: Omit<DataOf<'task'>, 'kind'>, by: string): Promise<void>
  answer(place: Place, id: string, fact: string, value: boolean, by: string): Promise<void>
  askOverride(place: Place, id: string, gate: GateId, reason: string, by: string): Promise<void>
  /** Refused to whoever asked for it. */
  override(place: Place, id: string, gate: GateId, by: string): Promise<void>
  /** Anything that is only written down: note, owner, severity, assignment, cause, pin, file, dispute. */
  write(place: Place, id: string, data: EntryData, by: string): Promise<void>
}

type Decide = (place: Place, id: string, by: string, how: (situation: Situation) => Decision) => Promise<void>

export function createActs(ports: HandlePorts): Acts {
  const decide: Decide = (place, id, by, how) => change(place, id, by, ports, how)
  return {
    move: (place, id, to, why, by) =>
      decide(place, id, by, (situation) => {
        move(situation.standing, to, situation)
        const ended = to === 'open' ? null : (situation.incident.ended ?? ports.now())
        return { entries: [{ kind: 'state', to, why }], incident: { ended } }
      }),

    settle: (place, id, { task, status, note }, by) =>
      decide(place, id, by, (situation) => {
        const found = taskOf(situation, task)
        if (status === 'not-applicable' && note.trim() === '') throw attestationMissing()
        if (status === 'done' && found.stand === 'waiting')
          throw new DomainError(
            'task-waits',
            `“${found.task.title}” comes after: ${found.waitsFor.join(', ')}`,
            'Do that first; the order keeps the thief from watching, and evidence from being lost.',
          )
        return { entries: [{ kind: 'task', task, status, note }] }
      }),

    answer: (place, id, fact, value, by) =>
      decide(place, id, by, ({ playbook }) => {
        if (!(fact in playbook.facts))
          throw new DomainError(
            'fact-unknown',
            `The playbook has no question “${fact}”`,
            `It has ${Object.keys(playbook.facts).join(', ')}.`,
          )
        return { entries: [{ kind: 'answer', fact, value }] }
      }),

    ...createOverrides(decide),

    write: (place, id, data, by) =>
      decide(place, id, by, (situation) => {
        if ('task' in data && data.task !== null) taskOf(situation, data.task)
        if (data.kind === 'reconciled' && !takesFigures(situation.standing.reconciled, data))
          return { entries: [] }
        return { entries: [data] }
      }),
  }
}

/** Two people, never one: one asks with a reason, another approves. */
const createOverrides = (decide: Decide): Pick<Acts, 'askOverride' | 'override'> => ({
  askOverride: (place, id, gate, reason, by) =>
    decide(place, id, by, ({ standing }) => {
      refuseClosed(standing.state)
      if (gate === 'still-going-on')
        throw new DomainError(
          'gate-fixed',
          'An incident that is still going on cannot be closed by anybody',
          'Contain it first.',
        )
      return { entries: [{ kind: 'override-asked', gate, reason }] }
    }),

  override: (place, id, gate, by) =>
    decide(place, id, by, ({ standing }) => {
      const asked = standing.overrides.get(gate)
      if (!asked || asked.by !== null)
        throw new DomainError(
          'override-unasked',
          'Nobody has asked to override this gate',
          'Ask for it with a reason; another person then approves it.',
        )
      if (asked.askedBy === by)
        throw new DomainError(
          'second-person',
          'Whoever asked for it cannot approve it too',
          'Let another owner or responder read the reason and approve.',
        )
      return { entries: [{ kind: 'override', gate }] }
    }),
})

function taskOf({ tasks }: Situation, id: string): Situation['tasks'][number] {
  const found = tasks.find(({ task }) => task.id === id)
  if (!found)
    throw new DomainError(
      'task-unknown',
      `This incident has no task “${id}”`,
      'Reload the page and choose one of its tasks.',
    )
  return found
}

const attestationMissing = (): DomainError =>
  new DomainError(
    'attestation-missing',
    'It is not said why the task does not apply',
    'Write one sentence: it stands in the report under your name.',
  )

function refuseClosed(state: IncidentState): void {
  if (state === 'closed')
    throw new DomainError('incident-state', 'The incident is closed', 'Open it again first.')
}
