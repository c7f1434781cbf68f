import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { DomainError } from '#core/kernel'

/** JSON-RPC to one Kamailio. */
export interface Rpc {
  /** The result. Throws `kamailio-refused` when Kamailio answers with an error, otherwise the reason why it cannot be reached. */
  call(method: string, params?: readonly (string | number)[]): Promise<unknown>
  /** The same; `instead` for an error that says `what`. */
  callOr<T>(
    what: RegExp,
    instead: T,
    method: string,
    params?: readonly (string | number)[],
  ): Promise<unknown | T>
  readonly address: string
  /** Address of our end, as of the last answer; '' before. */
  readonly own: string
  close(): void
}

const PATIENCE_MS = 5000
/** As many at once as a small Kamailio has workers for; the rest waits here instead of there. */
const AT_ONCE = 4

export function createRpc(address: string): Rpc {
  const url = new URL(address)
  const secure = url.protocol === 'https:'
  // A connection kept open may be closed by Kamailio just as it is used; opening one costs less than finding out.
  const agent = secure ? new HttpsAgent({ maxSockets: AT_ONCE }) : new HttpAgent({ maxSockets: AT_ONCE })
  let own = ''

  const post = (body: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const options = { method: 'POST', agent, headers, timeout: PATIENCE_MS }
      const answered = (answer: IncomingMessage): void => {
        own = (answer.socket.localAddress ?? '').replace(/^::ffff:/, '')
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', (error) => reject(unreachable(url, error)))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        )
      }
      const sending = secure ? httpsRequest(url, options, answered) : httpRequest(url, options, answered)
      sending.on('timeout', () =>
        sending.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
      )
      sending.on('error', (error) => reject(unreachable(url, error)))
      sending.end(body)
    })

  async function call(method: string, params: readonly (string | number)[] = []): Promise<unknown> {
    const { status, text } = await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))
    const answer = parsed(text)
    if (!answer) throw notRpc(url, status)
    if (answer.error) throw refused(method, answer.error.message ?? '')
    return answer.result
  }

  return {
    address,
    call,
    async callOr(what, instead, method, params) {
      try {
        return await call(method, params)
      } catch (error) {
        if (error instanceof DomainError && error.code === 'kamailio-refused' && what.test(error.message))
          return instead
        throw error
      }
    },
    get own() {
      return own
    },
    close: () => agent.destroy(),
  }
}

interface Answer {
  readonly result?: unknown
  readonly error?: { readonly message?: string }
}

function parsed(text: string): Answer | null {
  try {
    const answer = JSON.parse(text) as Answer
    return 'result' in answer || 'error' in answer ? answer : null
  } catch {
    return null
  }
}

/** Never the URL itself: it may hold a password. */
const where = (url: URL): string =>
  `${url.hostname} port ${url.port || (url.protocol === 'https:' ? 443 : 80)}`

function unreachable(url: URL, error: Error & { code?: string }): DomainError {
  const code = error.code ?? ''
  if (code === 'ECONNREFUSED')
    return new DomainError(
      'kamailio-port-closed',
      `Nothing listens on ${where(url)}`,
      'In kamailio.cfg: load xhttp and jsonrpcs, and listen=tcp:ADDRESS:PORT; docs/guides/kamailio.md has the lines.',
      error,
    )
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return new DomainError(
      'kamailio-hung-up',
      `${where(url)} closes the connection without an answer`,
      'See that event_route[xhttp:request] answers requests from this address, and that the port does not want TLS.',
      error,
    )
  if (code.startsWith('HPE_') || /SSL|TLS|EPROTO/.test(code))
    return new DomainError(
      'kamailio-not-spoken',
      `${where(url)} does not speak ${url.protocol.slice(0, -1).toUpperCase()}`,
      'Give the address of the JSON-RPC interface (xhttp), not of SIP, evapi or a web server.',
      error,
    )
  return new DomainError(
    'kamailio-unreachable',
    `${where(url)} cannot be reached: ${error.message}`,
    'See that the address is right, and that no firewall between here and Kamailio drops it.',
    error,
  )
}

function notRpc(url: URL, status: number): DomainError {
  if (status === 401 || status === 403)
    return new DomainError(
      'kamailio-address-refused',
      `${where(url)} answers "${status}": this address may not use JSON-RPC`,
      'Let it through in event_route[xhttp:request] of kamailio.cfg: it compares $si with the addresses it allows.',
    )
  if (status === 404)
    return new DomainError(
      'kamailio-rpc-missing',
      `${where(url)} has no JSON-RPC at ${url.pathname}`,
      'See which path event_route[xhttp:request] hands to jsonrpc_dispatch(), and that jsonrpcs is loaded.',
    )
  return new DomainError(
    'kamailio-not-spoken',
    `${where(url)} answers "${status}", and not in JSON-RPC`,
    'Give the address of the JSON-RPC interface (xhttp and jsonrpcs), not of another web server.',
  )
}

const refused = (method: string, why: string): DomainError =>
  new DomainError(
    'kamailio-refused',
    `Kamailio refused "${method}": ${why}`,
    'See that the module is loaded; "ringfence connect kamailio … --check" lists what is missing.',
  )
