import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

// Three network namespaces in a row: outside – firewall – behind. Names come from the process id, so that two runs do not meet.

const ip = (...args: string[]): void => {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Whether this machine lets us: root, the programs, and a kernel with namespaces. */
export function canTryPackets(): boolean {
  const probe = `rfp${process.pid}`
  return (
    process.getuid?.() === 0 &&
    ['ip', 'nft', 'iptables-restore'].every((name) => spawnSync('which', [name]).status === 0) &&
    spawnSync('ip', ['netns', 'add', probe]).status === 0 &&
    spawnSync('ip', ['netns', 'del', probe]).status === 0
  )
}

export interface Speaker {
  ask(order: unknown): Promise<unknown>
  stop(): void
}

export interface Row {
  readonly outside: Speaker
  readonly firewall: Speaker
  readonly behind: Speaker
  /** What the system said when it would not take the rules; empty when it did. */
  load(kind: 'iptables' | 'nft', rules: string): string
  close(): void
}

/** A number of the small world as an address: 0-7 outside, 8 the firewall, 9 the machine behind. */
export const address = (number: number): string => `10.9.0.${16 + number}`

export async function namespacesInRow(ports: readonly number[]): Promise<Row> {
  const names = ['a', 'f', 'b'].map((letter) => `rf${letter}${process.pid}`)
  const [a = '', f = '', b = ''] = names
  for (const name of names) {
    ip('netns', 'add', name)
    ip('-n', name, 'link', 'set', 'lo', 'up')
  }
  ip('link', 'add', 'veth0', 'netns', f, 'type', 'veth', 'peer', 'name', 'out0', 'netns', a)
  ip('link', 'add', 'veth1', 'netns', f, 'type', 'veth', 'peer', 'name', 'in0', 'netns', b)
  for (let n = 0; n < 8; n += 1) ip('-n', a, 'addr', 'add', `${address(n)}/32`, 'dev', 'out0')
  ip('-n', f, 'addr', 'add', `${address(8)}/32`, 'dev', 'veth0')
  ip('-n', b, 'addr', 'add', `${address(9)}/32`, 'dev', 'in0')
  const up = (name: string, device: string): void => ip('-n', name, 'link', 'set', device, 'up')
  up(a, 'out0')
  up(f, 'veth0')
  up(f, 'veth1')
  up(b, 'in0')
  ip('-n', a, 'route', 'add', `${address(8)}/32`, 'dev', 'out0')
  ip('-n', a, 'route', 'add', `${address(9)}/32`, 'via', address(8))
  ip('-n', f, 'route', 'add', `${address(0)}/29`, 'dev', 'veth0')
  ip('-n', f, 'route', 'add', `${address(9)}/32`, 'dev', 'veth1')
  ip('-n', b, 'route', 'add', `${address(8)}/32`, 'dev', 'in0')
  ip('-n', b, 'route', 'add', `${address(0)}/29`, 'via', address(8))
  ip('netns', 'exec', f, 'sysctl', '-qw', 'net.ipv4.ip_forward=1')
  const [outside, firewall, behind] = names.map(speaker) as [Speaker, Speaker, Speaker]
  for (const each of [firewall, behind]) await each.ask({ listen: ports })
  return {
    outside,
    firewall,
    behind,
    load(kind, rules) {
      const inside = (command: string[], input?: string) =>
        spawnSync('ip', ['netns', 'exec', f, ...command], input === undefined ? {} : { input })
      inside(['nft', 'flush', 'ruleset'])
      const done = inside(kind === 'nft' ? ['nft', '-f', '-'] : ['iptables-restore'], rules)
      return done.status === 0 ? '' : String(done.stderr)
    },
    close() {
      for (const each of [outside, firewall, behind]) each.stop()
      for (const name of names) spawnSync('ip', ['netns', 'del', name])
    },
  }
}

function speaker(name: string): Speaker {
  const script = new URL('../../live/reach-child.mjs', import.meta.url).pathname
  const child = spawn('ip', ['netns', 'exec', name, process.execPath, script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  return {
    async ask(order) {
      const answered = once(lines, 'line')
      child.stdin.write(`${JSON.stringify(order)}\n`)
      const [line] = (await answered) as [string]
      return JSON.parse(line)
    },
    stop: () => child.kill(),
  }
}
