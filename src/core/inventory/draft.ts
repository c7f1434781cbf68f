import type { Fact, Origin, Resource, ResourceType, Value } from './model.ts'

/** A resource while it is being read. */
export interface Draft {
  readonly type: ResourceType
  readonly name: string
  readonly at: Origin
  readonly facts: Map<string, Fact>
  /** Without a place it is the product's default. */
  say(name: string, value: Value | undefined, at?: Origin | null): void
}

export function draft(type: ResourceType, name: string, at: Origin): Draft {
  const facts = new Map<string, Fact>()
  return {
    type,
    name,
    at,
    facts,
    say(fact, value, origin = null) {
      if (value !== undefined) facts.set(fact, { value, at: origin })
    },
  }
}

export const finished = ({ type, name, at, facts }: Draft): Resource => ({ type, name, at, facts })
