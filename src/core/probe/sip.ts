import type { ProbeSetup, Reply, Transport } from './model.ts'
import type { Conversation, Wire } from './ports.ts'

export interface Request {
  readonly method: string
  readonly user: string
  readonly from: string
  readonly callId: string
  readonly branch: string
  readonly tag: string
  readonly cseq: number
  readonly extra?: readonly string[] | undefined
  readonly body?: string | undefined
}

/** A request to the address itself (RFC 3261 8.1.1). */
export function requestText(
  { method, user, from, callId, branch, tag, cseq, extra = [], body = '' }: Request,
  { address, userAgent }: Pick<ProbeSetup, 'address' | 'userAgent'>,
  transport: Transport,
  local: string,
): string {
  const host = address.includes(':') ? `[${address}]` : address
  const uri = user === '' ? `sip:${host}` : `sip:${user}@${host}`
  const target = method === 'REGISTER' ? `sip:${host}` : uri
  const type = body === '' ? [] : ['Content-Type: application/sdp']
  return [
    `${method} ${target} SIP/2.0`,
    `Via: SIP/2.0/${transport.toUpperCase()} ${local};branch=z9hG4bK${branch};rport`,
    'Max-Forwards: 70',
    `From: <sip:${from}@${host}>;tag=${tag}`,
    `To: <${uri}>`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    ...(method === 'ACK' || method === 'CANCEL' || method === 'BYE'
      ? []
      : [`Contact: <sip:${from}@${local}${transport === 'udp' ? '' : `;transport=${transport}`}>`]),
    `User-Agent: ${userAgent}`,
    ...extra,
    ...type,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

const SHORT: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  k: 'supported',
  s: 'subject',
  c: 'content-type',
}

/** Null: no SIP answer. */
function readReply(text: string): Reply | null {
  const end = text.indexOf('\r\n\r\n')
  const [start = '', ...lines] = text.slice(0, end < 0 ? text.length : end).split('\r\n')
  const [, status, reason = ''] = /^SIP\/2\.0 (\d{3}) ?(.*)$/.exec(start) ?? []
  if (status === undefined) return null
  const headers = new Map<string, string[]>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    const key = SHORT[name] ?? name
    headers.set(key, [...(headers.get(key) ?? []), line.slice(colon + 1).trim()])
  }
  return {
    status: Number(status),
    reason,
    headers,
    body: end < 0 ? '' : text.slice(end + 4),
    bytes: text.length,
  }
}

export const header = ({ headers }: Reply, name: string): string => headers.get(name)?.join(', ') ?? ''

/** Identifiers of a request of its own. */
export const fresh = (wire: Wire, method: string, user: string, from: string): Request => ({
  method,
  user,
  from,
  callId: wire.random(20),
  branch: wire.random(16),
  tag: wire.random(10),
  cseq: 1,
})

const TRIES = 2
const WAIT_MS = 1500

/** Sends a request and waits for its final answer; over UDP once more when nothing came. */
export async function ask(
  talk: Conversation,
  request: Request,
  setup: ProbeSetup,
  transport: Transport,
): Promise<readonly Reply[]> {
  const replies: Reply[] = []
  for (let tries = 0; tries < (transport === 'udp' ? TRIES : 1) && replies.length === 0; tries++) {
    await talk.send(requestText(request, setup, transport, talk.local))
    for (let next = await answerTo(talk, request); next !== null; next = await answerTo(talk, request)) {
      replies.push(next)
      if (next.status > 100) return replies
    }
  }
  return replies
}

/** The next answer that belongs to the request. */
export async function answerTo(
  talk: Conversation,
  { callId }: Request,
  waitMs = WAIT_MS,
): Promise<Reply | null> {
  for (let text = await talk.next(waitMs); text !== null; text = await talk.next(waitMs)) {
    const reply = readReply(text)
    if (reply && header(reply, 'call-id') === callId) return reply
  }
  return null
}
