import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileRule, type Rule, RuleSource } from '#core/detection'
import { readYaml } from './files.ts'

const folder = fileURLToPath(new URL('../../../content/rules', import.meta.url))

/** Every folder of content/rules is a rule; in order of name, so that the same content gives the same verdict. */
export async function readRules(): Promise<Rule[]> {
  const ids = (await readdir(folder, { withFileTypes: true }))
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
  const sources = await Promise.all(
    ids.sort().map((id) => readYaml(join(folder, id, 'rule.yaml'), RuleSource)),
  )
  return sources.map(compileRule)
}
