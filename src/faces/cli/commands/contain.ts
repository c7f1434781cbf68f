import { setTimeout as pause } from 'node:timers/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { ContainInput, Controls } from '#contract'
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
  type PlaceOptions,
  placeOf,
  placeOptions,
} from '../options.ts'
import { print, printJson } from '../output.ts'

interface Options extends DataOptions, JsonOptions, PlaceOptions {
  readonly account: string[]
  readonly prefix: string[]
  readonly ip: string[]
  readonly international?: boolean
  readonly lockdown?: boolean
  readonly hangup: string[]
  readonly dropContact: string[]
  readonly shutTrunk: string[]
  readonly rotateSecret: string[]
  readonly rotateAdminSecret: string[]
  readonly portDown: string[]
  readonly quarantinePort: string[]
  readonly changeSetting: string[]
  readonly for: number
  readonly reason?: string
  readonly confirmEmergencyRisk?: boolean
  readonly plan?: boolean
  readonly approve?: boolean
}

const many = (flag: string, text: string): Option => new Option(`${flag} <name...>`, text).default([], 'none')

/** contain: preview what would stop a breach, or put it in force. */
export function containCommand(): Command {
  const command = new Command('contain')
    .description('preview what would stop a breach, or put it in force')
    .addOption(many('--account', 'bar accounts and hang up their calls'))
    .addOption(many('--prefix', 'block destinations, E.164: +252'))
    .addOption(many('--ip', 'block addresses or networks'))
    .option('--international', 'block all international calls')
    .option('--lockdown', 'everything at once: block and hang up international calls, bar what is named')
    .addOption(many('--hangup', 'hang up the calls of accounts'))
    .addOption(many('--drop-contact', 'drop the registrations of accounts'))
    .addOption(many('--shut-trunk', 'shut trunks'))
    .addOption(many('--rotate-secret', 'new SIP secrets for accounts'))
    .addOption(many('--rotate-admin-secret', 'new secrets for administrative users'))
    .addOption(many('--port-down', 'shut switch ports'))
    .addOption(many('--quarantine-port', 'put switch ports into the quarantine VLAN'))
    .addOption(many('--change-setting', 'mend settings, as `ringfence audit` names them; stays until undone'))
    .option('--for <time>', 'how long: 30m, 24h, 7d', duration, 86_400)
    .option('--reason <text>', 'why; stands in the ledger')
    .option('--confirm-emergency-risk', 'you have read that emergency calls are at risk')
    .addOption(new Option('--plan', 'change nothing, only show it (the default)').conflicts('approve'))
    .option('--approve', 'put it in force; returns when each is verified or failed')
  placeOptions(command)
  dataOption(command)
  jsonOption(command)
  example(command, 'ringfence contain --account 1004 --prefix +252 --for 24h --approve')
  return command.action(run)
}

async function run(options: Options): Promise<void> {
  const approve = options.approve ?? false
  const { controls } = await contain(options, bodyOf(options), approve)
  if (options.json) printJson({ controls })
  else print(controlsScreen(controls, { colour: process.stdout.isTTY, planned: !approve }))
  if (controls.some(({ state }) => state === 'failed' || state === 'drifted')) process.exitCode = EXIT.failed
}

async function contain(options: Options, body: ContainInput, approve: boolean): Promise<Controls> {
  const [{ ContainBody, Controls }, { localSocket, systemActor, withControls }] = await Promise.all([
    import('#contract'),
    import('#app'),
  ])
  const place = placeOf(options)
  const path = controlsPath(place)
  const served = await askServer({
    socket: localSocket(options),
    method: 'POST',
    path: approve ? path : `${path}/preview`,
    body,
    answer: Controls,
  })
  if (served !== null) return approve && options.json ? previewed(served, localSocket(options)) : served
  return withControls(options, (controls) => {
    const wanted = ContainBody.parse(body)
    return approve
      ? controls.contain(place, wanted, systemActor())
      : controls.plan(place, wanted, systemActor())
  })
}

/** Longer no script waits for what a lockdown would have hit. */
const PREVIEWS = { waits: 30_000, asksEvery: 500 }

/** A server reads the previews of a lockdown after it: whoever wants the whole document waits for them. */
async function previewed({ controls }: Controls, socket: string): Promise<Controls> {
  const { ControlView } = await import('#contract')
  const until = performance.now() + PREVIEWS.waits
  let known = controls
  while (known.some(isToCome) && performance.now() < until) {
    await pause(PREVIEWS.asksEvery)
    known = await Promise.all(
      known.map(async (control) => {
        if (!isToCome(control)) return control
        const path = `/controls/${encodeURIComponent(control.id)}`
        return (await askServer({ socket, method: 'GET', path, answer: ControlView })) ?? control
      }),
    )
  }
  return { controls: known }
}

const isToCome = ({ preview, state, kind }: Controls['controls'][number]): boolean =>
  preview === null && state === 'in-force' && kind !== 'hangup' && kind !== 'drop-contact'

function bodyOf(options: Options): ContainInput {
  const others = [
    ...options.dropContact.map((target) => ({ kind: 'drop-contact' as const, target })),
    ...options.shutTrunk.map((target) => ({ kind: 'shut-trunk' as const, target })),
    ...options.rotateSecret.map((target) => ({ kind: 'rotate-secret' as const, target })),
    ...options.rotateAdminSecret.map((target) => ({ kind: 'rotate-admin-secret' as const, target })),
    ...options.portDown.map((target) => ({ kind: 'port-down' as const, target })),
    ...options.quarantinePort.map((target) => ({ kind: 'quarantine-port' as const, target })),
    ...options.changeSetting.map((target) => ({ kind: 'change-setting' as const, target })),
    ...options.hangup.map((target) => ({ kind: 'hangup' as const, target })),
  ]
  return {
    accounts: options.account,
    prefixes: options.prefix,
    ips: options.ip,
    international: options.international ?? false,
    lockdown: options.lockdown ?? false,
    others,
    lastsSeconds: options.for,
    reason: options.reason ?? '',
    confirmEmergencyRisk: options.confirmEmergencyRisk ?? false,
  }
}

const units = { m: 60, h: 3600, d: 86_400 }

function duration(text: string): number {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? []
  const seconds = Number(count) * units[unit as keyof typeof units]
  if (!(seconds >= 60 && seconds <= 365 * 86_400))
    throw new InvalidArgumentError('Write it like 30m, 24h or 7d, a year at most.')
  return seconds
}
