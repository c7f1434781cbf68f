import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Block, claimBlock } from '../loopback.ts'
import { configuration } from './configuration.ts'

/** Where tools/asterisk.mjs puts it. */
export const asteriskPrefix = join(
  process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
  'ringfence-testbed/asterisk-22',
)

/** Whether a real Asterisk and SIPp are on this machine; `npm test` fetches them and says so when it cannot. */
export const hasAsterisk = existsSync(asteriskPrefix) && existsSync('/usr/bin/sipp')

/** A real Asterisk in a folder of its own, on addresses of its own. */
export interface Pbx {
  readonly dir: string
  readonly block: Block
  /** SIP on port 5060, AMI on 5038, ARI on 8088. */
  readonly address: string
  readonly carrier: string
  readonly pid: number
  /** Comes back with whatever the files say now. */
  restart(): Promise<void>
  kill(): Promise<void>
  start(): Promise<void>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

export interface PbxOptions {
  /** Changes files of the configuration before the start; new names are new files. */
  readonly files?: (files: Readonly<Record<string, string>>) => Readonly<Record<string, string>>
}

export async function startPbx(options: PbxOptions = {}): Promise<Pbx> {
  const block = await claimBlock()
  const dir = mkdtempSync(join(tmpdir(), 'ringfence-asterisk-'))
  const address = block.address(1)
  const carrier = block.address(2)
  const libraries = join(asteriskPrefix, 'usr/lib/x86_64-linux-gnu')
  const files = configuration({
    prefix: asteriskPrefix,
    modules: join(libraries, 'asterisk/modules'),
    dir,
    address,
    carrier,
  })
  for (const folder of ['etc', 'lib/keys', 'spool', 'run', 'log/cdr-csv', 'cache'])
    mkdirSync(join(dir, folder), { recursive: true })
  for (const [name, text] of Object.entries(options.files?.(files) ?? files))
    writeFileSync(join(dir, 'etc', name), text)
  let child: ChildProcess | null = null
  const pbx: Pbx = {
    dir,
    block,
    address,
    carrier,
    get pid() {
      return child?.pid ?? 0
    },
    async start() {
      child = spawnAsterisk(dir, libraries)
      await answers(address, child)
    },
    async kill() {
      await end(child, 'SIGKILL')
    },
    async restart() {
      await end(child, 'SIGTERM')
      await pbx.start()
    },
    async remove() {
      await end(child, 'SIGKILL')
      block.release()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  try {
    await pbx.start()
    return pbx
  } catch (error) {
    await pbx.remove()
    throw error
  }
}

/** By its own loader and libraries: the machine has neither. */
function spawnAsterisk(dir: string, libraries: string): ChildProcess {
  return spawn(
    join(asteriskPrefix, 'usr/lib64/ld-linux-x86-64.so.2'),
    [
      '--library-path',
      `${libraries}:${libraries}/asterisk`,
      '--argv0',
      'asterisk',
      join(asteriskPrefix, 'usr/sbin/asterisk'),
      '-f',
      '-C',
      join(dir, 'etc/asterisk.conf'),
    ],
    { stdio: 'ignore' },
  )
}

async function end(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** AMI greets before all modules are up; `FullyBooted` comes to those who log in, so a log-in is what is waited for. */
async function answers(address: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error('Asterisk ended at once: look at its log')
    if (await booted(address)) return
    await sleep(50)
  }
  throw new Error('Asterisk does not answer')
}

const booted = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(5038, address)
    let said = ''
    const settle = (up: boolean): void => {
      socket.destroy()
      resolve(up)
    }
    socket.setTimeout(1000, () => settle(false))
    socket.on('error', () => settle(false))
    socket.on('close', () => settle(false))
    socket.on('connect', () =>
      socket.write('Action: Login\r\nUsername: all\r\nSecret: may-do-everything\r\nEvents: system\r\n\r\n'),
    )
    socket.on('data', (data) => {
      said += data
      if (said.includes('Event: FullyBooted')) settle(true)
    })
  })
