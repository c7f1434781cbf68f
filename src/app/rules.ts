import type { ClosingJson, DeadRulesJson, DifferenceJson, MatrixJson } from '#contract'
import { zoneServices } from '#core/audit'
import { DomainError } from '#core/kernel'
import {
  closeGap,
  difference,
  findDeadRules,
  type Ground,
  type Question,
  reachMatrix,
  readAddresses,
  readQuestion,
  type Wish,
  zoneQuestion,
} from '#core/reach'
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

export interface CloseCommand extends RulesCommand, Wish {
  /** Who may pass still. */
  readonly keep?: string | undefined
}

/** Rules that close what is asked of. */
export const rulesClose = async ({ rules, zones, ...wish }: CloseCommand): Promise<ClosingJson> =>
  closingOf(wish, await readGround(rules, zones))

export function closingOf({ keep, ...wish }: Wish & Pick<CloseCommand, 'keep'>, ground: Ground): ClosingJson {
  const kept = keep === undefined ? { 4: [], 6: [] } : readAddresses(keep, ground.zones)
  return closeGap(betweenZones(wish, ground) ?? readQuestion(wish, ground), kept)
}

/** From zone to zone, address translation on the way counts, as in the matrix. */
function betweenZones(wish: Wish, ground: Ground): Question | null {
  const { zones } = ground.zones ?? { zones: {} }
  if (!(wish.from in zones) || !(wish.to in zones)) return null
  const whole = zoneQuestion(ground, wish.from, wish.to)
  if (!whole) return null
  const { proto, ports, state } = readQuestion(wish, ground)
  return { ...whole, proto, ports, state }
}
