import { createHash, randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** What the answering machine does wrong; without any it asks everybody for a secret and says nothing else. */
export interface Faults {
  /** Tells accounts that exist (1001) from others. */
  readonly leaks?: boolean
  readonly open?: boolean
  /** To calls of strangers: rings, answers, or says there is no such number. */
  readonly calls?: 'ring' | 'answer' | 'missing'
  readonly staticNonce?: boolean
  /** Refuses everything after so many wrong secrets, as 3CX does. */
  readonly bansAfter?: number
  /** Tells its version, offers REFER, and answers with far more than it was asked. */
  readonly chatty?: boolean
  readonly plain?: boolean
  readonly silent?: boolean
}

/** A telephone system on UDP 5060 that misbehaves as told. */
export async function misbehaving(
  address: string,
  faults: Faults = {},
): Promise<{ readonly methods: string[]; close(): void }> {
  const socket = createSocket('udp4')
  const methods: string[] = []
  let wrong = 0
  socket.on('message', (bytes, from): unknown => {
    const text = bytes.toString()
    const [start = '', ...lines] = text.split('\r\n')
    const method = start.split(' ')[0] ?? ''
    methods.push(method)
    const head = (name: string): string =>
      lines.find((line) => line.toLowerCase().startsWith(`${name}:`)) ?? ''
    const reply = (status: string, extra: readonly string[] = [], body = ''): void => {
      const copied = ['via', 'from', 'to', 'call-id', 'cseq'].map(head)
      const answer = [
        `SIP/2.0 ${status}`,
        ...copied,
        ...extra,
        `Content-Length: ${body.length}`,
        '',
        body,
      ].join('\r\n')
      socket.send(answer, from.port, from.address)
    }
    if (faults.silent || method === 'ACK') return null
    if (/^Authorization:/m.test(text)) wrong += 1
    if (faults.bansAfter !== undefined && wrong > faults.bansAfter) return reply('403 Forbidden')
    return answer(method, text, reply)
  })
  const challenge = (): string => {
    const nonce = faults.staticNonce
      ? 'always-the-same'
      : createHash('sha256').update(randomBytes(8)).digest('hex')
    const quality = faults.plain ? '' : ', qop="auth", algorithm=SHA-256'
    return `WWW-Authenticate: Digest realm="${faults.plain ? 'asterisk' : 'office'}", nonce="${nonce}"${quality}`
  }
  const answer = (
    method: string,
    text: string,
    reply: (status: string, extra?: readonly string[], body?: string) => void,
  ): unknown => {
    const known = /^To: <sip:1001@/m.test(text)
    if (method === 'OPTIONS')
      return faults.chatty
        ? reply(
            '200 OK',
            ['Server: Asterisk PBX 16.2.1', 'Allow: INVITE, ACK, BYE, REFER, MESSAGE'],
            'x'.repeat(1200),
          )
        : reply('200 OK', ['Server: PBX', 'Allow: INVITE, ACK, BYE, CANCEL'])
    if (method === 'CANCEL') return reply('200 OK')
    if (method === 'REGISTER' && faults.open) return reply('200 OK')
    if (method === 'REGISTER' && faults.leaks && !known) return reply('404 Not Found')
    if (method === 'INVITE' && faults.calls === 'missing') return reply('404 Not Found')
    if (method === 'INVITE' && faults.calls === 'ring') return reply('180 Ringing')
    if (method === 'INVITE' && faults.calls === 'answer') return reply('200 OK')
    if (method === 'BYE') return reply('200 OK')
    return reply('401 Unauthorized', [challenge()])
  }
  socket.bind(5060, address)
  await once(socket, 'listening')
  return { methods, close: () => socket.close() }
}
