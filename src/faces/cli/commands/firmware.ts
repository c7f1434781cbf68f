import { Command } from 'commander'
import { FirmwareTargets } from '#contract'
import { askServer } from '../ask-server.ts'
import { EXIT } from '../exit.ts'
import { firmwareScreen } from '../firmware-screen.ts'
import {
  type DataOptions,
  dataOption,
  example,
  type JsonOptions,
  jsonOption,
  type PlaceOptions,
  placeOf,
  placeOptions,
} from '../options.ts'
import { print, printJson } from '../output.ts'

type Options = DataOptions & JsonOptions & PlaceOptions

/** firmware: how far the devices of a site are from the versions they are to be brought to. */
export function firmwareCommand(): Command {
  const command = new Command('firmware').description(
    'how far devices are from the firmware they are to be brought to',
  )
  placeOptions(command)
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence firmware --site main')
  return command.action(run)
}

async function run(options: Options): Promise<void> {
  const { firmware, localSocket } = await import('#app')
  const place = placeOf(options)
  const path = `/customers/${encodeURIComponent(place.customer)}/sites/${encodeURIComponent(place.site)}/audit-targets`
  const found =
    (await askServer({ socket: localSocket(options), method: 'GET', path, answer: FirmwareTargets })) ??
    (await firmware(options, place))
  if (options.json) printJson(found)
  else print(firmwareScreen(found, process.stdout.isTTY))
  if (found.targets.some(({ overdue }) => overdue)) process.exitCode = EXIT.bad
}
