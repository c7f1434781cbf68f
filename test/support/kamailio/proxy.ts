import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Block, claimBlock } from '../loopback.ts'
import type { AccountingDatabase } from './accounting.ts'
import { configuration, MODULES } from './configuration.ts'

/** Whether a real Kamailio with what the tests use, and SIPp, are on this machine; `npm test` fetches them. */
export const hasKamailio =
  existsSync('/usr/sbin/kamailio') &&
  existsSync('/usr/bin/sipp') &&
  ['evapi', 'db_postgres'].every((name) => existsSync(join(MODULES, `${name}.so`)))

/** A real Kamailio in a folder of its own, on addresses of its own: SIP on 5060, JSON-RPC on 8090, evapi on 8448 with the kit. */
export interface TestProxy {
  readonly dir: string
  readonly block: Block
  readonly address: string
  readonly carrier: string
  readonly rpc: string
  readonly evapi: { readonly host: string; readonly port: number }
  /** What Kamailio has said. */
  log(): string
  start(): Promise<void>
  kill(): Promise<void>
  restart(): Promise<void>
  remove(): Promise<void>
}

export interface ProxyOptions {
  /** Changes the configuration before the start; it is given its text and where evapi is to listen. */
  readonly edit?: (text: string, evapi: string) => string
  readonly allowed?: readonly string[]
  readonly accounting?: AccountingDatabase['kamailio']
}

export async function startProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const block = await claimBlock()
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-kamailio-'))
  const [address, carrier] = [block.address(3), block.address(2)]
  const layout = { dir, address, carrier, accounting: options.accounting?.url ?? '' }
  const text = configuration({ ...layout, allowed: options.allowed ?? ['127.0.0.1', address] })
  writeFileSync(join(dir, 'kamailio.cfg'), options.edit?.(text, `${address}:8448`) ?? text)
  writeFileSync(join(dir, 'address.txt'), `1 ${carrier} 32 0 carrier\n`)
  let child: ChildProcess | null = null
  const log = (): string => readFileSync(join(dir, 'log'), 'utf8')
  const proxy: TestProxy = {
    dir,
    block,
    address,
    carrier,
    rpc: `http://${address}:8090/RPC`,
    evapi: { host: address, port: 8448 },
    log,
    async start() {
      child = spawnKamailio(dir, options.accounting?.env ?? {})
      await answers(proxy.rpc, child, log)
    },
    kill: () => end(child),
    async restart() {
      await end(child)
      await proxy.start()
    },
    async remove() {
      await end(child)
      block.release()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  try {
    await proxy.start()
    return proxy
  } catch (error) {
    await proxy.remove()
    throw error
  }
}

/** It changes its directory: absolute paths. In a group of its own, so that its workers end with it. */
function spawnKamailio(dir: string, env: Readonly<Record<string, string>>): ChildProcess {
  const shell = 'exec kamailio -f "$0/kamailio.cfg" -Y "$0" -P "$0/pid" -m 48 -M 8 -DD -E >"$0/log" 2>&1'
  return spawn('/bin/sh', ['-c', shell, dir], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...env },
  })
}

async function end(child: ChildProcess | null): Promise<void> {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  process.kill(-child.pid, 'SIGKILL')
  await gone
}

async function answers(rpc: string, child: ChildProcess, log: () => string): Promise<void> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'core.uptime' })
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`Kamailio ended at once:\n${log().slice(-2000)}`)
    const answer = await fetch(rpc, { method: 'POST', body }).catch(() => null)
    if (answer) return
    await sleep(50)
  }
  throw new Error('Kamailio does not answer')
}
