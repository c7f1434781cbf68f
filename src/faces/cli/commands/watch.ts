import { setMaxListeners } from 'node:events'
import { Command } from 'commander'
import pc from 'picocolors'
import type { WatchLine } from '#contract'
import { moneyText, plainText } from '#core/kernel'
import { askServer } from '../ask-server.ts'
import { type DataOptions, dataOption, example } from '../options.ts'
import { note, print } from '../output.ts'

type Control = Extract<WatchLine, { type: 'control' }>

interface Options extends DataOptions {
  readonly site: string
  readonly rates?: string
  readonly json?: boolean
}

/** watch: follows a site in the terminal until it is stopped. */
export function watchCommand(): Command {
  const command = new Command('watch')
    .description('follow a site: calls while they run, sign-ins, and alerts with what they cost')
    .requiredOption('--site <id>', 'the site to follow')
    .option('--rates <deck>', 'price by this deck instead of the one kept for the site')
    .option('--json', 'print one JSON object a line')
  dataOption(command)
  example(command, 'ringfence watch --site main --json')
  return command.action(run)
}

async function run({ json, ...options }: Options): Promise<void> {
  const [{ Controls }, { localSocket, watch }] = await Promise.all([import('#contract'), import('#app')])
  const stop = new AbortController()
  // Each connection listens several times over; a site may have ten.
  setMaxListeners(0, stop.signal)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  const colours = pc.createColors(pc.isColorSupported && process.stdout.isTTY)
  const show = (line: WatchLine): void => print(json ? JSON.stringify(line) : textOf(line, colours))
  const server = await askServer({
    socket: localSocket(options),
    method: 'GET',
    path: '/controls?open=true',
    answer: Controls,
  })
  await watch({ ...options, served: server !== null }, { onLine: show, onProblem: note }, stop.signal)
}

function textOf(line: WatchLine, colours: ReturnType<typeof pc.createColors>): string {
  const time = colours.dim(line.at.slice(11, 19))
  return `${time} ${plainText(wordsOf(line))}`.replace(/^(.*ALERT.*)$/s, colours.red('$1'))
}

function wordsOf(line: WatchLine): string {
  switch (line.type) {
    case 'call-started':
    case 'call-answered':
    case 'call-ended': {
      const verb = { 'call-started': 'rings', 'call-answered': 'talks', 'call-ended': 'ended' }[line.type]
      const cost = line.cost === null ? '' : `, ${moneyText(line.cost)}`
      return `${line.account} ${verb} ${line.direction === 'inbound' ? 'from' : 'to'} ${line.direction === 'inbound' ? line.from : line.to}${line.type === 'call-ended' ? `: ${line.billableSeconds} s${cost}` : ''}`
    }
    case 'alert':
      return `ALERT ${line.account || 'site'} ${line.kind} (${line.score}): ${moneyText(line.perMinute)} a minute, ${moneyText(line.lostSoFar)} so far. ${line.reasons.join('. ')}`
    case 'sign-in':
      return `${line.kind} ${line.account} from ${line.sourceIp}`
    case 'registration':
      return `${line.account} ${line.there ? 'registered' : 'gone'} ${line.sourceIp} ${line.userAgent}`
    case 'change':
      return line.what
    case 'control':
      return controlWords(line)
    default:
      return line.type === 'source-lost' ? `LOST the PBX: ${line.reason}` : 'the PBX is followed'
  }
}

const verbs = { notify: 'TOLD', ask: 'ASKS', act: 'ACTED' } as const

function controlWords({
  step,
  dryRun,
  account,
  kind,
  what,
  because,
  controls,
  problem,
  cut,
}: Control): string {
  const verb = dryRun ? 'WOULD HAVE ACTED' : verbs[step]
  const words = what.length > 0 ? `: ${what.join(', ')}` : ''
  const undo = controls.map((id) => ` To take it back: ringfence undo ${id}`).join('.')
  return `${verb} on ${account || 'the site'} (${kind})${words}${cut > 0 ? `; ${cut} cut` : ''}. ${because}${problem}${undo}`
}
