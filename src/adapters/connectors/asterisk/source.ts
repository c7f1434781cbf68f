import { setTimeout as sleep } from 'node:timers/promises'
import type { CallSource, LiveEvent } from '#core/calls'
import { DomainError } from '#core/kernel'
import type { ConnectorTools } from '../kit.ts'
import { type Ami, connectAmi } from './ami.ts'
import type { AmiMessage } from './ami-frames.ts'
import type { Channel } from './channels.ts'
import { createConfigWatch } from './config-watch.ts'
import { createContacts } from './contacts.ts'
import type { Layout } from './layout.ts'
import { createMemory, type Memory } from './memory.ts'
import { endpointOf, loginOf } from './names.ts'
import { createRecords, type Told } from './records.ts'
import type { AsteriskSettings } from './settings.ts'
import { createSignIns } from './sign-ins.ts'
import { createTracker } from './tracker.ts'

/** Without class `dialplan`: its VarSet and Newexten are three quarters of all events, and tell nothing we need. */
const EVENTS = 'system,call,security'
const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 5000
const FILES_MS = 2000
const CONFIG_MS = 3000
const SNAPSHOT_MS = 30_000
const YOUNG_MS = 2000

/** Calls, sign-ins, registrations and changes of one Asterisk, by its manager interface. */
export function createAsteriskSource(
  settings: AsteriskSettings,
  tools: ConnectorTools,
  { more, ofCalls }: Pick<Layout, 'more' | 'ofCalls'> = {},
): CallSource {
  const { now } = tools
  return {
    async follow(onEvent, signal: AbortSignal) {
      const memory = createMemory(tools)
      const records = createRecords(settings, memory, now, ofCalls)
      const session = createSession(settings, onEvent, now)
      const watching = watchConfig({ ...settings, more }, memory, onEvent, now, signal)
      const connected = (): void => onEvent({ type: 'source-back', at: now() })
      let told = false
      let delay = FIRST_DELAY_MS
      while (!signal.aborted) {
        const reason = await once(() => {
          told = false
          delay = FIRST_DELAY_MS
          connected()
        })
        if (signal.aborted) break
        if (!told) onEvent({ type: 'source-lost', at: now(), reason })
        told = true
        await records.catchUp(onEvent).catch(() => undefined)
        await sleep(delay, undefined, { signal }).catch(() => undefined)
        delay = Math.min(delay * 2, LONGEST_DELAY_MS)
      }
      await watching

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
          const stop = keepUp(
            ami,
            () => records.keepUp(session.told, () => ami.action({ Action: 'Ping' }), onEvent),
            session.snapshot,
          )
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

function keepUp(ami: Ami, files: () => Promise<void>, snapshot: (ami: Ami) => Promise<void>): () => void {
  const reading = setInterval(() => void files().catch(() => undefined), FILES_MS)
  const looking = setInterval(() => void snapshot(ami).catch(() => undefined), SNAPSHOT_MS)
  return () => {
    clearInterval(reading)
    clearInterval(looking)
  }
}

/** Looks at the configuration again and again; that it cannot be read is told once. */
async function watchConfig(
  { configDir, more }: Pick<AsteriskSettings, 'configDir'> & Pick<Layout, 'more'>,
  memory: Memory,
  emit: (event: LiveEvent) => void,
  now: () => number,
  signal: AbortSignal,
): Promise<void> {
  if (configDir === undefined && more === undefined) return
  const config = createConfigWatch(configDir, more, memory, now)
  let told = ''
  while (!signal.aborted) {
    const problem = await config.look(emit).then(
      () => '',
      (error) => (error instanceof DomainError ? error.message : String(error)),
    )
    if (problem !== '' && problem !== told) emit({ type: 'change', at: now(), what: problem })
    told = problem
    await sleep(CONFIG_MS, undefined, { signal }).catch(() => undefined)
  }
}

interface Session {
  /** What was heard since it began. */
  readonly told: Told
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
    onFound(channel) {
      if (channel.app !== 'AppDial') void askDialled(channel)
    },
  })

  async function askDialled({ name }: Channel): Promise<void> {
    const fields = { Action: 'Getvar', Channel: name, Variable: 'CALLERID(dnid)' }
    const answer = await ami?.action(fields).catch(() => null)
    if (answer?.['Value']) tracker.dialled(name, answer['Value'])
  }

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

  const told: Told = { calls: false, signIns: false }
  return {
    told,
    async begin(fresh) {
      ami = fresh
      told.calls = false
      told.signIns = false
      await contacts.load(fresh)
      // What has happened since waits in a queue: all we know of is older than the list.
      await snapshot(fresh, 0).catch(ignoreDenied)
    },
    // A call that has just begun may be younger than the list.
    snapshot: (from) => snapshot(from, YOUNG_MS),
    event(m) {
      told.calls ||= m['Event'] === 'Newchannel'
      told.signIns ||= m['EventTV'] !== undefined
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
