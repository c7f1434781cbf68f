import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/** Who is signed in at the provider at this moment, and what it says of them. */
export interface Account {
  sub: string
  email?: string
  verified?: boolean
  amr?: string[]
  acr?: string
}

export interface RealProvider {
  readonly issuer: string
  readonly settings: {
    issuer: string
    clientId: string
    clientSecret: string
    name: string
    mfaAcr: string[]
  }
  /** The next person to be sent there is signed in as this one, without being asked. Null: they break off. */
  account: Account | null
  close(): Promise<void>
}

/** A certified OpenID Connect provider on this machine. Its sign-in page answers by itself, so that a browser only passes through. */
export async function realProvider(redirects: string[]): Promise<RealProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const state: { account: Account | null } = { account: null }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'ringfence',
        client_secret: 'between us',
        redirect_uris: redirects,
        grant_types: ['authorization_code'],
      },
    ],
    acrValues: ['urn:second'],
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['test'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: state.account?.email,
        email_verified: state.account?.verified ?? true,
      }),
    }),
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  })
  const callback = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response)
    void answer()
    async function answer(): Promise<void> {
      const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
      const { account } = state
      if (!account) return provider.interactionFinished(request, response, { error: 'access_denied' })
      if (prompt.name === 'login')
        return provider.interactionFinished(request, response, {
          login: { accountId: account.sub, remember: false, amr: account.amr, acr: account.acr },
        })
      const grant =
        (grantId && (await provider.Grant.find(grantId))) ||
        new provider.Grant({
          accountId: session?.accountId,
          clientId: String(params['client_id']),
        })
      grant.addOIDCScope('openid email')
      await provider.interactionFinished(
        request,
        response,
        { consent: { grantId: await grant.save() } },
        { mergeWithLastSubmission: true },
      )
    }
  })
  return {
    issuer,
    settings: {
      issuer,
      clientId: 'ringfence',
      clientSecret: 'between us',
      name: 'Example Login',
      mfaAcr: ['urn:second'],
    },
    get account() {
      return state.account
    },
    set account(account) {
      state.account = account
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Follows the provider's redirects with cookies of its own, to where it sends the browser back. */
export async function passThrough(location: string, back: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(location)
  for (let hops = 0; hops < 12; hops++) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const next = answer.headers.get('location')
    if (next === null) throw new Error(`${url.pathname}: ${answer.status} ${await answer.text()}`)
    url = new URL(next, url)
    if (url.href.startsWith(back)) return url
  }
  throw new Error('the provider led nowhere')
}
