import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { keepPlaybook, readPlaybooks, readRehearsal } from '../../src/adapters/content/index.ts'
import { idOf } from '../../src/adapters/system/index.ts'
import { exportPlaybook, importPlaybook, type PlaybookTools } from '../../src/app/playbooks.ts'
import { CacaoPlaybook } from '../../src/core/playbooks/cacao.ts'
import {
  checkPlaybook,
  fromCacao,
  lintCacao,
  type Playbook,
  standOf,
} from '../../src/core/playbooks/index.ts'

const stored = await readPlaybooks()
const [ours] = stored.map(({ playbook }) => playbook)
const kept: { playbook: Playbook; original: string | null }[] = []
const tools = (text = ''): PlaybookTools => ({
  read: async () => [...stored, ...kept],
  async keep(each) {
    kept.push(each)
    return 'folder'
  },
  readText: async () => text,
  idOf,
})
const decode = (base64: string) => Buffer.from(base64, 'base64').toString('utf8')
const cacao = async (id = 'phone-breach') => CacaoPlaybook.parse(await exportPlaybook(id, tools()))

describe('every playbook that comes along', () => {
  test('is a folder that is read', () => {
    const folders = readdirSync(new URL('../../content/playbooks', import.meta.url))
    expect(stored.map(({ playbook }) => playbook.id)).toEqual(folders)
  })
  test.each(stored.map(({ playbook }) => playbook))(
    '$id: names lead somewhere, and it stands its rehearsal',
    async (playbook) => {
      expect(checkPlaybook(playbook)).toEqual([])
      for (const { name, known, done, ...wanted } of await readRehearsal(playbook.id)) {
        const stand = standOf(playbook, known, new Set(done))
        for (const [where, ids] of Object.entries(wanted))
          for (const id of ids) expect([name, id, stand.get(id)]).toEqual([name, id, where])
      }
    },
  )
  test('the phone breach has the ten steps, each with a task, and begins with nothing configured', () => {
    expect(ours?.steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const { number } of ours?.steps ?? [])
      expect(ours?.tasks.some(({ step }) => step === number)).toBe(true)
  })
})

describe('CACAO 2.0, out', () => {
  it('has nothing a reader could stumble over', async () => {
    expect(lintCacao(await cacao())).toEqual([])
  })
  it('is the same file every time, with UUIDs of version 4', async () => {
    const [one, two] = [await cacao(), await cacao()]
    expect(one).toEqual(two)
    for (const id of Object.keys(one.workflow))
      expect(id).toMatch(/--[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-/)
  })
  it('writes no empty list and no empty dictionary, which the schema forbids', async () => {
    const empty = (value: unknown): boolean =>
      typeof value === 'object' &&
      value !== null &&
      (Object.keys(value).length === 0 || Object.values(value).some(empty))
    const { playbook_extensions: _, workflow, ...head } = await cacao()
    const bare = Object.values(workflow).map(({ step_extensions: __, ...step }) => step)
    expect([head, ...bare].filter(empty)).toEqual([])
  })
  it('comes back as it was', async () => {
    const back = fromCacao(await cacao(), 'ours.json', decode)
    expect(back.warnings).toEqual([])
    expect({ ...back.playbook, tasks: [] }).toEqual({ ...ours, tasks: [] })
    const byId = (playbook: Playbook | undefined) =>
      [...(playbook?.tasks ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(byId(back.playbook)).toEqual(byId(ours))
  })
})

const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const foreign = {
  type: 'playbook',
  spec_version: 'cacao-2.0',
  id: id('playbook', 1),
  name: 'Somebody else’s',
  created_by: id('identity', 1),
  created: '2026-01-01T00:00:00Z',
  modified: '2026-01-02T00:00:00.5Z',
  workflow_start: id('start', 1),
  workflow: {
    [id('start', 1)]: { type: 'start', on_completion: id('action', 1) },
    [id('action', 1)]: {
      type: 'action',
      name: 'Look',
      on_success: id('parallel', 1),
      on_failure: id('action', 4),
      agent: id('individual', 1),
      commands: [{ type: 'bash', command_b64: Buffer.from('sngrep -r').toString('base64') }],
    },
    [id('parallel', 1)]: {
      type: 'parallel',
      next_steps: [id('action', 2), id('action', 3)],
      on_completion: id('if-condition', 1),
    },
    [id('action', 2)]: {
      type: 'action',
      name: 'Robot',
      on_completion: id('end', 1),
      commands: [{ type: 'soarca-fin', command: 'isolate 10.0.0.4' }],
    },
    [id('action', 3)]: {
      type: 'action',
      name: 'Ask',
      on_completion: id('end', 2),
      commands: [{ type: 'http-api', command: 'POST /x HTTP/1.1', content: '{"a":1}' }],
    },
    [id('if-condition', 1)]: {
      type: 'if-condition',
      name: 'Bad?',
      condition: '__n__:value > 0',
      on_true: id('playbook-action', 1),
      on_completion: id('switch-condition', 1),
    },
    [id('playbook-action', 1)]: {
      type: 'playbook-action',
      playbook_id: id('playbook', 9),
      on_completion: id('end', 3),
    },
    [id('switch-condition', 1)]: {
      type: 'switch-condition',
      switch: '__kind__:value',
      cases: { irsf: id('action', 4), default: id('end', 4) },
      on_completion: id('end', 4),
    },
    [id('action', 4)]: {
      type: 'action',
      name: 'Call',
      on_completion: id('end', 5),
      commands: [{ type: 'manual', command: 'Call them' }],
    },
    ...Object.fromEntries([1, 2, 3, 4, 5].map((n) => [id('end', n), { type: 'end' }])),
  },
  agent_definitions: { [id('individual', 1)]: { type: 'individual', name: 'Ms Voice' } },
}

describe('CACAO 2.0, in', () => {
  const how = (name: string) =>
    fromCacao(foreign, 'x', decode).playbook.tasks.find(({ title }) => title === name)?.how
  it('makes every step a task for a person, with its commands word for word', () => {
    const { playbook } = fromCacao(foreign, 'x', decode)
    expect(playbook.tasks).toHaveLength(8)
    expect(new Set(playbook.tasks.map(({ mode }) => mode))).toEqual(new Set(['manual']))
    expect(how('Look')).toBe('By: Ms Voice\nbash: sngrep -r\nIf it fails: "Call"')
    expect(how('Robot')).toBe('soarca-fin: isolate 10.0.0.4')
    expect(how('Ask')).toBe('http-api: POST /x HTTP/1.1\n{"a":1}')
    expect(how('Bad?')).toBe('If __n__:value > 0: "playbook-action"')
    expect(how('parallel')).toBe('At the same time: "Robot", "Ask"')
    expect(how('switch-condition')).toBe(
      'By __kind__:value:\nirsf: "Call"\ndefault: the end'.replace('the end', '"end"'),
    )
    expect(how('playbook-action')).toContain(id('playbook', 9))
  })
  it('keeps what must come before; after a parallel, every branch of it', () => {
    const { tasks } = fromCacao(foreign, 'x', decode).playbook
    expect(tasks.find(({ title }) => title === 'Bad?')?.after).toEqual([
      id('parallel', 1),
      id('action', 2),
      id('action', 3),
    ])
    expect(tasks.find(({ title }) => title === 'Ask')?.after).toEqual([id('parallel', 1)])
  })
  it('tells lesser faults, and gives the file back as it came', async () => {
    const imported = await importPlaybook('theirs.json', tools(JSON.stringify(foreign)))
    expect(imported.warnings.join('\n')).toMatch(/an action without an agent/)
    expect(await exportPlaybook(imported.id, tools())).toEqual(foreign)
  })
  it.each([
    ['a step that leads nowhere', { on_completion: undefined }, /leads nowhere/],
    ['a step that is not there', { on_completion: id('action', 99) }, /which is not there/],
    ['two ways out at once', { on_success: id('end', 5) }, /excludes on_success/],
  ])('refuses %s', (_, change, message) => {
    const broken = structuredClone(foreign) as typeof foreign & { workflow: Record<string, object> }
    broken.workflow[id('action', 4)] = { ...broken.workflow[id('action', 4)], ...change } as never
    expect(() => fromCacao(broken, 'x', decode)).toThrow(message)
  })
  it('refuses what is no playbook', async () => {
    await expect(importPlaybook('x', tools('[1'))).rejects.toMatchObject({ code: 'cacao-invalid' })
    await expect(importPlaybook('x', tools('{}'))).rejects.toMatchObject({ code: 'cacao-invalid' })
  })
  it('takes one of ours back, changed, under its own id', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ringfence-playbooks-'))
    const inFolder = { ...tools(), read: () => readPlaybooks(folder), keep: keepPlaybook.bind(null, folder) }
    const text = JSON.stringify(await exportPlaybook('phone-breach', tools())).replaceAll(
      ours?.title ?? '',
      'Our own way',
    )
    await importPlaybook('x', { ...inFolder, readText: async () => text })
    expect((await readPlaybooks(folder)).map(({ playbook }) => playbook.title)).toEqual(['Our own way'])
    expect(await exportPlaybook('phone-breach', inFolder)).toEqual(JSON.parse(text))
    await rm(folder, { recursive: true })
  })
  it('follows a loop once', () => {
    const loop = structuredClone(foreign) as typeof foreign
    loop.workflow[id('action', 4)] = {
      ...loop.workflow[id('action', 4)],
      on_completion: id('action', 1),
    } as never
    const { playbook, warnings } = fromCacao(loop, 'x', decode)
    expect(checkPlaybook(playbook)).toEqual([])
    expect(warnings.join()).toContain('lead back to themselves')
  })
})
