import type { CacaoPlaybook, WorkflowStep } from './cacao.ts'
import { inOrder } from './check-playbook.ts'
import type { Playbook, Task } from './model.ts'

/** The extension under which everything of ours that CACAO has no word for travels; made once, never changed. */
export const EXTENSION = 'extension-definition--6e0c1f5a-7f0b-4a53-9d0e-2b4c8a71d3f6'
const CREATOR = 'identity--3c9a2b7e-51d4-4f0e-8a6b-9f7d1e2c4b58'

const ROLES: Record<Task['who'], string> = {
  anyone: 'Whoever is there',
  technician: 'Technician',
  manager: 'Manager',
  finance: 'Finance',
  legal: 'Counsel and compliance',
}
/** Activities of playbook-activity-type-ov, by step of ours; later steps restore. */
const ACTIVITIES = [
  'restrict-access',
  'disconnect-system',
  'deliver-content',
  'analyze-collected-data',
  'analyze-collected-data',
  'scan-system',
  'eliminate-risk',
  'configure-systems',
  'restrict-access',
  'deliver-content',
]

/**
 * A playbook of ours as CACAO 2.0: tasks one after the other in an order that respects what must come before, those with
 * a condition in an if-condition. `uuid` gives the same version-5-like UUID for the same text.
 */
export function toCacao(playbook: Playbook, uuid: (text: string) => string): CacaoPlaybook {
  const id = (type: string, name: string): string => `${type}--${uuid(`${playbook.id}/${type}/${name}`)}`
  const tasks = inOrder(playbook)
  const start = id('start', '')
  const end = id('end', '')
  const entry = (task: Task | undefined): string =>
    task === undefined ? end : id(task.when.length > 0 ? 'if-condition' : 'action', task.id)
  const workflow: Record<string, WorkflowStep> = {
    [start]: { type: 'start', name: playbook.title, on_completion: entry(tasks[0]) },
    [end]: { type: 'end', name: 'Closed' },
  }
  for (const [i, task] of tasks.entries()) {
    const next = entry(tasks[i + 1])
    const action = id('action', task.id)
    if (task.when.length === 0) workflow[action] = actionOf(task, next, id)
    else {
      const out = id('end', task.id)
      workflow[entry(task)] = {
        type: 'if-condition',
        name: `${task.title}?`,
        condition: task.when.map((fact) => `${variable(fact)}:value = true`).join(' OR '),
        on_true: action,
        on_completion: next,
      }
      workflow[action] = actionOf(task, out, id)
      workflow[out] = { type: 'end' }
    }
  }
  const conditional = tasks.some(({ when }) => when.length > 0)
  const { tasks: _, ...head } = playbook
  return {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: id('playbook', ''),
    name: playbook.title,
    ...(playbook.description ? { description: playbook.description } : {}),
    playbook_types: ['mitigation', 'remediation', 'notification'],
    playbook_activities: [...new Set(tasks.map(activityOf))],
    playbook_processing_summary: { manual_playbook: true, if_logic: conditional, extensions: true },
    created_by: CREATOR,
    created: playbook.created,
    modified: playbook.modified,
    industry_sectors: ['telecommunications'],
    labels: ['voip', 'toll-fraud'],
    ...(Object.keys(playbook.facts).length > 0 ? { playbook_variables: variablesOf(playbook) } : {}),
    workflow_start: start,
    workflow,
    playbook_extensions: { [EXTENSION]: { ringfence_playbook: head } },
    agent_definitions: Object.fromEntries(
      [...new Set(tasks.map(({ who }) => who))].map((who) => [
        id('group', who),
        { type: 'group', name: ROLES[who] },
      ]),
    ),
    extension_definitions: {
      [EXTENSION]: {
        type: 'extension-definition',
        name: 'Ringfence task',
        description: 'Order, conditions, limits of time and controls of a task',
        created_by: CREATOR,
        schema:
          'ringfence_task: a task as docs/rooms/playbooks.md describes it; ringfence_playbook: the playbook without its tasks',
        version: '1.0.0',
      },
    },
  }
}

const variable = (fact: string): string => `__${fact.replaceAll('-', '_')}__`

const variablesOf = ({ facts }: Playbook): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([fact, description]) => [
      variable(fact),
      { type: 'bool', description, external: true },
    ]),
  )

const activityOf = ({ step }: Task): string => ACTIVITIES[step - 1] ?? 'step-sequence'

function actionOf(task: Task, next: string, id: (type: string, name: string) => string): WorkflowStep {
  return {
    type: 'action',
    name: task.title,
    ...(task.why ? { description: task.why } : {}),
    on_completion: next,
    commands: [{ type: 'manual', command: task.how, playbook_activity: activityOf(task) }],
    agent: id('group', task.who),
    step_extensions: { [EXTENSION]: { ringfence_task: task } },
  }
}
