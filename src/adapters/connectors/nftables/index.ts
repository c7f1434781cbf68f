// nftables: blocks addresses at a Linux firewall, here, in a network namespace, or over SSH with a pinned host key.
// In: where it is. Out: a connection whose actuator does block-ip.
// Everything it makes is in one table of its own, which goes with the last block.
import type { Connector } from '../kit.ts'
import { nftablesActuator, refused } from './actuator.ts'
import { createInspector } from './inspector.ts'
import { insideNamespace, localRunner } from './runner.ts'
import { NftablesSettings } from './settings.ts'
import { sshRunner } from './ssh.ts'

export const nftables: Connector = {
  kind: 'nftables',
  parse: (settings) => NftablesSettings.parse(settings),
  open(settings, { now }) {
    const { ssh, netns, table } = NftablesSettings.parse(settings)
    const machine = ssh ? sshRunner(ssh) : localRunner
    const runner = netns === undefined ? machine : insideNamespace(machine, netns)
    const name = ['nftables', ssh?.host, netns].filter(Boolean).join(' ')
    const actuator = nftablesActuator({ runner, table: table.slice('inet:'.length), now })
    return {
      inspector: { name, tells: createInspector(runner, name) },
      actuator,
      async check() {
        const version = await runner.run(['nft', '--version'])
        const tables = await runner.run(['nft', '-j', 'list', 'tables'])
        if (tables.code !== 0) throw refused(tables)
        return {
          product: version.stdout.trim().split(' (')[0] ?? 'nftables',
          capabilities: await actuator.capabilities(),
          reads: [],
          paste: '',
        }
      },
      close: () => runner.close(),
    }
  },
}
