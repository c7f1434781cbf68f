import type { LiveEvent } from '#core/calls'
import type { Memory } from './memory.ts'
import type { AsteriskSettings } from './settings.ts'
import { endOf, type Piece, type Place, readSince } from './tail.ts'

/** What the manager interface has told of itself since the connection was made. */
export interface Told {
  calls: boolean
  signIns: boolean
}

/** Where something of the PBX is written down, line after line. */
export interface Log {
  /** Of this connection's logs, this one. */
  readonly name: string
  /** What was written since then; null: everything that is of use. */
  since(from: Place | null): AsyncGenerator<Piece>
  /** Null: there is nothing yet. */
  end(): Promise<Place | null>
}

const fileAt = (path: string): Log => ({
  name: path,
  since: (from) => readSince(path, from),
  end: () => endOf(path),
})

/** The log files of the PBX: what nobody told of is handed on, the rest is only stepped over. */
export interface Records {
  /** Everything since the last time, the first time everything there is. */
  catchUp(emit: (event: LiveEvent) => void): Promise<void>
  /**
   * What was told live is stepped over. A manager user without the right to hear of it leaves the file to tell.
   * `alive` throws when nothing is heard any more: what was written meanwhile nobody told, and nobody knew yet that nobody did.
   */
  keepUp(told: Told, alive: () => Promise<unknown>, emit: (event: LiveEvent) => void): Promise<void>
}

export function createRecords(
  settings: AsteriskSettings,
  memory: Memory,
  now: () => number,
  ofCalls?: Log,
): Records {
  const { cdr, securityLog } = settings
  const files = [
    { log: cdr === undefined ? ofCalls : fileAt(cdr), isTold: ({ calls }: Told) => calls },
    {
      log: securityLog === undefined ? undefined : fileAt(securityLog),
      isTold: ({ signIns }: Told) => signIns,
    },
  ].flatMap(({ log, isTold }) => (log === undefined ? [] : [{ log, isTold }]))

  const keep = async (path: string, place: Place): Promise<void> => {
    const { places } = await memory.read()
    await memory.write({ places: { ...places, [path]: place } })
  }
  async function handOn({ name: path, since }: Log, emit: (event: LiveEvent) => void): Promise<void> {
    const { places } = await memory.read()
    for await (const { text, next } of since(places[path] ?? null)) {
      const others = withoutOwn(text, settings.user)
      if (others !== '') emit({ type: 'records', at: now(), file: path, text: others })
      await keep(path, next)
    }
  }
  /** Where each file ended at the last look: stepped over once the PBX was heard after it. */
  const ends = new Map<string, Place>()
  let isLooking = false
  async function look(
    told: Told,
    alive: () => Promise<unknown>,
    emit: (event: LiveEvent) => void,
  ): Promise<void> {
    for (const { log, isTold } of files) if (!isTold(told)) await handOn(log, emit)
    const stepped = files.filter(({ isTold }) => isTold(told))
    if (stepped.length > 0) await alive()
    for (const { log } of stepped) {
      const before = ends.get(log.name)
      if (before) await keep(log.name, before)
      const end = await log.end()
      if (end) ends.set(log.name, end)
    }
  }
  return {
    async catchUp(emit) {
      ends.clear()
      for (const { log } of files) await handOn(log, emit)
    },
    async keepUp(told, alive, emit) {
      if (isLooking) return
      isLooking = true
      await look(told, alive, emit).finally(() => {
        isLooking = false
      })
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
