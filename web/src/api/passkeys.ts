import type { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { request } from './client.ts'

type Asked = Parameters<typeof startAuthentication>[0]['optionsJSON']
type Wanted = Parameters<typeof startRegistration>[0]['optionsJSON']

// The library is loaded when somebody uses a passkey, not with the first page.
const browser = () => import('@simplewebauthn/browser')

/** Whether this browser, at this address, can use passkeys at all: not on plain HTTP, not at a bare IP address. */
export const passkeysWork = (): boolean =>
  window.isSecureContext &&
  typeof PublicKeyCredential === 'function' &&
  !/^[\d.]+$|^\[/.test(location.hostname)

async function answer(path: string): Promise<void> {
  const { options } = await request<{ options: Asked }>('POST', `${path}/options`)
  const { startAuthentication } = await browser()
  await request('POST', path, { answer: await startAuthentication({ optionsJSON: options }) })
}

export const signInPasskey = () => answer('/sign-in/passkey')
export const provePasskey = () => answer('/session/proof/passkey')

export async function makePasskey(name: string): Promise<void> {
  const { options } = await request<{ options: Wanted }>('POST', '/me/passkeys/options')
  const { startRegistration } = await browser()
  await request('POST', '/me/passkeys', { name, answer: await startRegistration({ optionsJSON: options }) })
}

/** What the browser says when the person closed its window, or there is nothing to use, in our words. */
export function passkeyTrouble(error: unknown): unknown {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'AbortError')
    return new Error(
      'No passkey was used. Either it took too long, it was cancelled, or this device has none for this address.',
    )
  if (name === 'InvalidStateError') return new Error('This device has a passkey for you here already.')
  return error
}
