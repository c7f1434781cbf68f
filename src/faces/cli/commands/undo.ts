import { Command } from 'commander'
import type { ControlView } from '#contract'
import { askServer } from '../ask-server.ts'
import { controlsScreen } from '../controls-screen.ts'
import { EXIT } from '../exit.ts'
import {
  controlsPath,
  type DataOptions,
  dataOption,
  example,
  type JsonOptions,
  jsonOption,
} from '../options.ts'
import { print, printJson } from '../output.ts'

interface Options extends DataOptions, JsonOptions {}

/** undo ID: put the system back as it was. */
export function undoCommand(): Command {
  const command = new Command('undo')
    .description('end a control and put the system back as it was')
    .argument('<id>', 'id of the control, as ringfence controls shows it')
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence undo 3f6c0b1e-6a5e-4b8e-9c36-0d6f7f3f9d11')
  return command.action(run)
}

async function run(id: string, options: Options): Promise<void> {
  const control = (await undoneByServer(id, options)) ?? (await undoneHere(id, options))
  if (options.json) printJson({ controls: [control] })
  else print(controlsScreen([control], { colour: process.stdout.isTTY, planned: false }))
  const over = ['undone', 'expired', 'failed'].includes(control.state)
  if (!over) process.exitCode = EXIT.failed
}

async function undoneByServer(id: string, options: Options): Promise<ControlView | null> {
  const [{ ControlView }, { localSocket }] = await Promise.all([import('#contract'), import('#app')])
  const socket = localSocket(options)
  const name = encodeURIComponent(id)
  const found = await askServer({ socket, method: 'GET', path: `/controls/${name}`, answer: ControlView })
  if (found === null) return null
  const path = `${controlsPath(found)}/${name}/undo`
  return askServer({ socket, method: 'POST', path, answer: ControlView })
}

async function undoneHere(id: string, options: Options): Promise<ControlView> {
  const { systemActor, withControls } = await import('#app')
  return withControls(options, async (controls) => controls.undo(await controls.find(id), id, systemActor()))
}
