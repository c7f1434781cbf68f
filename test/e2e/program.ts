import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

// The built program, started as its users start it: one Node process of its own, nothing of ours inside.

const root = resolve(import.meta.dirname, '../..')
const ringfence = join(root, 'tools', 'ringfence.mjs')

/** What a user's shell hands over; nothing of the test runner (NODE_ENV, NODE_OPTIONS …). */
const shell = (more: Record<string, string> = {}): Record<string, string> => {
  const { PATH = '', HOME = '/', LANG = 'C.UTF-8' } = process.env
  return { PATH, HOME, LANG, ...more }
}

/** Brings dist/ up to date. Costs nothing when it is; test files that ask at the same time wait for one build. */
export async function built(): Promise<void> {
  const { code, stderr } = await run(process.execPath, [join(root, 'tools', 'build.mjs')])
  if (code !== 0) throw new Error(`The program does not build:\n${stderr}`)
}

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

async function run(
  command: string,
  args: readonly string[],
  { input, env = {} }: { input?: string | Uint8Array; env?: Record<string, string> } = {},
): Promise<Ran> {
  const child = spawn(command, args, { cwd: root, env: shell(env), stdio: 'pipe' })
  const [stdout, stderr] = [gathered(child.stdout), gathered(child.stderr)]
  // A program that refuses its arguments does not read what we send.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout: stdout(), stderr: stderr() }
}

function gathered(stream: NodeJS.ReadableStream): () => string {
  const parts: Buffer[] = []
  stream.on('data', (part: Buffer) => parts.push(part))
  return () => Buffer.concat(parts).toString('utf8')
}

/** `ringfence …` on a command line, its data directory set by RINGFENCE_DATA. */
export const cli = (args: readonly string[], options: { input?: string | Uint8Array; data?: string } = {}) =>
  run(process.execPath, [ringfence, ...args], {
    ...(options.input === undefined ? {} : { input: options.input }),
    env: options.data ? { RINGFENCE_DATA: options.data } : {},
  })

/** A data directory that does not exist yet. */
export const freshData = (): string => join(tmpdir(), `ringfence-e2e-${randomBytes(6).toString('hex')}`)

export const removed = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

export interface Served {
  /** What it printed: the address, and while nobody exists the one-time link. */
  readonly link: string
  readonly origin: string
  /** As Ctrl-C does. Resolves with the exit code when it is gone. */
  stop(): Promise<number | null>
  /** As a power cut does. */
  kill(): Promise<void>
}

export interface Following {
  /** What it has printed so far, a line each. */
  readonly lines: readonly string[]
  stop(): Promise<number | null>
  /** As a power cut does. */
  kill(): Promise<void>
}

/** A command that prints line after line until it is stopped. */
export function follow(args: readonly string[], data: string): Following {
  const child = spawn(process.execPath, [ringfence, ...args], {
    cwd: root,
    env: shell({ RINGFENCE_DATA: data }),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const closed = once(child, 'close')
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  return {
    lines,
    async stop() {
      if (child.exitCode === null) child.kill('SIGINT')
      await closed
      return child.exitCode
    },
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      // Its database may live on, and hold what it prints to.
      await gone
    },
  }
}

const patience = 60_000

/** `ringfence serve` on a free port, or on the one it had before; resolves when it has printed its address. */
export async function serve(
  data: string,
  port = '0',
  settings: Record<string, string> = {},
): Promise<Served> {
  const env = shell({ RINGFENCE_DATA: data, PORT: port, RINGFENCE_LOG: 'warn', ...settings })
  const child = spawn(process.execPath, [ringfence, 'serve'], { cwd: root, env, stdio: 'pipe' })
  const closed = once(child, 'close')
  const [stdout, stderr] = [gathered(child.stdout), gathered(child.stderr)]
  const link = await firstLine(child, stdout)
  if (link === null) {
    child.kill('SIGKILL')
    await closed
    throw new Error(`serve printed no address: ${stdout()}${stderr()}`)
  }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await closed
    return child.exitCode
  }
  return {
    link,
    origin: new URL(link).origin,
    stop: () => end('SIGINT'),
    kill: async () => {
      await end('SIGKILL')
    },
  }
}

async function firstLine(child: ChildProcess, stdout: () => string): Promise<string | null> {
  const deadline = AbortSignal.timeout(patience)
  while (!stdout().includes('\n') && child.exitCode === null && !deadline.aborted) {
    await new Promise((done) => setTimeout(done, 20))
  }
  return stdout().split('\n')[0]?.startsWith('http') ? (stdout().split('\n')[0] ?? null) : null
}
