import { createSocket } from 'node:dgram'
import { SAID } from './kamailio-kit.ts'

/** What the guard would do with a call: it was asked with a request that never becomes one. */
export type Verdict = 'refused' | 'passed' | 'not-asked' | 'silent'

export interface Probe {
  readonly from: string
  readonly to: string
}

const PATIENCE_MS = 400
const TRIES = 2

/**
 * Asks the guard by an OPTIONS from an account to a number. `not-asked`: something else in kamailio.cfg answered.
 * `silent`: nothing came back, a firewall perhaps.
 */
export async function probe(
  at: { readonly host: string; readonly port: number },
  { from, to }: Probe,
  token: string,
  random: (bytes: number) => string,
): Promise<Verdict> {
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await ask(at, { from, to }, token, random(9).replace(/\W/g, 'x'))
    if (answer === '') continue
    if (answer.includes(SAID.refused)) return 'refused'
    return answer.includes(SAID.passed) ? 'passed' : 'not-asked'
  }
  return 'silent'
}

const ask = (
  { host, port }: { readonly host: string; readonly port: number },
  { from, to }: Probe,
  token: string,
  id: string,
): Promise<string> =>
  new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
    const settle = (answer: string): void => {
      clearTimeout(timer)
      socket.close()
      resolve(answer)
    }
    const timer = setTimeout(() => settle(''), PATIENCE_MS)
    socket.on('error', () => settle(''))
    socket.on('message', (data) => settle(data.toString('latin1').split('\r\n')[0] ?? ''))
    socket.connect(port, host, () => {
      const own = socket.address()
      const here = `${own.family === 'IPv6' ? `[${own.address}]` : own.address}:${own.port}`
      const there = host.includes(':') ? `[${host}]` : host
      const lines = [
        `OPTIONS sip:${encodeURIComponent(to).replaceAll('%2B', '+')}@${there}:${port} SIP/2.0`,
        `Via: SIP/2.0/UDP ${here};branch=z9hG4bK${id};rport`,
        'Max-Forwards: 70',
        `From: <sip:${encodeURIComponent(from)}@${there}>;tag=${id}`,
        `To: <sip:${encodeURIComponent(to)}@${there}>`,
        `Call-ID: ${id}@ringfence`,
        'CSeq: 1 OPTIONS',
        `Contact: <sip:ringfence@${here}>`,
        `X-Ringfence: ${token}`,
        'User-Agent: Ringfence',
        'Content-Length: 0',
      ]
      socket.send(`${lines.join('\r\n')}\r\n\r\n`)
    })
  })
