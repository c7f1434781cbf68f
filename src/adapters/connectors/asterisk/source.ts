import { setTimeout as sleep } from 'node:timers/promises'
import type { CallSource, LiveEvent } from '#core/calls'
import { DomainError } from '#core/kernel'
import type { ConnectorTools } from '../kit.ts'
import { type Ami, connectAmi } from './ami.ts'
import type { AmiMessage } from './ami-frames.ts'
import type { Channel } from './channels.ts'
import { createContacts } from './contacts.ts'
import { endpointOf, loginOf } from './names.ts'
import { createRecords } from './records.ts'
import type { AsteriskSettings } from './settings.ts'
import { createSignIns } from './sign-ins.ts'
import { createTracker } from './tracker.ts'

/** Without class `dialplan`: its VarSet and Newexten are three quarters of all events, and tell nothing we need. */
const EVENTS = 'system,call,security'
const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 5000
const SKIP_MS = 2000
const SNAPSHOT_MS = 30_000
const YOUNG_MS = 2000

/** Calls, sign-ins, registrations and changes of one Asterisk, by its manager interface. */
export function createAsteriskSource(settings: AsteriskSettings, tools: ConnectorTools): CallSource {
  const { now } = tools
  return {
    async follow(onEvent, signal: AbortSignal) {
      const records = createRecords(settings, tools)
      const session = createSession(settings, onEvent, now)
      const connected = (): void => onEvent({ type: 'source-back', at: now() })
      let told = false
      let delay = FIRST_DELAY_MS
      while (!signal.aborted) {
        const reason = await once(() => {
          told = false
          delay = FIRST_DELAY_MS
          connected()
        })
        if (signal.aborted) return
        if (!told) onEvent({ type: 'source-lost', at: now(), reason })
        told = true
        await records.catchUp(onEvent).catch(() => undefined)
        await sleep(delay, undefined, { signal }).catch(() => undefined)
        delay = Math.min(delay * 2, LONGEST_DELAY_MS)
      }

      /** One connection from its beginning to its end; says why it ended. */
      async function once(onConnected: () => void): Promise<string> {
        const queue: AmiMessage[] = []
        let listen = (m: AmiMessage): void => void queue.push(m)
        try {
          const ami = await connectAmi(loginOf(settings, EVENTS), (m) => listen(m), signal)
          await records.catchUp(onEvent)
          onConnected()
          await session.begin(ami)
          for (const m of queue) session.event(m)
          listen = session.event
          const stop = keepUp(ami, records.skip, session.snapshot)
          const { message } = await ami.gone
          stop()
          return message
        } catch (error) {
          return error instanceof DomainError ? error.message : String(error)
        }
      }
    },
  }
}

function keepUp(ami: Ami, skip: () => Promise<void>, snapshot: (ami: Ami) => Promise<void>): () => void {
  const skipping = setInterval(() => void skip().catch(() => undefined), SKIP_MS)
  const looking = setInterval(() => void snapshot(ami).catch(() => undefined), SNAPSHOT_MS)
  return () => {
    clearInterval(skipping)
    clearInterval(looking)
  }
}

interface Session {
  /** Puts the tracker right after whatever was missed. */
  begin(ami: Ami): Promise<void>
  event(m: AmiMessage): void
  snapshot(ami: Ami): Promise<void>
}

function createSession(
  settings: AsteriskSettings,
  emit: (event: LiveEvent) => void,
  now: () => number,
): Session {
  let ami: Ami | null = null
  const signIns = createSignIns(
    (event) => event.service === 'AMI' && event.account === settings.user && event.kind === 'admin-sign-in',
  )
  const address = (account: string): string => signIns.byAccount(account, now())
  const contacts = createContacts(emit, address, now)
  const tracker = createTracker({
    emit,
    now,
    onCaller(channel) {
      if (!channel.name.startsWith('PJSIP/')) return
      channel.sourceIp = address(endpointOf(channel.name))
      void askSource(channel)
    },
  })

  /** The sign-in of a moment ago is nearly always the one; the PBX itself knows for sure. */
  async function askSource(channel: Channel): Promise<void> {
    const ask = async (what: string): Promise<string> =>
      (await ami?.action({ Action: 'Getvar', Channel: channel.name, Variable: `CHANNEL(pjsip,${what})` }))?.[
        'Value'
      ] ?? ''
    try {
      const ip = signIns.bySession(await ask('call-id')) || hostOf(await ask('remote_addr'))
      if (ip !== '') tracker.source(channel.name, ip)
    } catch {
      // Gone again, or not allowed: what the sign-in said stands.
    }
  }

  const snapshot = async (from: Ami, youngMs: number): Promise<void> =>
    tracker.snapshot(await from.list({ Action: 'CoreShowChannels' }), youngMs)

  return {
    async begin(fresh) {
      ami = fresh
      await contacts.load(fresh)
      // What has happened since waits in a queue: all we know of is older than the list.
      await snapshot(fresh, 0).catch(ignoreDenied)
    },
    // A call that has just begun may be younger than the list.
    snapshot: (from) => snapshot(from, YOUNG_MS),
    event(m) {
      tracker.event(m)
      const signIn = signIns.take(m, now())
      if (signIn && signIn.kind !== 'challenge') emit({ type: 'sign-in', at: signIn.at, event: signIn })
      if (m['Event'] === 'ContactStatus' && ami) void contacts.event(m, ami)
      if (m['Event'] === 'Reload')
        emit({
          type: 'change',
          at: now(),
          what: `The configuration was loaded anew: ${m['Module'] ?? 'all modules'}`,
        })
    },
  }
}

/** A user with read rights only sees calls from the moment on; those already up stay unknown. */
function ignoreDenied(error: unknown): void {
  if (!(error instanceof DomainError) || error.code !== 'ami-denied') throw error
}

const hostOf = (address: string): string => address.replace(/^\[?(.*?)\]?:\d+$/, '$1')
