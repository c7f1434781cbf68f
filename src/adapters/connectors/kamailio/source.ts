import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { CallSource, LiveEvent } from '#core/calls'
import { DomainError } from '#core/kernel'
import type { ConnectorTools } from '../kit.ts'
import { type Accounting, createAccounting } from './accounting.ts'
import { type Calls, createCalls } from './calls.ts'
import { createContacts } from './contacts.ts'
import { readDialogs } from './dialogs.ts'
import { openEvapi } from './evapi.ts'
import { takeEvent } from './events.ts'
import { readPhones } from './facts.ts'
import { createHand } from './hand.ts'
import { createRpc, type Rpc } from './rpc.ts'
import type { KamailioSettings } from './settings.ts'

const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 5000
/** With events, the list only puts right what was missed; without, it is all there is. */
const LOOK_MS = { events: 5000, none: 1000 }
const SETTLE_MS = 2000
const ALIVE_MS = 2000
const PHONES_MS = 3000
const RECORDS_MS = 2000
/** A burst of events asks for the list once. */
const PAUSE_MS = 50

/** Calls, sign-ins, registrations and accounting of one Kamailio. */
export function createKamailioSource(settings: KamailioSettings, tools: ConnectorTools): CallSource {
  const { now } = tools
  return {
    async follow(emit, signal: AbortSignal) {
      const calls = createCalls(emit, now)
      const contacts = createContacts(emit, now)
      const records = settings.acc === undefined ? null : followRecords(settings.acc, tools, emit, signal)
      let told = false
      let delay = FIRST_DELAY_MS
      while (!signal.aborted) {
        const reason = await session({ settings, tools, emit, calls, contacts, signal }, () => {
          told = false
          delay = FIRST_DELAY_MS
          emit({ type: 'source-back', at: now() })
        })
        if (signal.aborted) break
        if (!told) emit({ type: 'source-lost', at: now(), reason })
        told = true
        await pause(delay, signal)
        delay = Math.min(delay * 2, LONGEST_DELAY_MS)
      }
      await records
    },
  }
}

interface Session {
  readonly settings: KamailioSettings
  readonly tools: ConnectorTools
  readonly emit: (event: LiveEvent) => void
  readonly calls: Calls
  readonly contacts: ReturnType<typeof createContacts>
  readonly signal: AbortSignal
}

/** One connection from its beginning to its end; says why it ended. */
async function session(s: Session, onConnected: () => void): Promise<string> {
  const { settings, tools, emit, calls, signal } = s
  const rpc = createRpc(settings.rpc)
  const over = new AbortController()
  const stop = (): void => over.abort()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const methods = new Set(z.array(z.string()).parse(await rpc.call('system.listMethods')))
    const look = looker(rpc, calls, tools.now, methods)
    const wake = (): void => void look().catch(() => undefined)
    const events =
      settings.evapi &&
      (await openEvapi(
        settings.evapi,
        (text) => takeEvent(text, { calls, emit, now: tools.now, look: wake }),
        over.signal,
      ))
    await look()
    onConnected()
    const every = (ms: number, work: () => Promise<unknown>): Promise<never> => again(ms, work, over.signal)
    await Promise.race([
      // What ended while nobody listened is surely over once the youngest call is in the list.
      pause(SETTLE_MS, over.signal).then(() => every(settings.evapi ? LOOK_MS.events : LOOK_MS.none, look)),
      every(ALIVE_MS, () => rpc.call('core.uptime')),
      every(PHONES_MS, async () => s.contacts.take(await readPhones(createHand(rpc, tools.random), methods))),
      ...(events ? [events.gone.then((reason) => Promise.reject(reason))] : []),
    ])
    return ''
  } catch (error) {
    return error instanceof DomainError ? error.message : String(error)
  } finally {
    signal.removeEventListener('abort', stop)
    over.abort()
    rpc.close()
  }
}

/** Reads the list of calls; who asks while it is being read gets the next one. */
function looker(
  rpc: Rpc,
  calls: Calls,
  now: () => number,
  methods: ReadonlySet<string>,
): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const read = async (): Promise<void> => {
    if (!methods.has('dlg.list')) return
    const asked = now()
    calls.snapshot(await readDialogs(rpc), asked)
  }
  const begin = (): Promise<void> => {
    running = read().finally(() => {
      running = null
    })
    return running
  }
  return () => {
    if (!running) return begin()
    next ??= running
      .catch(() => undefined)
      .then(() => sleep(PAUSE_MS))
      .then(() => {
        next = null
        return begin()
      })
    return next
  }
}

/** Does it at once and again and again; ends with the first failure. */
async function again(ms: number, work: () => Promise<unknown>, signal: AbortSignal): Promise<never> {
  for (;;) {
    await work()
    await pause(ms, signal)
    if (signal.aborted) throw new Error('stopped')
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined)

/** Accounting goes on whether Kamailio is up or not; that it cannot be read is told once. */
async function followRecords(
  url: string,
  tools: ConnectorTools,
  emit: (event: LiveEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const accounting: Accounting = createAccounting(url, tools)
  let told = ''
  while (!signal.aborted) {
    try {
      await accounting.read(emit)
      told = ''
    } catch (error) {
      const what = error instanceof DomainError ? error.message : String(error)
      if (what !== told) emit({ type: 'change', at: tools.now(), what: `Accounting: ${what}` })
      told = what
    }
    await pause(RECORDS_MS, signal)
  }
  await accounting.close()
}
