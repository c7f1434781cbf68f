import { connect, type PeerCertificate, type SecureVersion, type TLSSocket } from 'node:tls'
import type { TlsFacts } from '#core/probe'
import type { Turn } from './means.ts'

const VERSIONS: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']
const CONNECT_MS = 2500
// What old versions need is refused by default, by us; whether the other side offers it is the question.
const ANY_CIPHER = 'ALL:@SECLEVEL=0'

/** Each version tried by itself, and the certificate. Null: nothing there speaks TLS. */
export async function tlsFacts(address: string, port: number, turn: Turn): Promise<TlsFacts | null> {
  const versions: string[] = []
  let last: Omit<TlsFacts, 'versions'> | null = null
  for (const version of VERSIONS) {
    await turn()
    const facts = await shake(address, port, version)
    if (facts === 'refused') return null
    if (facts === null) continue
    versions.push(version)
    last = facts
  }
  return last && { versions, ...last }
}

function shake(
  address: string,
  port: number,
  version: SecureVersion,
): Promise<Omit<TlsFacts, 'versions'> | 'refused' | null> {
  return new Promise((resolve) => {
    const socket: TLSSocket = connect({
      host: address,
      port,
      minVersion: version,
      maxVersion: version,
      ciphers: ANY_CIPHER,
      rejectUnauthorized: false,
    })
    const end = (facts: Omit<TlsFacts, 'versions'> | 'refused' | null): void => {
      clearTimeout(late)
      socket.destroy()
      resolve(facts)
    }
    const late = setTimeout(() => end('refused'), CONNECT_MS)
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ECONNREFUSED' ? 'refused' : null),
    )
    socket.once('secureConnect', () => {
      const certificate: PeerCertificate & { readonly bits?: number; readonly asn1Curve?: string } =
        socket.getPeerCertificate()
      end({
        authorized: socket.authorized,
        problem: socket.authorized ? null : String(socket.authorizationError),
        validTo: Date.parse(certificate.valid_to),
        keyBits: certificate.bits ?? null,
        curve: certificate.asn1Curve !== undefined,
      })
    })
  })
}
