import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
interface Run {
  readonly seconds: number
  /** Seconds that the cores worked for it, all its threads together: what else the machine does changes them least. */
  readonly coreSeconds: number
  readonly megabytes: number
  readonly stdout: string
}

/** The quickest of three. */
export async function best(once: () => Promise<Run>): Promise<Run> {
  const [run] = await bestInTurn(once)
  return run as Run
}

/** The quickest of three of each, in turn: whatever else the machine does, it does to all of them. */
export async function bestInTurn<T extends readonly (() => Promise<Run>)[]>(
  ...each: T
): Promise<{ readonly [K in keyof T]: Run }> {
  const runs: Run[][] = each.map(() => [])
  for (let turn = 0; turn < 3; turn++)
    for (const [n, once] of each.entries()) (runs[n] as Run[]).push(await once())
  return runs.map((list) => list.sort((a, b) => a.seconds - b.seconds)[0]) as { [K in keyof T]: Run }
}

/** Runs Node and tells the seconds from start to end and the most memory it held. */
export async function measured(args: readonly string[]): Promise<Run> {
  const report =
    'data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();process.stderr.write("\\nused "+u.maxRSS+" "+(u.userCPUTime+u.systemCPUTime))})'
  const began = performance.now()
  const child = spawn(process.execPath, ['--import', report, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (piece) => {
    stdout += piece
  })
  child.stderr.on('data', (piece) => {
    stderr += piece
  })
  const [code] = (await once(child, 'close')) as [number]
  if (code === 1 || code === 2) throw new Error(stderr)
  // Each thread tells when it ends; the last word is that of the whole.
  const used = [...stderr.matchAll(/used (\d+) (\d+)/g)].map((m) => [Number(m[1]), Number(m[2])] as const)
  return {
    seconds: (performance.now() - began) / 1000,
    coreSeconds: Math.max(...used.map(([, micros]) => micros)) / 1e6,
    megabytes: Math.max(...used.map(([kilobytes]) => kilobytes)) / 1024,
    stdout,
  }
}
