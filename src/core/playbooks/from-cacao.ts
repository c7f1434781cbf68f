import { DomainError } from '#core/kernel'
import { CacaoPlaybook, exitsOf, type WorkflowStep } from './cacao.ts'
import { checkPlaybook } from './check-playbook.ts'
import { type CacaoProblem, lintCacao } from './lint-cacao.ts'
import { Playbook, Task } from './model.ts'
import { tellPlaybook, tellStep } from './tell-step.ts'
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
      how: tellStep(step, cacao, decode),
      after: after.map((each) => each.toLowerCase()),
    })
  })
  return Playbook.parse({
    id: cacao.id.toLowerCase(),
    title: cacao.name,
    description: tellPlaybook(cacao),
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

/** The tasks that come right before each; start and end steps are no tasks. What follows a parallel waits for all its branches. */
function predecessors(cacao: CacaoPlaybook, tasks: ReadonlySet<string>): Map<string, Set<string>> {
  const before = new Map<string, Set<string>>()
  const put = (id: string, next: string): void =>
    void before.set(next, (before.get(next) ?? new Set()).add(id))
  for (const [id, step] of Object.entries(cacao.workflow)) {
    if (!tasks.has(id)) continue
    for (const next of exitsOf(step)) put(id, next)
    const then = step.type === 'parallel' ? step.on_completion : undefined
    if (then) for (const last of lastOf(step.next_steps ?? [], cacao)) put(last, then)
  }
  return before
}

/** With which tasks branches may end. */
function lastOf(branches: readonly string[], { workflow }: CacaoPlaybook): Set<string> {
  const seen = new Set<string>()
  const last = new Set<string>()
  const visit = (id: string): void => {
    const step = workflow[id]
    if (seen.has(id) || !step) return
    seen.add(id)
    const exits = exitsOf(step)
    if (step.type !== 'end' && exits.some((next) => workflow[next]?.type === 'end')) last.add(id)
    for (const next of exits) visit(next)
  }
  for (const id of branches) visit(id)
  return last
}
