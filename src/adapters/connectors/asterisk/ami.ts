import type { Socket } from 'node:net'
import { DomainError } from '#core/kernel'
import { type AmiFields, type AmiMessage, createFramer, encodeAction } from './ami-frames.ts'
import { type AmiLogin, openSocket, speaksTls, tlsWanted } from './ami-socket.ts'
import { explainRefusal } from './refusal.ts'

/** A logged-in connection. It ends once, by itself or by `close`; whoever wants another makes another. */
export interface Ami {
  /** The answer to one action; `ami-silent` when none comes. An answer "Error" is an answer. */
  action(fields: AmiFields): Promise<AmiMessage>
  /** The events of a list action, without its frame; none when there is nothing to list. `ami-denied` when not allowed. */
  list(fields: AmiFields): Promise<readonly AmiMessage[]>
  /** Address and port of this end. */
  readonly own: string
  /** Resolves with the reason when the connection is gone. */
  readonly gone: Promise<DomainError>
  close(): void
}

const SILENCE_MS = 8000
const PING_MS = 3000
const ACTION_MS = 10_000
const GREETING_MS = 1500
const REFUSED = ['ami-secret-wrong', 'ami-login-refused']

interface Waiting {
  readonly list: boolean
  readonly events: AmiMessage[]
  response: AmiMessage | null
  settle(result: { response: AmiMessage; events: readonly AmiMessage[] } | DomainError): void
}

/** Connects and logs in; `onEvent` gets every event in order, list answers excepted. */
export async function connectAmi(
  login: AmiLogin,
  onEvent: (event: AmiMessage) => void,
  signal: AbortSignal,
): Promise<Ami> {
  // One who asks after the end, or while it comes, would hold a line that nobody ends.
  if (signal.aborted) throw stopped()
  const socket = await openSocket(login, signal)
  const line = createLine(socket, onEvent)
  const stop = (): void => line.end(stopped())
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  void line.gone.then(() => signal.removeEventListener('abort', stop))
  try {
    await greeted(line, login, signal)
    const answer = await line.action({
      Action: 'Login',
      Username: login.user,
      Secret: login.secret,
      Events: login.events,
    })
    if (answer['Response'] !== 'Success') throw await explainRefusal(login, line.own)
    line.keepAlive()
    return line
  } catch (error) {
    line.end(error instanceof DomainError ? error : stopped())
    const { otherSecret: secret, ...rest } = login
    const refused = error instanceof DomainError && REFUSED.includes(error.code)
    if (refused && secret !== undefined) return connectAmi({ ...rest, secret }, onEvent, signal)
    throw error
  }
}

interface Line extends Ami {
  readonly greeting: Promise<void>
  keepAlive(): void
  end(reason: DomainError): void
}

async function greeted(line: Line, login: AmiLogin, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), GREETING_MS)
  })
  const first = await Promise.race([line.greeting, late, line.gone.then((reason) => Promise.reject(reason))])
  clearTimeout(timer)
  if (first !== 'late') return
  if (!login.tls && (await speaksTls(login, signal))) throw tlsWanted(login)
  throw new DomainError(
    'ami-not-spoken',
    `${login.host} port ${login.port} takes the connection and says nothing`,
    'Look into manager.conf for the port of the Asterisk Manager Interface (usually 5038).',
  )
}

function createLine(socket: Socket, onEvent: (event: AmiMessage) => void): Line {
  const waiting = new Map<string, Waiting>()
  let next = 0
  let greet = (): void => undefined
  let over = (_reason: DomainError): void => undefined
  let pinger: NodeJS.Timeout | undefined
  const greeting = new Promise<void>((resolve) => {
    greet = resolve
  })
  const gone = new Promise<DomainError>((resolve) => {
    over = resolve
  })
  const end = (reason: DomainError): void => {
    clearInterval(pinger)
    socket.destroy()
    for (const one of waiting.values()) one.settle(reason)
    waiting.clear()
    over(reason)
  }
  const framer = createFramer({ greeting: () => greet(), message: (m) => take(m, waiting, onEvent) })
  const own = `${(socket.localAddress ?? '').replace(/^::ffff:/, '')}/${socket.localPort ?? 0}`
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    try {
      framer.push(text)
    } catch (error) {
      end(error instanceof DomainError ? error : lost(String(error)))
    }
  })
  socket.on('error', (error) => end(lost(error.message)))
  socket.on('close', () => end(lost('the PBX closed the connection')))

  const ask = (
    fields: AmiFields,
    list: boolean,
  ): Promise<{ response: AmiMessage; events: readonly AmiMessage[] }> =>
    new Promise((resolve, reject) => {
      const id = `rf${++next}`
      const timer = setTimeout(() => settle(silent(fields)), ACTION_MS)
      const settle: Waiting['settle'] = (result) => {
        clearTimeout(timer)
        waiting.delete(id)
        if (result instanceof DomainError) reject(result)
        else resolve(result)
      }
      const text = encodeAction(fields, id)
      if (socket.destroyed) return settle(lost('the connection is closed'))
      waiting.set(id, { list, events: [], response: null, settle })
      socket.write(text)
    })

  return {
    own,
    greeting,
    gone,
    end,
    close: () => end(stopped()),
    action: async (fields) => (await ask(fields, false)).response,
    async list(fields) {
      const { response, events } = await ask(fields, true)
      if (/permission denied/i.test(response['Message'] ?? '')) throw denied(fields)
      return events
    },
    keepAlive() {
      let heard = Date.now()
      socket.on('data', () => {
        heard = Date.now()
      })
      pinger = setInterval(() => {
        if (Date.now() - heard > SILENCE_MS) end(lost('it has said nothing for eight seconds'))
        else if (Date.now() - heard >= PING_MS) ask({ Action: 'Ping' }, false).catch(() => undefined)
      }, 1000)
    },
  }
}

/** An answer goes to who asked, anything else is an event. A list is over with its Complete event, or at once. */
function take(m: AmiMessage, waiting: Map<string, Waiting>, onEvent: (event: AmiMessage) => void): void {
  const one = m['ActionID'] === undefined ? undefined : waiting.get(m['ActionID'])
  if (!one) {
    if (m['Event'] !== undefined) onEvent(m)
    return
  }
  if (m['Response'] !== undefined) {
    one.response = m
    const follows = m['EventList'] === 'start' || /will follow/i.test(m['Message'] ?? '')
    if (!one.list || !follows) one.settle({ response: m, events: one.events })
  } else if (/^(complete|cancelled)$/i.test(m['EventList'] ?? '')) {
    one.settle({ response: one.response ?? m, events: one.events })
  } else one.events.push(m)
}

const stopped = (): DomainError =>
  new DomainError('ami-closed', 'The connection to the PBX was closed here', 'Connect again.')

const lost = (why: string): DomainError =>
  new DomainError('ami-lost', `The PBX was lost: ${why}`, 'Ringfence keeps trying; see that the PBX runs.')

const silent = (fields: AmiFields): DomainError =>
  new DomainError(
    'ami-silent',
    `The PBX does not answer "${String(fields['Action'])}"`,
    'See on the PBX whether Asterisk is busy or stuck: asterisk -rx "core show channels count".',
  )

export const denied = (fields: AmiFields): DomainError =>
  new DomainError(
    'ami-denied',
    `The manager user may not do "${String(fields['Action'])}"`,
    'Give it the classes that "ringfence connect asterisk … --check" lists as missing.',
  )
