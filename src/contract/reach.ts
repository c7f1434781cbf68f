import { z } from 'zod'

// The JSON of `reach`: a public promise. Add fields freely; never rename or drop one.

const WitnessJson = z
  .object({
    family: z.union([z.literal(4), z.literal(6)]),
    src: z.string(),
    dst: z.string(),
    proto: z.string(),
    sport: z.number().int().nullable(),
    dport: z.number().int().nullable(),
    icmpType: z.number().int().nullable(),
    inInterface: z.string().nullable().describe('null: any that no rule tells apart'),
    outInterface: z.string().nullable(),
  })
  .describe('One packet, as sent')

const DecidingJson = z.object({
  file: z.string(),
  line: z.number().int(),
  rule: z.string(),
  firewall: z.string(),
  chain: z.string(),
  does: z.enum(['accepts', 'drops', 'translates']),
})

const ReachStepJson = z.object({
  firewall: z.string(),
  chain: z.string(),
  file: z.string(),
  line: z.number().int(),
  rule: z.string(),
  does: z.string(),
})

const PassingJson = z.object({
  proto: z.string().nullable(),
  src: z.string().nullable(),
  dst: z.string().nullable(),
  dport: z.string().nullable(),
  sport: z.string().nullable(),
  icmpType: z.string().nullable(),
  inInterface: z.string().nullable(),
})

export const MatrixJson = z.object({
  zones: z.array(z.object({ name: z.string(), role: z.string() })).readonly(),
  services: z.array(z.string()).readonly(),
  cells: z
    .array(
      z.object({
        from: z.string(),
        to: z.string(),
        service: z.string(),
        answer: z
          .enum(['always', 'never', 'conditional'])
          .nullable()
          .describe('null: the zones have no way to each other'),
        witness: WitnessJson.nullable(),
        decidedBy: z.array(DecidingJson).readonly(),
        path: z.array(ReachStepJson).readonly(),
        passes: z.array(PassingJson).readonly(),
        condition: z.string().nullable(),
      }),
    )
    .readonly(),
})
export type MatrixJson = z.output<typeof MatrixJson>

export const ReachAnswer = z.object({
  answer: z.enum(['always', 'never', 'conditional']),
  witness: WitnessJson.nullable().describe('A packet that passes; with never, one that does not'),
  decidedBy: z
    .array(DecidingJson)
    .readonly()
    .describe('What decides the witness first, then what decides the rest'),
  path: z.array(ReachStepJson).readonly().describe('The way of the witness, rule by rule'),
  condition: z.string().nullable(),
  conditions: z
    .array(z.object({ text: z.string(), file: z.string().nullable(), line: z.number().int().nullable() }))
    .readonly(),
  counterexample: WitnessJson.nullable().describe('When conditional: a packet that does not pass'),
  counterDecidedBy: z.array(DecidingJson).readonly(),
  passes: z.object({ boxes: z.array(PassingJson).readonly(), complete: z.boolean() }),
  question: z.record(z.string(), z.string().optional()),
  files: z.array(z.object({ file: z.string(), kind: z.string() })).readonly(),
  unread: z
    .array(z.object({ file: z.string(), line: z.number().int(), text: z.string(), reason: z.string() }))
    .readonly(),
  notes: z.array(z.string()).readonly(),
})
export type ReachAnswer = z.infer<typeof ReachAnswer>

export const DeadRulesJson = z.object({
  dead: z
    .array(
      z.object({
        file: z.string(),
        line: z.number().int(),
        firewall: z.string(),
        chain: z.string(),
        rule: z.string(),
        kind: z.enum(['redundant', 'contradicted', 'shadowed', 'impossible']),
        because: z
          .array(
            z.object({
              file: z.string(),
              line: z.number().int(),
              rule: z.string(),
              does: z.enum(['accept', 'drop']),
            }),
          )
          .readonly()
          .describe('Rules before it that take all its packets'),
        telephony: z.boolean().describe('It is about signalling or media'),
      }),
    )
    .readonly(),
  rules: z.number().int(),
  notAnalysed: z.array(z.string()).readonly().describe('Chains too large to be looked at as a whole'),
})
export type DeadRulesJson = z.output<typeof DeadRulesJson>

const ChangedJson = z.object({
  family: z.union([z.literal(4), z.literal(6)]),
  witness: WitnessJson,
  before: z.array(DecidingJson).readonly(),
  after: z.array(DecidingJson).readonly(),
  packets: z.object({ boxes: z.array(PassingJson).readonly(), complete: z.boolean() }),
})

export const DifferenceJson = z.object({
  same: z.boolean(),
  opened: z.array(ChangedJson).readonly().describe('May pass now and could not before'),
  closed: z.array(ChangedJson).readonly().describe('Could pass before and cannot now'),
  notes: z.array(z.string()).readonly(),
})
export type DifferenceJson = z.output<typeof DifferenceJson>

const AnswerWord = z.enum(['always', 'never', 'conditional'])

export const ClosingJson = z.object({
  before: AnswerWord.describe('For everybody but those who are kept'),
  after: AnswerWord.describe('With the rules; asked anew of what was written'),
  rules: z
    .array(
      z.object({
        family: z.union([z.literal(4), z.literal(6)]),
        firewall: z.string(),
        kind: z.string(),
        file: z.string(),
        chain: z.string(),
        commands: z.array(z.string()).readonly().describe('As they are typed on that firewall'),
      }),
    )
    .readonly()
    .describe('Empty where there is nothing to close, or it cannot be closed so: `notes` says which'),
  changes: DifferenceJson.nullable().describe('What the rules change of all traffic'),
  notes: z.array(z.string()).readonly(),
})
export type ClosingJson = z.output<typeof ClosingJson>
