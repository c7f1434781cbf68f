import { Command } from 'commander'
import type { RetentionView } from '#contract'
import { plainText } from '#core/kernel'
import { type DataOptions, dataOption, example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'

interface Options extends DataOptions, JsonOptions {
  readonly site: string
  readonly delete?: boolean
}

/** retention: what of a site is older than its site.yaml keeps it; deleted only with --delete. */
export function retentionCommand(): Command {
  const command = new Command('retention')
    .description('show what is older than a site keeps it, and delete it')
    .option('--site <id>', 'the site', 'main')
    .option('--delete', 'delete what is shown; open incidents and legal holds stop it')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence retention --site main --delete')
  return command.action(run)
}

async function run({ json, delete: remove = false, ...options }: Options): Promise<void> {
  const { retention } = await import('#app')
  const result = await retention({ ...options, remove })
  if (json) return printJson(result)
  print(lines(result.found, remove).join('\n'))
}

const WORDS = { calls: 'calls', investigations: 'investigations with their files', audits: 'audits' }

function lines({ items, stops, automatic }: RetentionView, removed: boolean): string[] {
  const shown = items.map(({ what, days, count, before }) =>
    days === null
      ? `${WORDS[what]}: kept until somebody deletes them`
      : `${WORDS[what]}: kept ${days} days; ${count.toLocaleString('en-US')} from before ${before?.slice(0, 10)} ${removed ? 'deleted' : 'are past their time'}`,
  )
  const stopped = stops.map(
    ({ title, why }) =>
      `Nothing can be deleted: “${plainText(title)}” is ${why === 'open' ? 'still open' : 'under legal hold'}`,
  )
  return [...shown, ...stopped, ...(automatic ? ['It is deleted every day without being asked.'] : [])]
}
