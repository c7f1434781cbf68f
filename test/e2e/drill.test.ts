import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DrillReport } from '#contract'
import { built, cli, freshData, removed } from './program.ts'

const data = freshData()
const site = join(tmpdir(), `ringfence-drill-${process.pid}.yaml`)

beforeAll(async () => {
  await built()
  writeFileSync(site, 'name: Branch\ncountry: DE\ntimezone: Europe/Berlin\n')
}, 120_000)
afterAll(async () => {
  rmSync(site)
  await removed(data)
})

it('drill answers for a site that is kept, and for a site.yaml without any data', async () => {
  const kept = await cli(['drill', '--scenario', 'A1', '--json'], { data })
  expect(kept).toMatchObject({ code: 0, stderr: '' })
  const report = DrillReport.parse(JSON.parse(kept.stdout))
  expect(report).toMatchObject({ missed: [], lossAtDetection: { currency: 'USD' }, habits: 'made-up' })
  expect(report.detectedAfterSeconds).toBeGreaterThan(0)
  const file = await cli(['drill', '--site', site, '--scenario', 'A2,A9', '--json'])
  expect(DrillReport.parse(JSON.parse(file.stdout))).toMatchObject({
    lossAtDetection: { currency: 'EUR' },
    scenarios: [{ scenario: 'A2' }, { scenario: 'A9' }],
  })
}, 120_000)

it('names what is missed, with why, in exit code 3; a scenario there is not is wrong usage', async () => {
  const missed = await cli(['drill', '--site', site, '--scenario', 'A1', 'A12'])
  expect(missed.code).toBe(3)
  expect(missed.stdout).toContain("Missed: A12 The trunk's own password is used elsewhere.")
  expect(missed.stdout.split('\n').length).toBeLessThan(24)
  const unknown = await cli(['drill', '--site', site, '--scenario', 'B1'])
  expect(unknown).toMatchObject({ code: 2, stdout: '' })
  expect(unknown.stderr).toContain('[drill-unknown]')
}, 120_000)
