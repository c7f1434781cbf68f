import { credentialsFor, isChallenge } from './digest.ts'
import type { ProbeSetup, Reply, Transport } from './model.ts'
import type { Conversation, Wire } from './ports.ts'
import { answerTo, fresh, header, type Request, requestText } from './sip.ts'

/** A call of an account of one's own. */
export interface CallWish {
  readonly setup: Pick<ProbeSetup, 'address' | 'userAgent'>
  readonly transport: Transport
  readonly account: string
  readonly secret: string
  readonly to: string
  /** SDP. */
  readonly body: string
  /** So long it may ring. */
  readonly ringMs: number
}

/** A call that is up. Instants are UTC milliseconds. */
export interface OwnCall {
  readonly answer: Reply
  readonly answeredAt: number
  /** Whether the other side confirmed the end. */
  hangUp(): Promise<boolean>
  /** When the other side ended it, which is answered; null: it is still up after that time. */
  endedWithin(waitMs: number): Promise<number | null>
}

/** Why there is no call: the last answer; null: none came. */
export interface NoCall {
  readonly refused: Reply | null
  /** The account was asked for its secret. */
  readonly asked: boolean
}

/** A call lasts so long at most, whatever becomes of us: the shortest time RFC 4028 allows (5). */
const TIMER = ['Supported: timer', 'Session-Expires: 90;refresher=uac', 'Min-SE: 90']
const ANSWER_MS = 5000
/** A BYE may be lost on its way. */
const BYES = 3

/** Calls, shows the secret when it is asked for, and waits until somebody answers; taken back when nobody does in time. */
export async function placeOwnCall(
  wire: Wire,
  talk: Conversation,
  wish: CallWish,
): Promise<OwnCall | NoCall> {
  const { setup, transport, account, to } = wish
  const request = fresh(wire, 'INVITE', to, account)
  const text = (method: string, cseq: number, extra: readonly string[] = []): string => {
    const body = method === 'INVITE' ? wish.body : ''
    const branch = `${request.branch}${cseq}`
    return requestText({ ...request, method, cseq, extra, body, branch }, setup, transport, talk.local)
  }
  const acknowledge = (reply: Reply, cseq: number): Promise<void> =>
    talk.send(reply.status < 300 ? inDialog(text('ACK', cseq), reply) : toTag(text('ACK', cseq), reply))
  await talk.send(text('INVITE', 1, TIMER))
  const first = await finalAnswer(wire, talk, request, 1, ANSWER_MS)
  if (first) await acknowledge(first, 1)
  if (!first || !isChallenge(first)) {
    if (first && first.status < 300) await talk.send(inDialog(text('BYE', 2), first))
    return { refused: first, asked: false }
  }
  const host = setup.address.includes(':') ? `[${setup.address}]` : setup.address
  const credentials = credentialsFor(wire, first, 'INVITE', `sip:${to}@${host}`, account, wish.secret)
  await talk.send(text('INVITE', 2, credentials === null ? TIMER : [credentials, ...TIMER]))
  const rung = await finalAnswer(wire, talk, request, 2, wish.ringMs)
  const answeredAt = wire.now()
  // Somebody may answer while it is being taken back (RFC 3261 9.1).
  if (!rung) await talk.send(text('CANCEL', 2))
  const answer = rung ?? (await finalAnswer(wire, talk, request, 2, ANSWER_MS))
  if (answer) await acknowledge(answer, 2)
  const hangUp = async (of: Reply): Promise<boolean> => {
    for (let tries = 0; tries < BYES; tries++) {
      await talk.send(inDialog(text('BYE', 3), of))
      const reply = await answerTo(talk, request)
      if (reply && header(reply, 'cseq') === '3 BYE') return true
    }
    return false
  }
  if (!rung && answer && answer.status < 300) await hangUp(answer)
  if (!rung || rung.status >= 300) return { refused: answer, asked: true }
  return {
    answer: rung,
    answeredAt,
    hangUp: () => hangUp(rung),
    endedWithin: (waitMs) => hearsBye(wire, talk, request, waitMs, () => acknowledge(rung, 2)),
  }
}

async function finalAnswer(
  wire: Wire,
  talk: Conversation,
  request: Request,
  cseq: number,
  waitMs: number,
): Promise<Reply | null> {
  const until = wire.now() + waitMs
  for (let left = waitMs; left > 0; left = until - wire.now()) {
    const reply = await answerTo(talk, request, left)
    if (reply === null) return null
    if (reply.status >= 200 && header(reply, 'cseq') === `${cseq} INVITE`) return reply
  }
  return null
}

/** Answers what the other side asks during a call, until it hangs up. */
async function hearsBye(
  wire: Wire,
  talk: Conversation,
  { callId }: Request,
  waitMs: number,
  acknowledge: () => Promise<void>,
): Promise<number | null> {
  const until = wire.now() + waitMs
  for (let left = waitMs; left > 0; left = until - wire.now()) {
    const text = await talk.next(left)
    const at = wire.now()
    if (text === null) return null
    if (!new RegExp(`^(?:Call-ID|i) *: *${callId} *$`, 'im').test(text)) continue
    const [method = ''] = text.split(' ')
    if (text.startsWith('SIP/2.0 200') && /^CSeq *: *2 INVITE/im.test(text)) await acknowledge()
    else if (method === 'BYE' || method === 'OPTIONS') await talk.send(answerText(text, '200 OK'))
    else if (!/^(?:SIP\/2\.0|ACK)$/.test(method)) await talk.send(answerText(text, '488 Not Acceptable Here'))
    if (method === 'BYE') return at
  }
  return null
}

const answerText = (request: string, status: string): string =>
  [
    `SIP/2.0 ${status}`,
    ...request.split('\r\n').filter((line) => /^(?:Via|v|From|f|To|t|Call-ID|i|CSeq) *:/i.test(line)),
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n')

const toTag = (text: string, reply: Reply): string =>
  text.replace(/^To: .*$/m, () => `To: ${header(reply, 'to')}`)

/** To whom has answered, by the proxies that stay in the path (RFC 3261 12.1.2); where it is sent does not change. */
function inDialog(text: string, answer: Reply): string {
  const target = /<([^>]+)>/.exec(header(answer, 'contact'))?.[1]
  const routes = (answer.headers.get('record-route') ?? []).flatMap((line) => line.split(/, */)).reverse()
  const aimed = target === undefined ? text : text.replace(/^(\S+) \S+/, (_, method) => `${method} ${target}`)
  return toTag(aimed, answer).replace(/^Max-Forwards/m, (next) =>
    [...routes.map((route) => `Route: ${route}`), next].join('\r\n'),
  )
}
