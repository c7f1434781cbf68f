import { DomainError } from '#core/kernel'
import type { AsteriskSettings } from './settings.ts'

/** The REST interface of one Asterisk. */
export interface Ari {
  /** The answer as JSON; null where there is no such thing. Throws the reason when ARI cannot be used. */
  ask(method: 'GET' | 'DELETE', path: string): Promise<unknown>
  /** Whether its user may act; tried on a channel that does not exist. */
  mayAct(): Promise<boolean>
}

const PATIENCE_MS = 5000

export function createAri({ url, user, secret }: NonNullable<AsteriskSettings['ari']>): Ari {
  const base = `${url.replace(/\/+$/, '').replace(/\/ari$/, '')}/ari`
  const at = new URL(base).host
  const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`

  async function send(method: string, path: string): Promise<Response> {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    try {
      return await fetch(`${base}/${path}`, { method, headers: { authorization }, signal })
    } catch (error) {
      throw unreachable(at, error as Failed)
    }
  }

  const ask: Ari['ask'] = async (method, path) => {
    const answer = await send(method, path)
    if (answer.status === 401) throw refused(at, user)
    if (answer.status === 404) return null
    const text = await answer.text()
    if (answer.ok && (text === '' || isJson(answer))) return text === '' ? {} : JSON.parse(text)
    throw notSpoken(at, answer.status)
  }

  return {
    ask,
    async mayAct() {
      if ((await ask('GET', 'channels')) === null) throw missing(at)
      return (await send('DELETE', 'channels/ringfence-nothing')).status === 404
    },
  }
}

const isJson = (answer: Response): boolean => /json/.test(answer.headers.get('content-type') ?? '')

/** What fetch throws: the reason is inside. */
interface Failed extends Error {
  readonly cause: { readonly code?: string; readonly message?: string } | undefined
}

function unreachable(at: string, error: Failed): DomainError {
  if (error.cause?.code === 'ECONNREFUSED')
    return new DomainError(
      'ari-port-closed',
      `Nothing listens on ${at}`,
      'Look into http.conf: enabled = yes, bindaddr and bindport; then restart Asterisk.',
      error,
    )
  return new DomainError(
    'ari-unreachable',
    `ARI at ${at} cannot be reached: ${error.cause?.message ?? error.message}`,
    'See that the address is right, and whether it wants https.',
    error,
  )
}

const refused = (at: string, user: string): DomainError =>
  new DomainError(
    'ari-sign-in-refused',
    `ARI at ${at} refuses the user "${user}": the secret is wrong, or there is no such user`,
    'Compare the secret file with "password" in that section of ari.conf.',
  )

const missing = (at: string): DomainError =>
  new DomainError(
    'ari-missing',
    `The web server at ${at} has no ARI`,
    'Load res_ari.so and res_ari_channels.so, and see enabled and prefix in ari.conf and http.conf.',
  )

const notSpoken = (at: string, status: number): DomainError =>
  new DomainError(
    'ari-not-spoken',
    `${at} answers "${status}", and not as ARI does`,
    'Give the address of the web server of Asterisk (http.conf), like http://192.0.2.10:8088.',
  )
