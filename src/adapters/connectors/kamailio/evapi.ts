import { connect, type Socket } from 'node:net'
import { DomainError } from '#core/kernel'
import { createNetstrings } from './netstrings.ts'

export interface EvapiAddress {
  readonly host: string
  readonly port: number
}

/** An open event connection. It ends once; whoever wants another opens another. */
export interface Evapi {
  /** Resolves with the reason when it is over. */
  readonly gone: Promise<DomainError>
  close(): void
}

const PATIENCE_MS = 5000

/** Connects; every message goes to `onText`. */
export function openEvapi(
  to: EvapiAddress,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Evapi> {
  return new Promise((resolve, reject) => {
    const socket = connect(to.port, to.host)
    socket.setTimeout(PATIENCE_MS, () =>
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    )
    const stop = (): void => void socket.destroy()
    signal.addEventListener('abort', stop, { once: true })
    const gone = over(socket, to, onText)
    void gone.then((reason) => {
      signal.removeEventListener('abort', stop)
      reject(reason)
    })
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.setKeepAlive(true, PATIENCE_MS)
      resolve({ gone, close: stop })
    })
  })
}

function over(socket: Socket, to: EvapiAddress, onText: (text: string) => void): Promise<DomainError> {
  return new Promise((resolve) => {
    const take = createNetstrings(onText)
    socket.on('data', (data) => {
      try {
        take(data)
      } catch {
        resolve(notSpoken(to))
        socket.destroy()
      }
    })
    socket.on('error', (error) => resolve(asDomainError(error, to)))
    socket.on('close', () => resolve(lost(to)))
  })
}

/** Whether events can be had: the connection stays open for a moment, and nothing foreign comes. */
export async function tryEvapi(to: EvapiAddress, signal: AbortSignal): Promise<void> {
  const open = await openEvapi(to, () => undefined, signal)
  const early = await Promise.race([
    open.gone,
    new Promise<null>((resolve) => setTimeout(() => resolve(null), 300)),
  ])
  open.close()
  if (early) throw early
}

const where = ({ host, port }: EvapiAddress): string => `${host} port ${port}`

const lost = (to: EvapiAddress): DomainError =>
  new DomainError(
    'evapi-lost',
    `Kamailio closed the event connection at ${where(to)}`,
    'See that Kamailio runs, and that evapi takes so many clients (max_clients) from this address.',
  )

const notSpoken = (to: EvapiAddress): DomainError =>
  new DomainError(
    'evapi-not-spoken',
    `${where(to)} does not speak evapi: what comes is no netstring`,
    'Give the bind_addr of module evapi, and leave its netstring_format at 1.',
  )

function asDomainError(error: Error & { code?: string }, to: EvapiAddress): DomainError {
  if (error.code === 'ECONNREFUSED')
    return new DomainError(
      'evapi-port-closed',
      `Nothing listens on ${where(to)}`,
      'In kamailio.cfg: loadmodule "evapi.so" and modparam("evapi", "bind_addr", "ADDRESS:PORT").',
      error,
    )
  if (error.code === 'ECONNRESET') return lost(to)
  return new DomainError(
    'evapi-unreachable',
    `${where(to)} cannot be reached: ${error.message}`,
    'See that the address is right, and that no firewall between here and Kamailio drops it.',
    error,
  )
}
