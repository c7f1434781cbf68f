import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
interface Run {
  readonly seconds: number
  readonly megabytes: number
  readonly stdout: string
}

/** The quickest of three. */
export async function best(once: () => Promise<Run>): Promise<Run> {
  const runs = [await once(), await once(), await once()]
  return runs.sort((a, b) => a.seconds - b.seconds)[0] as Run
}

/** Runs Node and tells the seconds from start to end and the most memory it held. */
export async function measured(args: readonly string[]): Promise<Run> {
  const report = `data:text/javascript,process.on("exit",()=>process.stderr.write("\\nmaxrss "+process.resourceUsage().maxRSS))`
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
  return {
    seconds: (performance.now() - began) / 1000,
    megabytes: Number(/maxrss (\d+)/.exec(stderr)?.[1]) / 1024,
    stdout,
  }
}
