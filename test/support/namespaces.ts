import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const ip = (...args: string[]) => execute('ip', args)

/** Two machines on one wire: a phone system with a firewall, and whoever attacks it. Needs root. */
export interface Wire {
  readonly pbx: string
  /** Whether a datagram from this address of the attacker's is answered. */
  reaches(from: string): Promise<boolean>
  /** The rules in force, as text. */
  rules(): Promise<string>
  run(...command: string[]): Promise<string>
  close(): Promise<void>
}

export const PBX = { four: '192.0.2.1', six: '2001:db8:2::1' }

/** Network namespaces can be made and filtered here; says why not. */
export async function canFilter(): Promise<string | null> {
  const name = `rf-try-${process.pid}`
  try {
    await ip('netns', 'add', name)
    await execute('ip', ['netns', 'exec', name, 'nft', 'list', 'ruleset'])
    return null
  } catch (error) {
    return (error as Error).message.split('\n').slice(0, 2).join(' ')
  } finally {
    await ip('netns', 'del', name).catch(() => undefined)
  }
}

const ECHO = `
const s = (type, address) => { const d = require('dgram').createSocket(type); d.on('message', (m, r) => d.send(m, r.port, r.address)); d.bind(5060, address, () => console.log('up')) }
s('udp4', '${PBX.four}'); s('udp6', '${PBX.six}')`
const PROBE = `
const [from] = process.argv.slice(1), six = from.includes(':')
const d = require('dgram').createSocket(six ? 'udp6' : 'udp4')
const end = (answer) => { console.log(answer); process.exit(0) }
d.on('message', () => end('yes')); d.bind(0, from, () => {
  // Asked again and again: a busy machine may answer late, a blocked one never.
  setInterval(() => d.send('x', 5060, six ? '${PBX.six}' : '${PBX.four}'), 100); setTimeout(end, 2500, 'no') })`

export async function createWire(attackers: readonly string[]): Promise<Wire> {
  const [pbx, attacker] = [`rf-pbx-${process.pid}`, `rf-att-${process.pid}`]
  await ip('netns', 'add', pbx)
  await ip('netns', 'add', attacker)
  await ip('link', 'add', 'eth0', 'netns', pbx, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', attacker)
  const address = (space: string, text: string) =>
    ip('-n', space, 'addr', 'add', text, 'dev', 'eth0', ...(text.includes(':') ? ['nodad'] : []))
  await address(pbx, `${PBX.four}/24`)
  await address(pbx, `${PBX.six}/64`)
  for (const each of attackers) await address(attacker, each.includes(':') ? `${each}/64` : `${each}/24`)
  for (const space of [pbx, attacker])
    for (const link of ['lo', 'eth0']) await ip('-n', space, 'link', 'set', link, 'up')
  const server = spawn('ip', ['netns', 'exec', pbx, process.execPath, '-e', ECHO], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(server.stdout, 'data')
  const inside = async (space: string, ...command: string[]): Promise<string> =>
    (await execute('ip', ['netns', 'exec', space, ...command])).stdout
  return {
    pbx,
    reaches: async (from) => (await inside(attacker, process.execPath, '-e', PROBE, from)).trim() === 'yes',
    rules: () => inside(pbx, 'nft', 'list', 'ruleset'),
    run: (...command) => inside(pbx, ...command),
    async close() {
      server.kill()
      await ip('netns', 'del', pbx)
      await ip('netns', 'del', attacker)
    },
  }
}
