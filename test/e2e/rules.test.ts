import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  AuditReport,
  DeadRulesJson,
  DifferenceJson,
  MatrixJson,
  ReachAnswer,
} from '../../src/contract/index.ts'
import { built, cli, freshData, removed } from './program.ts'

// Zones, rule sets as a whole, and the audit that is told of them, as scripts use them; on the example that comes along.

const ZONES = 'content/sites/example/zones.yaml'
const data = freshData()
let folder: string
const json = async <T>(...args: string[]): Promise<{ code: number | null; value: T; stderr: string }> => {
  const ran = await cli([...args, '--json'], { data })
  return { code: ran.code, stderr: ran.stderr, value: JSON.parse(ran.stdout || 'null') as T }
}

beforeAll(async () => {
  await built()
  folder = await mkdtemp(join(tmpdir(), 'ringfence-e2e-rules-'))
  const rules = (...lines: string[]): string =>
    `*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${lines.join('\n')}\nCOMMIT\n`
  await writeFile(
    join(folder, 'old.rules'),
    rules(
      '-A INPUT -s 203.0.113.0/24 -p udp --dport 5060 -j ACCEPT',
      '-A INPUT -s 203.0.113.7/32 -p udp --dport 5060 -j DROP',
    ),
  )
  await writeFile(join(folder, 'new.rules'), rules('-A INPUT -p udp --dport 5060 -j ACCEPT'))
}, 120_000)

afterAll(async () => {
  await removed(folder)
  await removed(data)
})

describe('zones', () => {
  test('of the example are asked through both firewalls', async () => {
    const ask = (from: string, to: string, port: string) =>
      json<ReachAnswer>(
        'reach',
        '--zones',
        ZONES,
        '--from',
        from,
        '--to',
        to,
        '--proto',
        'tcp',
        '--port',
        port,
      )
    expect((await ask('data', 'pbx', '443')).value).toMatchObject({
      answer: 'always',
      witness: { dst: '10.0.20.5', dport: 443 },
    })
    expect((await ask('data', 'pbx', '5038')).value.answer).toBe('never')
  })
  test('give a matrix with a packet and a rule wherever something is open', async () => {
    const { code, value } = await json<MatrixJson>('rules', 'matrix', '--zones', ZONES)
    expect(code).toBe(0)
    expect(value.zones).toContainEqual({ name: 'pbx', role: 'pbx' })
    const open = value.cells.filter(({ answer }) => answer === 'always' || answer === 'conditional')
    for (const cell of open.filter(({ witness }) => witness))
      expect(cell.decidedBy[0]?.line).toBeGreaterThan(0)
    const cell = (from: string, to: string, service: string) =>
      value.cells.find((each) => each.from === from && each.to === to && each.service === service)
    expect(cell('data', 'pbx', 'administration web pages')).toMatchObject({ answer: 'conditional' })
    expect(cell('data', 'voice', 'web pages and signalling of phones')).toMatchObject({ answer: 'always' })
    expect(cell('internet', 'pbx', 'administration web pages')).toMatchObject({ answer: 'never' })
    // The carrier gets in through the translated address of the router.
    expect(cell('internet', 'pbx', 'SIP')).toMatchObject({
      answer: 'conditional',
      witness: { src: '203.0.113.10' },
    })
  })
  test('answer the questions of the audit that a person was asked before', async () => {
    const { value } = await json<AuditReport>('audit', 'test/audit/sites/asterisk', '--zones', ZONES)
    const status = (check: string) => value.findings.find((each) => each.check === check)?.status
    expect(['SEG-002', 'SEG-003', 'SEG-004', 'SEG-005', 'SEG-006'].map(status)).toEqual([
      'fail',
      'fail',
      'pass',
      'manual',
      'fail',
    ])
    const web = value.findings.find(({ check }) => check === 'SEG-002')
    expect(web?.evidence).toMatchObject({
      file: expect.stringMatching(/edge\.rules$/),
      text: expect.stringContaining('-i eth2 -d 10.0.20.0/24'),
    })
    expect(value.matrix?.cells.length).toBeGreaterThan(50)
    // The forward of port 5060 is for the carrier alone: no stranger can send to the private address behind it.
    expect(['FW-002', 'FW-003', 'FW-012'].map(status)).toEqual(['pass', 'pass', 'pass'])
  })
})

describe('rules', () => {
  test('dead names the rule that never counts and the one that sees to it, and ends with 3', async () => {
    const { code, value } = await json<DeadRulesJson>('rules', 'dead', '--rules', join(folder, 'old.rules'))
    expect(code).toBe(3)
    expect(value.dead).toMatchObject([{ line: 6, kind: 'contradicted', because: [{ line: 5 }] }])
  })
  test('diff tells what a change opens, and ends with 0 when it opens nothing', async () => {
    const [before, after] = [join(folder, 'old.rules'), join(folder, 'new.rules')]
    const opened = await json<DifferenceJson>('rules', 'diff', '--before', before, '--after', after)
    expect(opened.code).toBe(3)
    expect(opened.value.opened[0]).toMatchObject({ witness: { proto: 'udp', dport: 5060 } })
    const closed = await json<DifferenceJson>('rules', 'diff', '--before', after, '--after', before)
    expect([closed.code, closed.value.opened, closed.value.closed.length]).toEqual([0, [], 1])
  })
  test('say what they need', async () => {
    const missing = await cli(['rules', 'diff', '--before', join(folder, 'old.rules')], { data })
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('--after')])
  })
})
