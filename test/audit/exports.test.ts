import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Finding, requirementsByCheck, runChecks, toOcsf, toSarif } from '#core/audit'
import { takeInventory } from '#core/inventory'
import { readChecks } from '../../src/adapters/content/checks.ts'
import { readFrameworks } from '../../src/adapters/content/frameworks.ts'
import { readConfigFiles } from '../../src/adapters/system/config-files.ts'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { ComplianceFinding } from '../support/formats/ocsf.ts'

const checks = await readChecks()
const frameworks = await readFrameworks()
const requirements = requirementsByCheck(frameworks)
const tool = { name: 'Ringfence', version: '1.2.3' }
const text = '[general]\nenabled=yes\n[a b]\nsecret=short\nwrite=all\n'
const findings = runChecks(checks, takeInventory([{ path: '/etc/as terisk/manager.conf', text }], sha1))

interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly kind: string
  readonly level: string
  readonly locations?: unknown
}
interface Event {
  readonly severity_id: number
  readonly compliance: { readonly status_id: number }
}

/** The findings of every example: a hardened site and a shipped one of each platform. */
async function ofEverySite(): Promise<Finding[]> {
  const root = fileURLToPath(new URL('.', import.meta.url))
  const folders = ['sites', 'shipped'].flatMap((kind) =>
    readdirSync(join(root, kind)).map((name) => join(root, kind, name)),
  )
  const files = await Promise.all(folders.map((folder) => readConfigFiles([folder])))
  return files.flatMap((each) => runChecks(checks, takeInventory(each, sha1)))
}

describe('SARIF 2.1.0', () => {
  it('is valid by the schema of OASIS, of every example site', async () => {
    const schema = z.fromJSONSchema(
      JSON.parse(readFileSync(new URL('../support/formats/sarif-2.1.0.json', import.meta.url), 'utf8')),
    )
    const all = toSarif(await ofEverySite(), requirements, tool)
    expect(schema.safeParse(all).error?.issues ?? []).toEqual([])
    // It bites: a level SARIF has no word for, and a name it does not know.
    expect(schema.safeParse({ ...all, runs: [{ tool: {} }] }).success).toBe(false)
    expect(schema.safeParse({ ...all, rnus: [] }).success).toBe(false)
  })

  const log = toSarif(findings, requirements, tool) as {
    runs: {
      tool: { driver: { rules: { id: string; properties: { tags: string[] } }[] } }
      results: Result[]
    }[]
  }
  const [run] = log.runs
  it('has a rule for each check and a result for each finding that points at it', () => {
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(checks.map(({ id }) => id))
    expect(run?.results).toHaveLength(findings.length)
    for (const { ruleId, ruleIndex } of run?.results ?? [])
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  })
  it('gives a level to failures alone, and a kind to each', () => {
    for (const { kind, level } of run?.results ?? []) {
      expect(['fail', 'pass', 'review', 'open']).toContain(kind)
      expect(level === 'none').toBe(kind !== 'fail')
    }
  })
  it('writes places as URIs with lines from 1', () => {
    const failed = run?.results.find(({ ruleId, kind }) => ruleId === 'PW-012' && kind === 'fail')
    expect(failed?.locations).toMatchObject([
      {
        physicalLocation: {
          artifactLocation: { uri: 'file:///etc/as%20terisk/manager.conf' },
          region: { startLine: 4 },
        },
      },
    ])
  })
  it('names what frameworks ask', () => {
    expect(run?.tool.driver.rules.find(({ id }) => id === 'PW-012')?.properties.tags).toContain(
      'NIST SP 800-53 IA-5',
    )
  })
})

describe('OCSF 1.3.0', () => {
  const events = toOcsf(findings, requirements, tool, 1_750_000_000_000) as Event[]
  it('is valid by the closed shape of its class, of every example site', async () => {
    const all = toOcsf(await ofEverySite(), requirements, tool, 1_750_000_000_000)
    expect(all.length).toBeGreaterThan(1_000)
    const wrong = all.flatMap((event) => ComplianceFinding.safeParse(event).error?.issues ?? [])
    expect(wrong.slice(0, 3)).toEqual([])
    expect(ComplianceFinding.safeParse({ ...all[0], severity_id: 7 }).success).toBe(false)
  })
  it('is a Compliance Finding for each finding, with ids and words that agree', () => {
    expect(events).toHaveLength(findings.length)
    for (const [n, event] of events.entries()) {
      expect(event).toMatchObject({
        category_uid: 2,
        class_uid: 2003,
        type_uid: 200_301,
        activity_id: 1,
        time: 1_750_000_000_000,
      })
      const { status, severity } = findings[n] as (typeof findings)[number]
      expect(event.compliance.status_id).toBe(status === 'pass' ? 1 : status === 'fail' ? 3 : 0)
      expect(event.severity_id).toBe(['info', 'low', 'medium', 'high', 'critical'].indexOf(severity) + 1)
    }
  })
})

describe('frameworks', () => {
  it('name checks that exist, each requirement once', () => {
    const known = new Set(checks.map(({ id }) => id))
    for (const { id, requirements: asked } of frameworks) {
      expect(new Set(asked.map((each) => each.id)).size, id).toBe(asked.length)
      for (const each of asked)
        for (const check of each.checks) expect(known, `${id} ${each.id}`).toContain(check)
    }
  })
  it('leave no check without a control of NIST SP 800-53', () => {
    const without = checks.filter(
      ({ id }) => !requirements.get(id)?.some(({ framework }) => framework === 'NIST SP 800-53'),
    )
    expect(without.map(({ id }) => id)).toEqual([])
  })
})
