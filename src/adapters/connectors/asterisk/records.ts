import type { LiveEvent } from '#core/calls'
import type { Memory } from './memory.ts'
import type { AsteriskSettings } from './settings.ts'
import { endOf, type Place, readSince } from './tail.ts'

/** What the manager interface has told of itself since the connection was made. */
export interface Told {
  calls: boolean
  signIns: boolean
}

/** The log files of the PBX: what nobody told of is handed on, the rest is only stepped over. */
export interface Records {
  /** Everything since the last time, the first time everything there is. */
  catchUp(emit: (event: LiveEvent) => void): Promise<void>
  /** What was told live is stepped over. A manager user without the right to hear of it leaves the file to tell. */
  keepUp(told: Told, emit: (event: LiveEvent) => void): Promise<void>
}

export function createRecords(settings: AsteriskSettings, memory: Memory, now: () => number): Records {
  const files = [
    { path: settings.cdr, isTold: ({ calls }: Told) => calls },
    { path: settings.securityLog, isTold: ({ signIns }: Told) => signIns },
  ].flatMap(({ path, isTold }) => (path === undefined ? [] : [{ path, isTold }]))

  const keep = async (path: string, place: Place): Promise<void> => {
    const { places } = await memory.read()
    await memory.write({ places: { ...places, [path]: place } })
  }
  async function handOn(path: string, emit: (event: LiveEvent) => void): Promise<void> {
    const { places } = await memory.read()
    for await (const { text, next } of readSince(path, places[path] ?? null)) {
      const others = withoutOwn(text, settings.user)
      if (others !== '') emit({ type: 'records', at: now(), file: path, text: others })
      await keep(path, next)
    }
  }
  return {
    async catchUp(emit) {
      for (const { path } of files) await handOn(path, emit)
    },
    async keepUp(told, emit) {
      for (const { path, isTold } of files) {
        if (!isTold(told)) {
          await handOn(path, emit)
          continue
        }
        const end = await endOf(path)
        if (end) await keep(path, end)
      }
    },
  }
}

/** Our own sign-ins to the manager interface are in its log too, and mean nothing. */
function withoutOwn(text: string, user: string): string {
  const isOwn = (line: string): boolean =>
    line.includes('SecurityEvent="SuccessfulAuth"') &&
    line.includes('Service="AMI"') &&
    line.includes(`AccountID="${user}"`)
  if (!text.includes('Service="AMI"')) return text
  return text
    .split(/(?<=\n)/)
    .filter((line) => !isOwn(line))
    .join('')
}
