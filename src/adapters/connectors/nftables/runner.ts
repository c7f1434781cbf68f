import { spawn } from 'node:child_process'
import { DomainError } from '#core/kernel'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program beside the firewall: no shell in between, its input from us. */
export interface Runner {
  run(command: readonly string[], input?: string): Promise<Ran>
  close(): Promise<void>
}

const PATIENCE = 8000

/** On this machine. */
export const localRunner: Runner = {
  run: (command, input = '') => start(command, input),
  async close() {},
}

/** The same, inside a network namespace of that machine. */
export const insideNamespace = (runner: Runner, netns: string): Runner => ({
  ...runner,
  run: (command, input) => runner.run(['ip', 'netns', 'exec', netns, ...command], input),
})

function start([program = '', ...args]: readonly string[], input: string): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe', timeout: PATIENCE, killSignal: 'SIGKILL' })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (piece: Buffer) => out.push(piece))
    child.stderr.on('data', (piece: Buffer) => err.push(piece))
    // A program that fails early does not read its input: its exit code says so.
    child.stdin.on('error', () => undefined)
    child.on('error', (error: NodeJS.ErrnoException) => reject(missing(program, error)))
    child.on('close', (code) =>
      resolve({
        code: code ?? 1,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      }),
    )
    child.stdin.end(input)
  })
}

const missing = (program: string, error: NodeJS.ErrnoException): DomainError =>
  new DomainError(
    'firewall-unusable',
    error.code === 'ENOENT'
      ? `There is no program ${program} on this machine`
      : `${program}: ${error.message}`,
    'Install it: apt-get install nftables iproute2',
    error,
  )
