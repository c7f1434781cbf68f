import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  checkRuleSettings,
  type ProofEvent,
  type Rule,
  RuleSource,
  readProof,
  siteRules,
} from '#core/detection'
import type { RuleSettings } from '#core/kernel'
import { readShipped } from './shipped.ts'

const folder = fileURLToPath(new URL('../../../content/rules', import.meta.url))

/** A rule with its proof, and what an operator does when it speaks (Markdown). */
interface BookRule {
  readonly source: RuleSource
  readonly fires: readonly ProofEvent[]
  readonly quiet: readonly ProofEvent[]
  readonly triage: string
}

/** Every folder of content/rules is a rule; in order of name, so that the same content gives the same verdict. */
async function ruleIds(): Promise<string[]> {
  const all = await readdir(folder, { withFileTypes: true })
  return all
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

const sourceOf = (id: string): Promise<RuleSource> => readShipped(`rules/${id}/rule.yaml`, RuleSource)

const readSources = async (): Promise<RuleSource[]> => Promise.all((await ruleIds()).map(sourceOf))

/** The rules, as a site has set them. */
export async function readRules(settings: RuleSettings = {}): Promise<Rule[]> {
  return siteRules(await readSources(), settings)
}

/** Throws `rule-settings-invalid` for settings that fit no rule. */
export async function checkRules(settings: RuleSettings): Promise<void> {
  if (Object.keys(settings).length > 0) checkRuleSettings(await readSources(), settings)
}

/** Everything there is about every rule. */
export async function readRuleBook(): Promise<readonly BookRule[]> {
  const text = (id: string, name: string): Promise<string> => readFile(join(folder, id, name), 'utf8')
  return Promise.all(
    (await ruleIds()).map(async (id) => ({
      source: await sourceOf(id),
      fires: readProof(await text(id, 'fires.jsonl')),
      quiet: readProof(await text(id, 'quiet.jsonl')),
      triage: await text(id, 'triage.md'),
    })),
  )
}
