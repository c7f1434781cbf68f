import { Command } from 'commander'
import { example, type JsonOptions, jsonOption } from '../options.ts'
import { print, printJson } from '../output.ts'
import { reachScreen } from '../reach-screen.ts'

interface Options extends JsonOptions {
  readonly rules: string[]
  readonly zones?: string
  readonly from: string
  readonly to: string
  readonly proto?: string
  readonly port?: string
  readonly sourcePort?: string
  readonly inInterface?: string
  readonly outInterface?: string
  readonly chain?: string
  readonly state?: string
  readonly self?: string
}

const several = (value: string, before: string[]): string[] => [...before, value]

/** reach: who can reach what, with a witness packet and the rules that decide. */
export function reachCommand(): Command {
  const command = new Command('reach')
    .description('who can reach what through firewalls, exactly: always, never or conditional')
    .option(
      '--rules <file>',
      'rules of a firewall: iptables-save, nft, pfSense, Cisco IOS, MikroTik or UniFi, recognised by content; again for the next on the way',
      several,
      [],
    )
    .option('--zones <file>', 'zones.yaml: names of networks, and the firewalls between them')
    .requiredOption('--from <who>', 'address, network, zone or any; as sent, before any NAT')
    .requiredOption('--to <whom>', 'address, network, zone or any; as sent, before any NAT')
    .option('--proto <name>', 'tcp, udp, icmp or another protocol; without it all')
    .option('--port <port>', 'destination port, range or list; of icmp the type')
    .option('--source-port <port>', 'source port, range or list')
    .option('--in-interface <name>', 'interface by which it arrives, by name or role (wan, lan)')
    .option('--out-interface <name>', 'interface by which it leaves, by name or role')
    .option('--chain <name>', 'INPUT: to the machine itself, FORWARD: through it, OUTPUT: from it')
    .option(
      '--self <addresses>',
      'own addresses of the (last) firewall: what is sent there is for the machine itself',
    )
    .option('--state <state>', 'state of the connection', 'new')
  jsonOption(command)
  example(command, 'ringfence reach --rules edge.rules --from any --to 192.0.2.10 --proto udp --port 5060')
  return command.action(run)
}

async function run({ json, ...options }: Options): Promise<void> {
  const { reach } = await import('#app')
  const answer = await reach(options)
  if (json) printJson(answer)
  else print(reachScreen(answer))
}
