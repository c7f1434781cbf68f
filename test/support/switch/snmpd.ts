import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Block, claimBlock } from '../loopback.ts'

const execute = promisify(execFile)

export const hasSnmpd = existsSync('/usr/sbin/snmpd') && process.geteuid?.() === 0

export const users = {
  ringfence: { authSecret: 'writes-and-reads', privSecret: 'nobody-listens' },
  reader: { authSecret: 'may-only-read-it', privSecret: 'nobody-listens-2' },
}

/**
 * A real agent of a machine with two ports, one with a cable to a phone and one to a PBX: net-snmp's snmpd in a network namespace of its
 * own, and what it has not, the VLANs, by q-bridge.mjs.
 */
export interface TestSwitch {
  readonly host: string
  readonly port: number
  /** Whether the phone at the other end of the cable of a port sees a link. */
  hasLink(port: string): Promise<boolean>
  /** Whether a datagram of the phone gets to the PBX and back. */
  phoneReachesPbx(): Promise<boolean>
  /** What it holds of its VLANs, as text. */
  vlans(): string
  kill(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

export const PORTS = ['ge7', 'ge8'] as const

export async function startSwitch(): Promise<TestSwitch> {
  const block: Block = await claimBlock()
  const name = `rf-switch-${process.pid}-${Date.now() % 100_000}`
  const ends = { ge7: `${name}-p`, ge8: `${name}-x` }
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-snmpd-'))
  const ip = (...args: string[]) => execute('ip', args)
  for (const one of [name, ...Object.values(ends)]) await ip('netns', 'add', one)
  await ip('-n', name, 'link', 'set', 'lo', 'up')
  for (const port of PORTS) {
    const end = ends[port]
    await ip('-n', name, 'link', 'add', port, 'type', 'veth', 'peer', 'name', port, 'netns', end)
    for (const one of [name, end]) await ip('-n', one, 'link', 'set', port, 'up')
    await ip('-n', end, 'addr', 'add', port === 'ge7' ? '192.0.2.7/24' : `${PBX}/24`, 'dev', port)
  }
  const pbx = spawn('ip', ['netns', 'exec', ends.ge8, process.execPath, '-e', ECHO], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(pbx.stdout, 'data')
  const held = join(dir, 'vlans.json')
  const bridges = [fileURLToPath(new URL('q-bridge.mjs', import.meta.url)), held, ...PORTS]
  const asked = ['pass_persist', BRIDGE, process.execPath, ...bridges].join(' ')
  writeFileSync(join(dir, 'snmpd.conf'), `${configuration}${asked}\n`)
  let agent: ChildProcess | null = null
  const relay = await relayInto(name, block.address(1))
  const host: TestSwitch = {
    host: block.address(1),
    port: relay.port,
    async hasLink(port) {
      const { stdout } = await ip('-n', ends[port as keyof typeof ends], '-j', 'link', 'show', port)
      return (JSON.parse(stdout) as { flags: string[] }[])[0]?.flags.includes('LOWER_UP') ?? false
    },
    async phoneReachesPbx() {
      const probe = ['netns', 'exec', ends.ge7, process.execPath, '-e', PROBE]
      return (await execute('ip', probe)).stdout.trim() === 'yes'
    },
    vlans: () => readFileSync(held, 'utf8'),
    async start() {
      // A switch has forgotten what nobody saved.
      rmSync(held, { force: true })
      execFileSync('ip', ['netns', 'exec', name, process.execPath, ...bridges], {
        stdio: ['ignore', 'inherit', 'inherit'],
      })
      const args = ['netns', 'exec', name, '/usr/sbin/snmpd', '-f', '-Lf', join(dir, 'log'), '-C']
      const env = { ...process.env, SNMP_PERSISTENT_DIR: join(dir, 'state'), MIBS: '' }
      agent = spawn('ip', [...args, '-c', join(dir, 'snmpd.conf'), 'udp:127.0.0.1:1161'], {
        env,
        stdio: 'ignore',
      })
      await sleep(200)
    },
    async kill() {
      if (!agent || agent.exitCode !== null || agent.signalCode !== null) return
      const gone = once(agent, 'exit')
      agent.kill('SIGKILL')
      await gone
    },
    async remove() {
      await host.kill()
      relay.close()
      pbx.kill()
      for (const one of [name, ...Object.values(ends)]) await ip('netns', 'del', one).catch(() => undefined)
      block.release()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  await host.start()
  return host
}

/** BRIDGE-MIB, Q-BRIDGE-MIB below it. */
const BRIDGE = '.1.3.6.1.2.1.17'
const PBX = '192.0.2.8'
const ECHO = `
const d = require('dgram').createSocket('udp4')
d.on('message', (m, r) => d.send(m, r.port, r.address)); d.bind(5060, '${PBX}', () => console.log('up'))`
const PROBE = `
const d = require('dgram').createSocket('udp4')
const end = (answer) => { console.log(answer); process.exit(0) }
d.on('message', () => end('yes')); d.on('error', () => undefined); d.bind(0, () => {
  // Asked again and again: a busy machine may answer late, a blocked one never.
  setInterval(() => d.send('x', 5060, '${PBX}', () => undefined), 100); setTimeout(end, 2500, 'no') })`

const configuration = `createUser ringfence SHA-256 "${users.ringfence.authSecret}" AES "${users.ringfence.privSecret}"
createUser reader SHA-256 "${users.reader.authSecret}" AES "${users.reader.privSecret}"
rwuser ringfence authPriv
rouser reader authPriv
sysDescr Test switch of two ports
`

/** Its namespace has a loopback of its own: datagrams go in and out through a process there. */
const INSIDE = `
const s = require('dgram').createSocket('udp4')
s.on('message', (data) => process.send(data.toString('base64')))
process.on('message', (text) => s.send(Buffer.from(text, 'base64'), 1161, '127.0.0.1'))
process.on('disconnect', () => process.exit())
s.bind(0, '127.0.0.1', () => process.send('up'))`

async function relayInto(netns: string, address: string): Promise<{ port: number; close(): void }> {
  const outside: Socket = createSocket('udp4')
  let last = { port: 0, address: '' }
  const inside = spawn('ip', ['netns', 'exec', netns, process.execPath, '-e', INSIDE], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(inside, 'message')
  inside.on('message', (text) => outside.send(Buffer.from(String(text), 'base64'), last.port, last.address))
  outside.on('message', (data, from) => {
    last = from
    inside.send(data.toString('base64'))
  })
  outside.bind(0, address)
  await once(outside, 'listening')
  return {
    port: outside.address().port,
    close() {
      inside.disconnect()
      outside.close()
    },
  }
}
