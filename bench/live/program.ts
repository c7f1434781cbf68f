import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { WatchLine } from '#contract'

const run = promisify(execFile)

/** The shipped program over a data directory of its own. */
export interface Program {
  connect(site: string, address: string): Promise<void>
  /** Keeps the settings of a site. */
  settle(site: string, yaml: string): Promise<void>
  serve(): Promise<Process>
  watch(site: string, onLine: (line: WatchLine, at: number) => void): Process
  /** The API of the running server, over the socket in its data directory. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>
  remove(): void
}

export interface Process {
  readonly pid: number
  stop(): Promise<void>
}

export function program(root: string, data: string, secret: string): Program {
  const tool = join(root, 'tools/ringfence.mjs')
  const env = { ...process.env, RINGFENCE_DATA: data, RINGFENCE_LOG: 'warn', PORT: '0' }
  const start = (args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [tool, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const asProcess = (child: ChildProcess): Process => ({
    pid: child.pid ?? 0,
    async stop() {
      const gone = once(child, 'close')
      child.kill('SIGINT')
      await gone
    },
  })
  return {
    async connect(site, address) {
      const file = `${data}.secret`
      writeFileSync(file, secret, { mode: 0o600 })
      const to = ['--ami', `${address}:5038`, '--user', 'ringfence', '--secret-file', file]
      await run(process.execPath, [tool, 'connect', 'asterisk', '--site', site, ...to, '--json'], { env })
      rmSync(file)
    },
    async settle(site, yaml) {
      const file = `${data}.yaml`
      writeFileSync(file, yaml)
      await run(process.execPath, [tool, 'sites', '--site', site, '--settings', file, '--json'], { env })
      rmSync(file)
    },
    async serve() {
      const child = start(['serve'])
      const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
      await once(lines, 'line')
      return asProcess(child)
    },
    watch(site, onLine) {
      const child = start(['watch', '--site', site, '--json'])
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (text) =>
        onLine(JSON.parse(text) as WatchLine, Date.now()),
      )
      return asProcess(child)
    },
    ask: (method, path, body) =>
      new Promise((resolve, reject) => {
        const headers = body === undefined ? {} : { 'content-type': 'application/json' }
        const socketPath = join(data, 'ringfence.sock')
        const sent = request({ socketPath, method, path: `/api/v1${path}`, headers }, (answer) => {
          let text = ''
          answer.on('data', (piece) => {
            text += piece
          })
          answer.on('end', () =>
            (answer.statusCode ?? 500) < 300
              ? resolve(text === '' ? null : JSON.parse(text))
              : reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`)),
          )
        })
        sent.on('error', reject)
        sent.end(body === undefined ? undefined : JSON.stringify(body))
      }),
    remove: () => rmSync(data, { recursive: true, force: true }),
  }
}

/** What a process has used so far: seconds of a core, and the most memory it held, MiB. */
export function usage(pid: number): { readonly coreSeconds: number; readonly megabytes: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  const peak = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
  return { coreSeconds: (Number(fields[11]) + Number(fields[12])) / 100, megabytes: Number(peak) / 1024 }
}
