import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { type CallRecord, type CallSource, emptyRecord, type LiveCall, type LiveEvent } from '#core/calls'
import type { ConnectorTools } from '../kit.ts'
import type { ExampleSettings } from './settings.ts'
import { openWire } from './wire.ts'

const FIRST_MS = 500
const LONGEST_MS = 8000

/** A call as the Tinphone tells it; times are seconds since 1970, null while it has not happened. */
const Told = z.object({
  call: z.object({
    id: z.string(),
    line: z.string(),
    dialled: z.string(),
    began: z.number(),
    answered: z.number().nullable(),
    ended: z.number().nullable(),
  }),
})
type Told = z.output<typeof Told>['call']

/** Tells of calls while they happen. It connects again by itself, later each time, and says so: the screen shows it within seconds. */
export function exampleSource(settings: ExampleSettings, { now }: Pick<ConnectorTools, 'now'>): CallSource {
  return {
    async follow(emit, signal: AbortSignal) {
      for (let wait = FIRST_MS; !signal.aborted; wait = Math.min(2 * wait, LONGEST_MS)) {
        try {
          const wire = await openWire(settings, (event) => tell(Told.parse(event).call, now(), emit))
          const stop = (): void => wire.close()
          signal.addEventListener('abort', stop, { once: true })
          // It answers with the calls that are up, as events, before it says that it listens: nothing falls between.
          await wire.ask({ ask: 'listen' })
          emit({ type: 'source-back', at: now() })
          wait = FIRST_MS
          const reason = await wire.gone
          signal.removeEventListener('abort', stop)
          if (!signal.aborted) emit({ type: 'source-lost', at: now(), reason })
        } catch (error) {
          emit({ type: 'source-lost', at: now(), reason: (error as Error).message })
        }
        await sleep(wait, undefined, { signal }).catch(() => undefined)
      }
    },
  }
}

function tell(told: Told, at: number, emit: (event: LiveEvent) => void): void {
  const type = told.ended !== null ? 'call-ended' : told.answered !== null ? 'call-answered' : 'call-started'
  emit({ type, at, call: liveCall(told) })
}

const millis = (seconds: number | null): number => (seconds === null ? Number.NaN : seconds * 1000)

/** In the words every connector uses. What is up is `running`; `channels` is what can be hung up. */
function liveCall({ id, line, dialled, began, answered, ended }: Told): LiveCall {
  const leg: CallRecord = {
    ...emptyRecord(),
    id,
    linkedId: id,
    from: line,
    dialled,
    channel: `TIN/${line}-${id}`,
    direction: 'outbound',
    startedAt: millis(began),
    answeredAt: millis(answered),
    endedAt: millis(ended),
    disposition: ended === null ? 'running' : answered === null ? 'no-answer' : 'answered',
    durationSeconds: ended === null ? -1 : ended - began,
    billableSeconds: ended === null || answered === null ? 0 : ended - answered,
  }
  return { id, channels: [id], legs: [leg] }
}
