import { lookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { DomainError } from '#core/kernel'

// THE place where the house talks to addresses that somebody typed in: a web hook must not become a way into the network.

/** What an owner may allow although it is private: names, addresses or networks. */
export type Allowed = readonly string[]

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The first 16 KiB. */
  readonly body: string
  readonly bytes: Buffer
}

export interface Outgoing {
  /**
   * The address to connect to, resolved once: a name that answers otherwise a moment later changes nothing.
   * Throws `outgoing-unknown`, and `outgoing-refused` for what is not of the public internet and not allowed.
   */
  addressOf(host: string, trusted?: boolean): Promise<string>
  /** Follows no redirect. Throws `outgoing-refused`, `outgoing-unknown`, `outgoing-failed` when nothing was answered. */
  post(post: Post): Promise<Answer>
}

const PATIENCE_MS = 20_000
const LONGEST = 16 * 1024

export function createOutgoing(allowed: Allowed, patienceMs = PATIENCE_MS): Outgoing {
  const own = listOf(allowed.filter((each) => isIP(each.split('/')[0] ?? '') !== 0))
  const names = new Set(allowed.map((each) => each.toLowerCase()))
  const isAllowed = (host: string, address: string): boolean =>
    names.has(host.toLowerCase()) || own.check(address, familyOf(address))

  async function addressOf(host: string, trusted = false): Promise<string> {
    const bare = host.replace(/^\[|\]$/g, '')
    const found = await lookup(bare, { all: true }).catch((error: Error) => {
      throw new DomainError(
        'outgoing-unknown',
        `The name ${bare} cannot be resolved: ${error.message}`,
        'Check how it is written, and that this machine can ask a name server.',
        error,
      )
    })
    const first = found.find(({ address }) => trusted || isPublic(address) || isAllowed(bare, address))
    if (first) return first.address
    throw new DomainError(
      'outgoing-refused',
      `${bare} is ${found[0]?.address ?? 'nowhere'}, an address inside a network, not on the public internet`,
      'If it must go there, let whoever runs this server name the host in RINGFENCE_OUTGOING_HOSTS.',
    )
  }

  return {
    addressOf,
    async post({ url, headers, body }) {
      const to = new URL(url)
      const address = await addressOf(to.hostname)
      const send = to.protocol === 'https:' ? requestHttps : requestHttp
      return new Promise((resolve, reject) => {
        const fail = (error: Error): void => reject(failed(to, error))
        const request = send(
          to,
          {
            method: 'POST',
            headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
            // Pinned: whatever is asked for, this is where it goes. `agent: false`: nothing is kept open from another look-up.
            lookup: (_host, options, give) =>
              options.all
                ? give(null, [{ address, family: isIP(address) }])
                : give(null, address, isIP(address)),
            agent: false,
            signal: AbortSignal.timeout(patienceMs),
          },
          (response) => {
            let bytes: Buffer = Buffer.alloc(0)
            response.on('data', (part: Buffer) => {
              if (bytes.length < LONGEST) bytes = Buffer.concat([bytes, part]).subarray(0, LONGEST)
            })
            response.on('error', fail)
            response.on('end', () => {
              const { statusCode, headers } = response
              resolve({ status: statusCode ?? 0, headers, body: bytes.toString('utf8'), bytes })
            })
          },
        )
        request.on('error', fail)
        request.end(body)
      })
    },
  }
}

// The address may hold a secret in its path: only the host is told.
function failed({ host }: URL, error: Error): DomainError {
  const late = error.name === 'TimeoutError' || error.name === 'AbortError'
  return new DomainError(
    'outgoing-failed',
    late ? `${host} did not answer in time` : `${host} cannot be reached: ${error.message}`,
    'Check the address and the way to it; it is tried again by itself.',
    error,
  )
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const each of networks) {
    const [address = '', length] = each.split('/')
    if (length === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(length), familyOf(address))
  }
  return list
}

/** IANA's special-purpose registries (RFC 6890): everything that is not globally reachable unicast. */
const special = listOf([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
])
const globalUnicast = listOf(['2000::/3'])
const specialSix = listOf(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

/** Whether an address is one of the public internet. IPv4 written as IPv6 (mapped, NAT64) counts as the special one it is. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4')
  const bare = address.split('%')[0] ?? ''
  return globalUnicast.check(bare, 'ipv6') && !specialSix.check(bare, 'ipv6')
}
