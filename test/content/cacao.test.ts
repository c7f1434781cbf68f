import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPlaybook, readPlaybooks } from '../../src/adapters/content/index.ts'
import { idOf } from '../../src/adapters/system/index.ts'
import { exportPlaybook, importPlaybook, type PlaybookTools } from '../../src/app/playbooks.ts'
import { CacaoPlaybook } from '../../src/core/playbooks/cacao.ts'
import { lintCacao, type Playbook } from '../../src/core/playbooks/index.ts'
import { CacaoDocument } from '../support/formats/cacao.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringfence-cacao-'))
})
afterAll(() => rm(folder, { recursive: true }))

const tools: PlaybookTools = {
  read: () => readPlaybooks(folder),
  keep: (stored) => keepPlaybook(folder, stored),
  readText: async (path) => readFileSync(path, 'utf8'),
  idOf,
}

async function kept(id: string): Promise<Playbook> {
  const stored = (await tools.read()).find(({ playbook }) => playbook.id === id)
  if (!stored) throw new Error(`${id} was not kept`)
  return stored.playbook
}

describe('every playbook of ours, exported', async () => {
  const ids = (await readPlaybooks()).map(({ playbook }) => playbook.id)
  it.each(ids)('%s: holds to CACAO 2.0, and nothing in it leads nowhere', async (id) => {
    const written = await exportPlaybook(id, tools)
    expect(CacaoDocument.safeParse(written).error?.issues ?? []).toEqual([])
    expect(lintCacao(CacaoPlaybook.parse(written))).toEqual([])
  })
  it.each([
    ['a word CACAO does not have', { colour: 'red' }],
    ['an empty list', { labels: [] }],
    ['a step under a key of another type', { workflow: { [key('end', 1)]: { type: 'start' } } }],
    ['a variable that is no text', { playbook_variables: { __x__: { type: 'integer', value: 1 } } }],
    ['a moment without its milliseconds', { modified: '2026-01-01T00:00:00Z' }],
  ])('would be refused for %s', async (_, change) => {
    const written = (await exportPlaybook('phone-breach', tools)) as object
    expect(CacaoDocument.safeParse({ ...written, ...change }).success).toBe(false)
  })
})

const examples = fileURLToPath(new URL('../support/cacao', import.meta.url))
const files = readdirSync(examples).filter((name) => name.endsWith('.json'))

describe('playbooks of others', () => {
  it.each(files)('%s: every word of it stands where a person does the task, but no secret', async (name) => {
    const path = join(examples, name)
    const theirs = JSON.parse(readFileSync(path, 'utf8'))
    const { id } = await importPlaybook(path, tools)
    const ours = await kept(id)
    expect(missing(theirs, ours)).toEqual([])
    expect(JSON.stringify(ours)).not.toContain('not-to-be-told')
  })
  it.each(files)('%s: goes out as it came in', async (name) => {
    const path = join(examples, name)
    const { id } = await importPlaybook(path, tools)
    expect(await exportPlaybook(id, tools)).toEqual(JSON.parse(readFileSync(path, 'utf8')))
  })
  it('keeps the order: what every branch of a parallel leads to, and what a condition decides', async () => {
    const { id } = await importPlaybook(join(examples, 'branches.json'), tools)
    const { tasks } = await kept(id)
    const tasksBefore = (title: string) => {
      const after = tasks.find((task) => task.title === title)?.after ?? []
      return tasks.filter((task) => after.includes(task.id)).map((task) => task.title)
    }
    expect(tasksBefore('if-condition')).toEqual([])
    expect(tasksBefore('Hang up')).toEqual(['if-condition'])
    expect(tasksBefore('while-condition')).toEqual(['if-condition'])
    expect(tasksBefore('Both')).toEqual(['switch-condition'])
    expect(tasksBefore('Count the loss')).toEqual(['Both'])
  })
})

type Json = Readonly<Record<string, unknown>>
type Doc = Json & { workflow: Record<string, Json & { commands?: Json[] }> }

function key(type: string, n: number): string {
  return `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** Which words of a playbook are to be found nowhere in what was made of it: of a step in its task, of the rest anywhere. */
function missing(theirs: Doc, ours: Playbook): string[] {
  const whole = [ours.title, ours.description, ...ours.tasks.map(({ how }) => how)].join('\n')
  const head = leaves(theirs, HEAD_UNTOLD).filter((text) => !whole.includes(text))
  const steps = Object.entries(theirs.workflow).flatMap(([id, step]) => {
    const task = ours.tasks.find((each) => each.id === id.toLowerCase())
    if (!task) return ['start', 'end'].includes(String(step['type'])) ? [] : [`no task for ${id}`]
    const told = [task.title, task.why, task.how].join('\n')
    const definitions = [step['agent'], ...((step['targets'] as string[]) ?? [])].flatMap((party) => [
      (theirs['agent_definitions'] as Json | undefined)?.[String(party)],
      (theirs['target_definitions'] as Json | undefined)?.[String(party)],
    ])
    return leaves([step, definitions], STEP_UNTOLD).filter((text) => !told.includes(text))
  })
  return [...head, ...steps]
}

const SIGNING_IN = ['password', 'token', 'oauth_header', 'authentication_info', 'kms']
/** Structure, which the order of the tasks says; who wrote it and when, which only the file says. */
const HEAD_UNTOLD = [
  ...['type', 'spec_version', 'id', 'created', 'modified', 'created_by', 'workflow', 'workflow_start'],
  ...[
    'workflow_exception',
    'extension_definitions',
    'markings',
    'playbook_processing_summary',
    ...SIGNING_IN,
  ],
]
const STEP_UNTOLD = [
  ...['type', 'on_completion', 'on_success', 'on_failure', 'on_true', 'on_false', 'next_steps', 'cases'],
  ...['agent', 'targets', ...SIGNING_IN],
]

function leaves(value: unknown, untold: readonly string[], name = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, untold, name))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([at, each]) =>
      untold.includes(at) ? [] : leaves(each, untold, at),
    )
  if (value === undefined) return []
  return [name.endsWith('_b64') ? Buffer.from(String(value), 'base64').toString('utf8') : String(value)]
}
