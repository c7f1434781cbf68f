import type { Fact, Resource, Value } from '#core/inventory'
import type { Condition, Conditions } from './model.ts'

/** Null: the facts do not tell. */
export type Judged = boolean | null

/** Whether all conditions hold of a resource: false as soon as one does not, unknown when one cannot be told. */
export function judgeAll(conditions: Conditions, resource: Resource): Judged {
  let all: Judged = true
  for (const [name, condition] of Object.entries(conditions)) {
    const judged = judge(condition, resource.facts.get(name))
    if (judged === false) return false
    if (judged === null) all = null
  }
  return all
}

function judge(condition: Condition, fact: Fact | undefined): Judged {
  if (typeof condition === 'object' && 'there' in condition) return (fact !== undefined) === condition.there
  if (!fact) return null
  const { value } = fact
  if (typeof condition !== 'object') return value === condition
  if ('below' in condition) return typeof value === 'number' && value < condition.below
  if ('above' in condition) return typeof value === 'number' && value > condition.above
  if ('not' in condition) return value !== condition.not
  if ('oneOf' in condition) return condition.oneOf.some((each) => each === value)
  if ('matches' in condition) return new RegExp(condition.matches, 'i').test(String(value))
  if ('empty' in condition) return isEmpty(value) === condition.empty
  return Array.isArray(value) && value.includes(condition.has)
}

const isEmpty = (value: Value): boolean =>
  (typeof value === 'string' || Array.isArray(value)) && value.length === 0
