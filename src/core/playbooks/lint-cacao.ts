import { type CacaoPlaybook, exitsOf, type WorkflowStep } from './cacao.ts'

/** A problem of meaning: what makes the workflow impossible to follow is an error, the rest a warning. */
export interface CacaoProblem {
  readonly level: 'error' | 'warning'
  readonly message: string
}

const TEXT_COMMANDS = new Set([
  'manual',
  'bash',
  'ssh',
  'powershell',
  'caldera-cmd',
  'http-api',
  'openc2-http',
])

/** What the schema of CACAO 2.0 cannot say: steps that lead nowhere, unknown agents, undeclared variables … */
export function lintCacao(playbook: CacaoPlaybook): CacaoProblem[] {
  const { workflow, workflow_start, workflow_exception } = playbook
  const steps = Object.entries(workflow)
  const errors = [
    ...(workflow[workflow_start]?.type === 'start' ? [] : ['workflow_start names no start step']),
    ...(workflow_exception && !workflow[workflow_exception] ? ['workflow_exception names no step'] : []),
    ...steps.flatMap(([id, step]) => exitErrors(id, step, playbook)),
  ]
  const warnings = [
    ...steps.flatMap(([id, step]) => [...undefinedNames(id, step, playbook), ...poorCommands(id, step)]),
    ...(hasCircle(playbook) ? ['steps lead back to themselves outside of a while-condition'] : []),
    ...headWarnings(playbook),
  ]
  return [
    ...errors.map((message) => ({ level: 'error' as const, message })),
    ...warnings.map((message) => ({ level: 'warning' as const, message })),
  ]
}

function exitErrors(id: string, step: WorkflowStep, { workflow }: CacaoPlaybook): string[] {
  const exits = exitsOf(step)
  const both = step.on_completion && (step.on_success || step.on_failure)
  return [
    ...(id.startsWith(`${step.type}--`) ? [] : [`${id}: its type is ${step.type}`]),
    ...exits.filter((next) => !workflow[next]).map((next) => `${id}: leads to ${next}, which is not there`),
    ...(step.type !== 'end' && exits.length === 0 ? [`${id}: leads nowhere`] : []),
    ...(both ? [`${id}: on_completion excludes on_success and on_failure`] : []),
  ]
}

function undefinedNames(id: string, step: WorkflowStep, playbook: CacaoPlaybook): string[] {
  const { agent_definitions, target_definitions, playbook_variables, extension_definitions } = playbook
  const variables = [...(step.in_args ?? []), ...(step.out_args ?? [])]
  return [
    ...(step.agent && !agent_definitions?.[step.agent] ? [`${id}: its agent is not defined`] : []),
    ...(step.targets ?? [])
      .filter((target) => !target_definitions?.[target])
      .map((target) => `${id}: target ${target} is not defined`),
    ...variables
      .filter((name) => !playbook_variables?.[name] && !step.step_variables?.[name])
      .map((name) => `${id}: variable ${name} is not declared`),
    ...Object.keys(step.step_extensions ?? {})
      .filter((name) => !extension_definitions?.[name])
      .map((name) => `${id}: extension ${name} is not defined`),
  ]
}

function poorCommands(id: string, step: WorkflowStep): string[] {
  if (step.type !== 'action') return []
  const mute = (step.commands ?? []).filter(
    ({ type, command, command_b64 }) => TEXT_COMMANDS.has(type) && !command && !command_b64,
  )
  return [
    ...(step.commands?.length ? [] : [`${id}: an action without commands`]),
    ...(step.agent ? [] : [`${id}: an action without an agent`]),
    ...mute.map(({ type }) => `${id}: a ${type} command without a command`),
  ]
}

function headWarnings(playbook: CacaoPlaybook): string[] {
  const { playbook_types, playbook_activities, created, modified } = playbook
  const steps = Object.values(playbook.workflow)
  const used = new Set(steps.flatMap((step) => (step.commands ?? []).map((each) => each.playbook_activity)))
  return [
    ...(playbook_activities ?? [])
      .filter((activity) => !used.has(activity))
      .map((activity) => `no command is of the activity ${activity}`),
    ...(playbook_types?.length && !playbook_activities?.length
      ? ['playbook_types without playbook_activities']
      : []),
    ...(/\.\d{3}Z$/.test(created) && /\.\d{3}Z$/.test(modified)
      ? []
      : ['created and modified need exactly three decimals']),
    ...(modified < created ? ['modified is before created'] : []),
  ]
}

function hasCircle({ workflow, workflow_start }: CacaoPlaybook): boolean {
  const state = new Map<string, 'open' | 'closed'>()
  const visit = (id: string): boolean => {
    if (state.get(id) === 'open') return true
    const step = workflow[id]
    if (state.has(id) || !step) return false
    state.set(id, 'open')
    const circle = step.type !== 'while-condition' && exitsOf(step).some(visit)
    state.set(id, 'closed')
    return circle
  }
  return visit(workflow_start)
}
