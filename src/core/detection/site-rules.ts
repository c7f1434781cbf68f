import { DomainError, nearest, type RuleSettings } from '#core/kernel'
import type { RuleSource } from './model.ts'
import { compileRule, limitsOf, type Rule } from './rule.ts'

/**
 * The rules as a site has them: without those it switched off, with its own limits. A setting nothing fits is passed over,
 * so that a rule is rather on than silently gone; `checkRuleSettings` is there to say so to whoever writes it.
 */
export const siteRules = (sources: readonly RuleSource[], settings: RuleSettings): Rule[] =>
  sources
    .filter(({ id }) => settings[id]?.on !== false)
    .map((source) => compileRule(source, limitsOf(source, settings[source.id]?.limits)))

/** Throws `rule-settings-invalid` for rules and limits that are not there, and for limits that go too far. */
export function checkRuleSettings(sources: readonly RuleSource[], settings: RuleSettings): void {
  const problems = Object.entries(settings).flatMap(([id, { limits }]) => {
    const source = sources.find((one) => one.id === id)
    if (!source)
      return [
        `there is no rule "${id}"${meant(
          id,
          sources.map((one) => one.id),
        )}`,
      ]
    return Object.entries(limits).flatMap(([name, value]) => limitProblem(source, name, value))
  })
  if (problems.length > 0)
    throw new DomainError(
      'rule-settings-invalid',
      `The settings of the rules do not fit: ${problems.join('; ')}`,
      'The Rules page has every rule with its limits.',
    )
}

function limitProblem({ id, limits }: RuleSource, name: string, value: number): string[] {
  const limit = Object.hasOwn(limits, name) ? limits[name] : undefined
  if (!limit) return [`rule ${id} has no limit "${name}"${meant(name, Object.keys(limits))}`]
  const { from, to } = limit
  return value >= from && value <= to ? [] : [`rule ${id}: ${name} is ${value}, it may be ${from} to ${to}`]
}

function meant(name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  return near ? `, did you mean "${near}"?` : ''
}
