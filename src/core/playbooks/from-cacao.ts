import { DomainError } from '#core/kernel'
import { CacaoPlaybook, exitsOf, type WorkflowStep } from './cacao.ts'
import { checkPlaybook } from './check-playbook.ts'
import { type CacaoProblem, lintCacao } from './lint-cacao.ts'
import { Playbook, Task } from './model.ts'
import { EXTENSION } from './to-cacao.ts'

export interface ImportedPlaybook {
  readonly playbook: Playbook
  /** What is odd in the file, but does not keep it from being followed. */
  readonly warnings: readonly string[]
}

/**
 * Reads a CACAO 2.0 playbook. One of ours comes back as it was. Of others every step becomes a task that a person does:
 * its commands word for word, its condition in words, and what must come before. Base64 is decoded by `decode`.
 */
export function fromCacao(
  value: unknown,
  file: string,
  decode: (base64: string) => string,
): ImportedPlaybook {
  const parsed = CacaoPlaybook.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.') || 'playbook'}: ${issue.message}`,
    )
    throw invalid(file, problems)
  }
  const found = lintCacao(parsed.data)
  const errors = found.filter(({ level }) => level === 'error')
  if (errors.length > 0) throw invalid(file, textsOf(errors))
  const ours = ourPlaybook(parsed.data)
  const playbook = ours ?? foreignPlaybook(parsed.data, decode)
  const problems = checkPlaybook(playbook)
  if (problems.length > 0) throw invalid(file, problems)
  return { playbook, warnings: textsOf(found) }
}

const textsOf = (problems: readonly CacaoProblem[]): string[] => problems.map(({ message }) => message)

function invalid(file: string, problems: readonly string[]): DomainError {
  return new DomainError(
    'cacao-invalid',
    `${file} is no playbook that can be followed:\n${problems.slice(0, 20).join('\n')}`,
    'It must be CACAO 2.0: see docs.oasis-open.org/cacao/security-playbooks/v2.0.',
  )
}

/** What we wrote ourselves, from our extension; null when it is not there or was changed beyond reading. */
function ourPlaybook(cacao: CacaoPlaybook): Playbook | null {
  const head = cacao.playbook_extensions?.[EXTENSION]?.['ringfence_playbook']
  if (head === undefined) return null
  const tasks = inWalk(cacao).flatMap((id) => {
    const task = Task.safeParse(cacao.workflow[id]?.step_extensions?.[EXTENSION]?.['ringfence_task'])
    return task.success ? task.data : []
  })
  const playbook = Playbook.safeParse({ ...(head as object), tasks })
  const actions = Object.values(cacao.workflow).filter(({ type }) => type === 'action').length
  return playbook.success && tasks.length === actions ? playbook.data : null
}

function foreignPlaybook(cacao: CacaoPlaybook, decode: (base64: string) => string): Playbook {
  const order = inWalk(cacao).filter((id) => !['start', 'end'].includes(cacao.workflow[id]?.type ?? 'end'))
  const before = predecessors(cacao, new Set(order))
  const place = new Map(order.map((id, i) => [id, i]))
  const tasks = order.map((id): Task => {
    const step = cacao.workflow[id] as WorkflowStep
    // Only what stands earlier: a loop does not make a task wait for itself.
    const after = [...(before.get(id) ?? [])].filter(
      (other) => (place.get(other) ?? 0) < (place.get(id) ?? 0),
    )
    return Task.parse({
      id: id.toLowerCase(),
      step: 1,
      title: step.name || step.type,
      why: step.description ?? '',
      how: howOf(step, cacao, decode),
      after: after.map((each) => each.toLowerCase()),
    })
  })
  return Playbook.parse({
    id: cacao.id.toLowerCase(),
    title: cacao.name,
    description: cacao.description ?? '',
    created: stampOf(cacao.created),
    modified: stampOf(cacao.modified),
    steps: [{ number: 1, title: cacao.name }],
    tasks,
  })
}

/** With exactly three decimals. */
function stampOf(written: string): string {
  const [, seconds = '', decimals = ''] = /^(.{19})(?:\.(\d+))?Z$/.exec(written) ?? []
  return `${seconds}.${decimals.slice(0, 3).padEnd(3, '0')}Z`
}

/** Ids from the start, each once, in the order a person would come by; then what only an exception reaches. */
function inWalk({ workflow, workflow_start, workflow_exception }: CacaoPlaybook): string[] {
  const seen = new Set<string>()
  const visit = (id: string): void => {
    const step = workflow[id]
    if (seen.has(id) || !step) return
    seen.add(id)
    for (const next of exitsOf(step)) visit(next)
  }
  visit(workflow_start)
  if (workflow_exception) visit(workflow_exception)
  for (const id of Object.keys(workflow)) visit(id)
  return [...seen]
}

/** The tasks that lead straight to each; start and end steps are no tasks. */
function predecessors({ workflow }: CacaoPlaybook, tasks: ReadonlySet<string>): Map<string, Set<string>> {
  const before = new Map<string, Set<string>>()
  for (const [id, step] of Object.entries(workflow)) {
    if (!tasks.has(id)) continue
    for (const next of exitsOf(step)) before.set(next, (before.get(next) ?? new Set()).add(id))
  }
  return before
}

/** A step in words. Commands stand word for word; nothing of them is ever run. */
function howOf(step: WorkflowStep, cacao: CacaoPlaybook, decode: (base64: string) => string): string {
  const name = (id: string | undefined): string => {
    const other = id === undefined ? undefined : cacao.workflow[id]
    return other ? `"${other.name || other.type}"` : 'the end'
  }
  const agent = step.agent ? cacao.agent_definitions?.[step.agent]?.name : undefined
  const targets = (step.targets ?? []).map((id) => cacao.target_definitions?.[id]?.name ?? id)
  const lines = [
    ...(agent ? [`By: ${agent}`] : []),
    ...(targets.length > 0 ? [`On: ${targets.join(', ')}`] : []),
    ...(step.commands ?? []).map((command) => {
      const text = command.command ?? (command.command_b64 ? decode(command.command_b64) : '')
      const content = command.content ?? (command.content_b64 ? decode(command.content_b64) : '')
      const label = command.type === 'manual' ? '' : `${command.type}: `
      return [command.description, `${label}${text}`, content].filter(Boolean).join('\n')
    }),
    ...(step.playbook_id ? [`Run the playbook ${step.playbook_id}`] : []),
    ...(step.condition
      ? [`${step.type === 'while-condition' ? 'As long as' : 'If'} ${step.condition}: ${name(step.on_true)}`]
      : []),
    ...(step.on_false ? [`Else: ${name(step.on_false)}`] : []),
    ...(step.switch ? [`By ${step.switch}:`] : []),
    ...Object.entries(step.cases ?? {}).map(([value, id]) => `${value}: ${name(id)}`),
    ...(step.next_steps ? [`At the same time: ${step.next_steps.map(name).join(', ')}`] : []),
    ...(step.on_failure ? [`If it fails: ${name(step.on_failure)}`] : []),
  ]
  return lines.join('\n') || 'Nothing is said of how'
}
