import { compileExpression, DomainError, type Expression, type Kind } from '#core/kernel'
import { featureCount, isFeature, slotOf } from './features.ts'
import type { RuleSource } from './model.ts'
import { checkMeasures, type Measure, parseMeasure } from './window.ts'

const UNIT: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A rule ready to run. */
export interface Rule {
  readonly id: string
  readonly title: string
  readonly kind: Kind
  /** The events it can see: `toll` are those outbound calls that cost more than ordinary ones. */
  readonly event: 'call' | 'out' | 'toll' | 'inbound' | 'signin'
  readonly where: Expression
  readonly by: RuleSource['by']
  readonly windowMs: number
  readonly measures: readonly Measure[]
  readonly when: Expression
  readonly weight: Expression
  readonly group: string
  readonly blames: RuleSource['blames']
  readonly say: string
}

/** Compiles a rule, with limits of a site where it has some; throws `rule-invalid` or `expression-invalid` naming what is wrong. */
export function compileRule(
  source: RuleSource,
  limits: Readonly<Record<string, number>> = limitsOf(source),
): Rule {
  const measures = Object.entries(source.measures).map(([name, text]) => parseMeasure(name, text))
  checkMeasures(measures.length, source.id)
  const feature = (name: string): number | undefined => (isFeature(name) ? slotOf[name] : undefined)
  const measured = (name: string): number | undefined => {
    const m = measures.findIndex((measure) => measure.name === name)
    return m < 0 ? feature(name) : featureCount + m
  }
  const limit = (name: string): number | undefined => (Object.hasOwn(limits, name) ? limits[name] : undefined)
  try {
    return {
      id: source.id,
      title: source.title,
      kind: source.kind,
      event: eventOf(source),
      where: compileExpression(source.where, feature),
      by: source.by,
      windowMs: Number(source.window.slice(0, -1)) * (UNIT[source.window.slice(-1)] as number),
      measures,
      when: compileExpression(source.when, measured, limit),
      weight: compileExpression(String(source.weight), measured, limit),
      group: source.group ?? source.id,
      blames: source.blames,
      say: source.say,
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new DomainError(
      'rule-invalid',
      `rule ${source.id}: ${why}`,
      `Mend content/rules/${source.id}/rule.yaml`,
      cause,
    )
  }
}

/** The limits of a rule as a site has set them; what it did not set, or set too far, is as the rule says. */
export function limitsOf(
  { limits }: RuleSource,
  set: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const entries = Object.entries(limits).map(([name, { is, from, to }]): [string, number] => {
    const given = Object.hasOwn(set, name) ? set[name] : undefined
    return [name, given !== undefined && given >= from && given <= to ? given : is]
  })
  return Object.fromEntries(entries)
}

/** `where` begins with the kind of event, so that the engine asks each rule only about events it can match. */
function eventOf({ id, where }: RuleSource): Rule['event'] {
  const m = /^(call|out|inbound|signin)\b(?:\s*&&\s*(toll|strange|newnumber)\b)?/.exec(where)
  if (!m)
    throw new DomainError(
      'rule-invalid',
      `rule ${id}: "where" must begin with call, out, inbound or signin`,
      `Mend content/rules/${id}/rule.yaml`,
    )
  return m[1] === 'out' ? (m[2] ? 'toll' : 'out') : (m[1] as 'call' | 'inbound' | 'signin')
}
