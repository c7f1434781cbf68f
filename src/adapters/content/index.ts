// Files that people write and data that comes along: decks, invoices, maps, site.yaml, the built-in tariff.
// In: paths.
// Out: values checked by the schemas of the rooms, or one DomainError with every line that is wrong.
export { advisoryStore } from './advisories.ts'
export { readByHand } from './by-hand.ts'
export { readChecks } from './checks.ts'
export { readDrills } from './drills.ts'
export { readDeck, readUserText, readYaml } from './files.ts'
export { readFrameworks } from './frameworks.ts'
export { resolveHolidays } from './holidays.ts'
export { readNumberingData } from './numbering.ts'
export { readObligations } from './obligations.ts'
export { keepPlaybook, readPlaybooks, readRehearsal } from './playbooks.ts'
export { rewriteSite, writtenSite } from './rewrite-site.ts'
export { checkRules, readRuleBook, readRules } from './rules.ts'
export { parseSite, readSite } from './sites.ts'
export { readBuiltInTariff } from './tariffs.ts'
export { parseYaml } from './yaml.ts'
