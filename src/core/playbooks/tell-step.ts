import type { CacaoPlaybook, WorkflowStep } from './cacao.ts'

type Decode = (base64: string) => string
type Dictionary = Readonly<Record<string, unknown>>

/** What the words of a task say by themselves, or what is said by the order of the tasks. */
const SAID_OF_STEP = [
  ...['type', 'name', 'description', 'agent', 'targets', 'commands', 'step_variables', 'in_args', 'out_args'],
  ...['on_completion', 'on_success', 'on_failure', 'on_true', 'on_false', 'next_steps', 'cases'],
  ...['condition', 'switch', 'playbook_id'],
]
const SAID_OF_COMMAND = ['type', 'description', 'command', 'command_b64', 'content', 'content_b64']
/** Besides definitions, which are said where they are used; who wrote and signed it stays in the file. */
const SAID_OF_PLAYBOOK = [
  ...['type', 'spec_version', 'id', 'name', 'description', 'created_by', 'created', 'modified', 'signatures'],
  ...['workflow', 'workflow_start', 'workflow_exception', 'playbook_variables', 'markings'],
  ...['agent_definitions', 'target_definitions', 'extension_definitions', 'authentication_info_definitions'],
  ...['playbook_processing_summary'],
]
/** Of the means to sign in, what is no secret. */
const OPEN_OF_SIGN_IN = new Set(['type', 'name', 'description', 'username', 'user_id', 'kms_key_identifier'])

/** A step of others in words. Commands stand word for word; nothing of them is ever run. */
export function tellStep(step: WorkflowStep, cacao: CacaoPlaybook, decode: Decode): string {
  const agent = step.agent === undefined ? [] : [partyOf(step.agent, cacao.agent_definitions, cacao)]
  const targets = (step.targets ?? []).map((id) => partyOf(id, cacao.target_definitions, cacao))
  const lines = [
    ...agent.map((name) => `By: ${name}`),
    ...(targets.length > 0 ? [`On: ${targets.join(', ')}`] : []),
    ...(step.commands ?? []).map((command) => tellCommand(command, decode)),
    ...waysOf(step, cacao),
    ...(step.in_args ? [`Needs: ${step.in_args.join(', ')}`] : []),
    ...(step.out_args ? [`Gives: ${step.out_args.join(', ')}`] : []),
    ...restOf(step, SAID_OF_STEP),
  ]
  const told = [...lines, step.description ?? ''].join('\n')
  return [...lines, ...variablesIn(told, step, cacao)].join('\n') || 'Nothing is said of how'
}

/** What a playbook of others says of itself, besides its steps. */
export function tellPlaybook(cacao: CacaoPlaybook): string {
  const exception = cacao.workflow_exception && cacao.workflow[cacao.workflow_exception]
  return [
    ...(cacao.description ? [cacao.description] : []),
    ...(exception ? [`If a step fails and says nothing of it: "${exception.name || exception.type}"`] : []),
    ...restOf(cacao, SAID_OF_PLAYBOOK),
  ].join('\n')
}

function waysOf(step: WorkflowStep, { workflow }: CacaoPlaybook): string[] {
  const name = (id: string | undefined): string => {
    const other = id === undefined ? undefined : workflow[id]
    return other ? `"${other.name || other.type}"` : 'the end'
  }
  const whether = step.type === 'while-condition' ? 'As long as' : 'If'
  return [
    ...(step.playbook_id ? [`Run the playbook ${step.playbook_id}`] : []),
    ...(step.condition ? [`${whether} ${step.condition}: ${name(step.on_true)}`] : []),
    ...(step.on_false ? [`Else: ${name(step.on_false)}`] : []),
    ...(step.switch ? [`By ${step.switch}:`] : []),
    ...Object.entries(step.cases ?? {}).map(([value, id]) => `${value}: ${name(id)}`),
    ...(step.next_steps ? [`At the same time: ${step.next_steps.map(name).join(', ')}`] : []),
    ...(step.on_failure ? [`If it fails: ${name(step.on_failure)}`] : []),
  ]
}

function tellCommand(command: NonNullable<WorkflowStep['commands']>[number], decode: Decode): string {
  const text = command.command ?? (command.command_b64 ? decode(command.command_b64) : '')
  const content = command.content ?? (command.content_b64 ? decode(command.content_b64) : '')
  const label = command.type === 'manual' ? '' : `${command.type}: `
  const lines = [command.description, `${label}${text}`, ...restOf(command, SAID_OF_COMMAND), content]
  return lines.filter(Boolean).join('\n')
}

/** Who does it or what it is done to: by name, with all that is known of it but secrets. */
function partyOf(id: string, definitions: CacaoPlaybook['agent_definitions'], cacao: CacaoPlaybook): string {
  const party = definitions?.[id]
  if (!party) return id
  const { name, type, authentication_info, ...more } = party
  const signIn = cacao.authentication_info_definitions?.[String(authentication_info)]
  const open = Object.entries(signIn ?? {}).filter(([key]) => OPEN_OF_SIGN_IN.has(key))
  const facts = [
    ...restOf(more, []),
    ...(open.length > 0 ? [`sign in with ${plain(Object.fromEntries(open))}`] : []),
  ]
  const kind = PEOPLE.has(type) ? [] : [type]
  const about = [...kind, ...facts].join('; ')
  return about ? `${name} (${about})` : name
}
const PEOPLE = new Set(['individual', 'group', 'organization'])

/** What stands behind the names of variables that a text speaks of. */
function variablesIn(text: string, step: WorkflowStep, cacao: CacaoPlaybook): string[] {
  const known: Dictionary = { ...cacao.playbook_variables, ...step.step_variables }
  return Object.entries(known)
    .filter(([name]) => text.includes(name) || step.step_variables?.[name] !== undefined)
    .map(([name, definition]) => `${name}: ${plain(definition)}`)
}

const restOf = (object: Dictionary, said: readonly string[]): string[] =>
  Object.entries(object)
    .filter(([key, value]) => !said.includes(key) && value !== undefined)
    .map(([key, value]) => `${key.replaceAll('_', ' ')}: ${plain(value)}`)

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return restOf(value as Dictionary, []).join('; ')
}
