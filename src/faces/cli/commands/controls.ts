import { Command } from 'commander'
import { askServer } from '../ask-server.ts'
import { controlsScreen } from '../controls-screen.ts'
import {
  controlsPath,
  type DataOptions,
  dataOption,
  example,
  type JsonOptions,
  jsonOption,
} from '../options.ts'
import { print, printJson } from '../output.ts'

interface Options extends DataOptions, JsonOptions {
  readonly site?: string
  readonly customer: string
  readonly all?: boolean
}

/** controls: what is in force. */
export function controlsCommand(): Command {
  const command = new Command('controls')
    .description('list what is in force to contain a breach')
    .option('--site <id>', 'only of this site')
    .option('--customer <id>', 'the customer the site belongs to', 'default')
    .option('--all', 'also those that are over')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence controls --all')
  return command.action(run)
}

async function run(options: Options): Promise<void> {
  const [{ Controls }, { localSocket, withControls }] = await Promise.all([
    import('#contract'),
    import('#app'),
  ])
  const { site, customer } = options
  const place = site === undefined ? null : { customer, site }
  const open = !options.all
  const path = `${place ? controlsPath(place) : '/controls'}?open=${open}`
  const { controls } =
    (await askServer({ socket: localSocket(options), method: 'GET', path, answer: Controls })) ??
    (await withControls(options, (house) => house.list(place, open)))
  if (options.json) printJson({ controls })
  else print(controlsScreen(controls, { colour: process.stdout.isTTY, planned: false }))
}
