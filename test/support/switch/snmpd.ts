import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Block, claimBlock } from '../loopback.ts'

const execute = promisify(execFile)

export const hasSnmpd = existsSync('/usr/sbin/snmpd') && process.geteuid?.() === 0

export const users = {
  ringfence: { authSecret: 'writes-and-reads', privSecret: 'nobody-listens' },
  reader: { authSecret: 'may-only-read-it', privSecret: 'nobody-listens-2' },
}

/** A real agent of a machine with two ports, each with a cable to a phone: net-snmp's snmpd in a network namespace of its own. */
export interface TestSwitch {
  readonly host: string
  readonly port: number
  /** Whether the phone at the other end of the cable of a port sees a link. */
  hasLink(port: string): Promise<boolean>
  kill(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

export const PORTS = ['ge7', 'ge8'] as const

export async function startSwitch(): Promise<TestSwitch> {
  const block: Block = await claimBlock()
  const name = `rf-switch-${process.pid}-${Date.now() % 100_000}`
  const phones = `${name}-p`
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-snmpd-'))
  const ip = (...args: string[]) => execute('ip', args)
  for (const one of [name, phones]) await ip('netns', 'add', one)
  await ip('-n', name, 'link', 'set', 'lo', 'up')
  for (const port of PORTS) {
    await ip('-n', name, 'link', 'add', port, 'type', 'veth', 'peer', 'name', port, 'netns', phones)
    for (const one of [name, phones]) await ip('-n', one, 'link', 'set', port, 'up')
  }
  writeFileSync(join(dir, 'snmpd.conf'), configuration)
  let agent: ChildProcess | null = null
  const relay = await relayInto(name, block.address(1))
  const host: TestSwitch = {
    host: block.address(1),
    port: relay.port,
    async hasLink(port) {
      const { stdout } = await ip('-n', phones, '-j', 'link', 'show', port)
      return (JSON.parse(stdout) as { flags: string[] }[])[0]?.flags.includes('LOWER_UP') ?? false
    },
    async start() {
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
      for (const one of [name, phones]) await ip('netns', 'del', one).catch(() => undefined)
      block.release()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  await host.start()
  return host
}

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
