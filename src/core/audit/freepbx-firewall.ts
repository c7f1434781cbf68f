import type { Fact, Resource } from '#core/inventory'
import { type Firewall, type Ground, zoneFacts } from '#core/reach'
import { firewallsOf, zonesOfRole } from './terrain.ts'

type Rule = NonNullable<ReturnType<Firewall['chains']['get']>>['rules'][number]

/** The firewall that FreePBX sets up, told by the names of its chains; nothing where there is none. */
export function readFreepbxFirewall(ground: Ground): Resource[] {
  return firewallsOf(ground).flatMap((firewall) => {
    const chain = (name: string): readonly Rule[] =>
      [...firewall.chains.values()].filter((each) => each.name === name).flatMap(({ rules }) => rules)
    const zones = chain('fpbxinterfaces')
    if (zones.length === 0 && chain('fpbxfirewall').length === 0) return []
    const outer = outerInterfaces(ground, firewall)
    const faced = zones.filter(
      ({ text }) => outer.length === 0 || outer.some((name) => text.includes(`-i ${name} `)),
    )
    const trusted = faced.find(({ text }) => /zone-(?:trusted|internal)\b/.test(text))
    const inInternet = chain('zone-external').find(({ text }) =>
      /fpbxsvc-(?:pjsip|chansip|chan_sip)\b/.test(text),
    )
    const responsive = chain('fpbxsignalling').find(({ text }) => /(?:mark|xmark) 0x[23]\b/.test(text))
    const [base] = chain('fpbxfirewall')
    const start = (faced[0] ?? base ?? zones[0]) as Rule
    const facts: [string, Fact][] = []
    const say = (name: string, rule: Rule | undefined): void => {
      const at = rule ? { ...rule.at, text: rule.text } : null
      facts.push([name, { value: rule !== undefined, at }])
    }
    // Of several interfaces nobody says which is the outer one: then a trusted one proves nothing.
    if (outer.length > 0 || zones.length === 1) say('outerTrusted', trusted)
    say('sipOpenToInternet', inInternet)
    say('responsive', responsive)
    return [
      {
        type: 'freepbx-firewall',
        name: firewall.name,
        at: { ...start.at, text: start.text },
        facts: new Map(facts),
      },
    ]
  })
}

function outerInterfaces({ zones, placed, ...rest }: Ground, firewall: Firewall): string[] {
  const internet = zonesOfRole({ zones, placed, ...rest }, 'internet')
  const listed = placed
    .filter((each) => each.firewall === firewall)
    .flatMap(({ interfaces }) =>
      Object.entries(interfaces).flatMap(([name, behind]) =>
        behind.some((zone) => internet.includes(zone)) ? [name] : [],
      ),
    )
  const named = internet.flatMap((name) => (zones && zoneFacts(zones, name)?.interface) ?? [])
  return [...listed, ...named]
}
