import { rmSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface OutputFile {
  readonly name: string
  readonly content: string | Uint8Array
}

/** Writes all files into a folder, each whole under its name or not at all; a signal in between leaves no halves. */
export async function writeFiles(folder: string, files: readonly OutputFile[]): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const parts = files.map((file) => ({
    content: file.content,
    part: join(folder, `.${file.name}.${process.pid}.part`),
    to: join(folder, file.name),
  }))
  const sweep = (): void => {
    for (const { part } of parts) rmSync(part, { force: true })
  }
  const stop = (signal: NodeJS.Signals): void => {
    sweep()
    process.kill(process.pid, signal)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    for (const { part, content } of parts) await writeFile(part, content, { mode: 0o600 })
    for (const { part, to } of parts) await rename(part, to)
  } finally {
    sweep()
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
  return parts.map(({ to }) => to)
}

/** Results go here and nowhere else. */
export const print = (text: string): void => {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2))

/** What a person should know beside the result. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

const CHUNK = 65_536

/** Lines on stdout in large pieces: a write a line costs more than the work behind it. */
export function createLines(write: (text: string) => void = print): { add(line: string): void; end(): void } {
  let pending = ''
  return {
    add(line) {
      pending += `${line}\n`
      if (pending.length < CHUNK) return
      write(pending)
      pending = ''
    },
    end() {
      if (pending !== '') write(pending)
      pending = ''
    },
  }
}
