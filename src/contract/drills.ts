import { z } from 'zod'
import { KindJson, MoneyJson } from './verdict.ts'

const Seconds = z.number().nonnegative()

export const DrilledScenario = z
  .object({
    scenario: z.string(),
    title: z.string(),
    story: z.string(),
    kind: KindJson,
    detectedAfterSeconds: Seconds.nullable().describe('since the first hostile act; null: not noticed'),
    lossAtDetection: MoneyJson.nullable(),
    lossAtCutOff: MoneyJson.nullable().describe('null: nothing and nobody would have cut it'),
    cutOffBy: z.enum(['policy', 'person']).nullable(),
    cutOffAfterSeconds: Seconds.nullable().describe('since the first hostile act'),
    lossUnseen: MoneyJson.describe('what all of it would have cost had nobody noticed'),
    lastsSeconds: Seconds,
    alert: z
      .object({ account: z.string(), kind: KindJson, score: z.number().int(), reasons: z.array(z.string()) })
      .nullable(),
    missed: z.string().nullable().describe('why, when it was'),
  })
  .meta({ id: 'DrilledScenario' })
export type DrilledScenario = z.infer<typeof DrilledScenario>

/** What `drill` prints. The figures at the top are those of the worst scenario that was noticed. */
export const DrillReport = z
  .object({
    detectedAfterSeconds: Seconds.nullable(),
    lossAtDetection: MoneyJson.nullable(),
    lossAtCutOff: MoneyJson.nullable(),
    missed: z.array(z.object({ scenario: z.string(), title: z.string(), why: z.string() })),
    scenarios: z.array(DrilledScenario),
    habits: z
      .enum(['stored-calls', 'made-up'])
      .describe('what is usual at the site: its own calls, or quiet weeks where it has none'),
    calls: z.number().int().describe('stored calls that what is usual was learned from'),
    estimated: z.boolean().describe('priced by the built-in estimate, as the site has no rate deck'),
  })
  .meta({ id: 'DrillReport' })
export type DrillReport = z.infer<typeof DrillReport>

export const Drills = z
  .object({
    drills: z.array(
      z.object({
        scenario: z.string(),
        title: z.string(),
        story: z.string(),
        kind: KindJson,
        unseen: z.string().nullable().describe('why calls and sign-ins cannot show it'),
      }),
    ),
  })
  .meta({ id: 'Drills' })
export type Drills = z.infer<typeof Drills>

export const DrillRequest = z
  .object({
    scenarios: z.array(z.string().max(10)).max(50).default([]).describe('none: all that can be seen'),
  })
  .meta({ id: 'DrillRequest' })

export const TestDrillRequest = z
  .object({
    scenario: z.string().max(10),
    testPbx: z.string().max(100).describe('address:port of a PBX that is there for tests, proven your own'),
    transport: z.enum(['udp', 'tcp']).default('udp'),
    account: z.string().trim().min(1).max(100).describe('of that PBX, which calls'),
    secret: z.string().min(1).max(200).describe('of that account; it is not kept'),
    approve: z.boolean().default(false).describe('place these calls; false: they are only shown'),
  })
  .meta({ id: 'TestDrillRequest' })
export type TestDrillRequest = z.infer<typeof TestDrillRequest>

/** What a drill by real calls on a test PBX prints. */
export const TestDrillReport = z
  .object({
    scenario: z.string(),
    title: z.string(),
    testPbx: z.string().describe('address:port'),
    owned: z.string().describe('why the address may be called'),
    account: z.string(),
    outcome: z
      .enum(['planned', 'detected', 'missed', 'not-tried'])
      .describe('planned: only shown; not-tried: no call was put through'),
    why: z.string().describe("'' when detected"),
    detectedAfterSeconds: Seconds.nullable().describe('from the first INVITE to the alert'),
    lossAtDetection: MoneyJson.nullable(),
    lossInAll: MoneyJson.describe('until the last call was over'),
    estimated: z.boolean().describe('priced by the built-in estimate, as the site has no rate deck'),
    cutByPbx: z.number().int().describe('calls that ended before the drill hung them up'),
    alert: DrilledScenario.shape.alert,
    calls: z.array(
      z.object({
        dialled: z.string(),
        number: z.string().describe('E.164'),
        status: z.number().int().nullable().describe('final answer; null: not called, or none came'),
        startedAt: z.string().nullable().describe('when its first INVITE went out; null: not called'),
        answeredAt: z.string().nullable(),
        endedAt: z.string().nullable(),
        endedBy: z
          .enum(['drill', 'pbx'])
          .nullable()
          .describe('null: not answered, or the PBX did not confirm the end'),
      }),
    ),
  })
  .meta({ id: 'TestDrillReport' })
export type TestDrillReport = z.infer<typeof TestDrillReport>
