import type { Fact, Resource } from '#core/inventory'
import { type DeadRule, type Firewall, findDeadRules } from '#core/reach'

/** Q11: rules about telephony that never count; one resource for each, or one that says there is none. */
export function findRuleFaults(firewalls: readonly Firewall[]): Resource[] {
  return firewalls.flatMap((firewall) => {
    const { dead, notAnalysed } = findDeadRules(firewall)
    const ours = dead.filter(({ telephony }) => telephony)
    if (ours.length > 0) return ours.map(faultOf)
    const at = { file: firewall.files[0]?.file ?? '', line: 1, text: '' }
    return [fault(firewall.name, at, notAnalysed.length > 0 ? {} : { dead: false })]
  })
}

const HOW = {
  redundant: 'says what an earlier rule says already',
  contradicted: 'is contradicted by an earlier rule',
  shadowed: 'never gets a packet: earlier rules take them all',
  impossible: 'asks for packets that cannot be',
} as const

function faultOf({ file, line, rule, chain, kind, because }: DeadRule): Resource {
  const at = { file, line, text: rule }
  const [first] = because
  return fault(`${chain}, line ${line}`, at, {
    dead: true,
    how: HOW[kind],
    because: first ? `line ${first.line}: ${first.rule}` : 'a rule that leaves the chain',
  })
}

const fault = (
  name: string,
  at: Resource['at'],
  facts: Readonly<Record<string, Fact['value']>>,
): Resource => ({
  type: 'question',
  name,
  at,
  facts: new Map(Object.entries({ question: 'Q11', ...facts }).map(([key, value]) => [key, { value, at }])),
})
