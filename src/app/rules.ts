import type { DeadRulesJson, DifferenceJson, MatrixJson } from '#contract'
import { zoneServices } from '#core/audit'
import { DomainError } from '#core/kernel'
import { difference, findDeadRules, type Ground, reachMatrix, readQuestion, type Wish } from '#core/reach'
import { readGround } from './reach.ts'

export interface RulesCommand {
  readonly rules: readonly string[]
  readonly zones?: string | undefined
}

/** Every zone against every other, service by service. */
export async function rulesMatrix({ rules, zones }: RulesCommand): Promise<MatrixJson> {
  if (zones === undefined)
    throw new DomainError(
      'question-invalid',
      'a matrix needs zones',
      'Give --zones zones.yaml: what the parts of the network are called.',
    )
  return reachMatrix(await readGround(rules, zones), zoneServices)
}

/** Rules that never count. */
export const deadRules = async ({ rules, zones }: RulesCommand): Promise<DeadRulesJson> =>
  deadIn(await readGround(rules, zones))

export function deadIn({ firewalls, placed }: Ground): DeadRulesJson {
  const found = [...firewalls, ...placed.map(({ firewall }) => firewall)].map(findDeadRules)
  return {
    dead: found.flatMap(({ dead }) => dead),
    rules: found.reduce((sum, { rules: count }) => sum + count, 0),
    notAnalysed: found.flatMap(({ notAnalysed }) => notAnalysed),
  }
}

export interface DiffCommand extends Partial<Wish> {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly zones?: string | undefined
}

/** The traffic that two states of the rules treat differently. */
export async function rulesDiff({ before, after, zones, ...wish }: DiffCommand): Promise<DifferenceJson> {
  const whole = { from: 'any', to: 'any', ...wish }
  const [was, is] = await Promise.all([readGround(before, zones), readGround(after, zones)])
  return difference(readQuestion(whole, was), readQuestion(whole, is))
}
