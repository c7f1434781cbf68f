import { type Bench, fail, pass, quiet, type Said, stranger } from './door.ts'
import type { Reply } from './model.ts'
import type { Conversation } from './ports.ts'
import { answerTo, ask, fresh, header, type Request, requestText } from './sip.ts'

const REFUSED = [401, 403, 407, 603]
/** No country has the code 999 (ITU-T E.164 reserves it): a call there goes nowhere. */
const NOWHERE = '9011999000'

/** A call without media. */
export const inactiveOffer = (local: string): string => {
  const host = local.replace(/:\d+$/, '')
  return [
    'v=0',
    `o=- 1 1 IN IP4 ${host}`,
    's=-',
    `c=IN IP4 ${host}`,
    't=0 0',
    'm=audio 9 RTP/AVP 0',
    'a=inactive',
    '',
  ].join('\r\n')
}

/** P4: a call of a stranger does not get into the dial plan. */
export async function probeStrangersCall(bench: Bench): Promise<Said> {
  const number = `4${digits(bench, 7)}`
  return judge(await invite(bench, number), 'a number that does not exist', 'SIP-001')
}

/** P5: a call of a stranger does not get abroad. */
export async function probeTollPath(bench: Bench): Promise<Said> {
  const number = `${NOWHERE}${digits(bench, 5)}`
  return judge(await invite(bench, number), 'a number abroad', 'ADM-013')
}

const digits = ({ wire }: Bench, count: number): string =>
  [...wire.random(count)].map((letter) => String(letter.charCodeAt(0) % 10)).join('')

function judge(replies: readonly Reply[] | null, whom: string, check: string): Said {
  if (replies === null) return quiet(check, 'Nothing answers.')
  const statuses = replies.map(({ status }) => status)
  const last = statuses.at(-1)
  if (last === undefined) return pass(check, `A stranger who calls ${whom} is not answered at all.`)
  if (statuses.some((status) => status >= 200 && status < 300))
    return fail(check, 'critical', `A stranger who calls ${whom} is connected (${last}).`)
  if (statuses.some((status) => status > 100 && status < 200))
    return fail(
      check,
      'critical',
      `A stranger who calls ${whom} is put through (${statuses.find((each) => each > 100)}).`,
    )
  if (REFUSED.includes(last)) return pass(check, `A stranger who calls ${whom} is refused (${last}).`)
  return fail(
    check,
    'high',
    `A stranger who calls ${whom} gets into the dial plan: the answer is ${last}, not a refusal.`,
  )
}

/** Calls, and takes the call back at the first sign of life. Null: there is nobody to call. */
async function invite({ wire, setup, signalling }: Bench, number: string): Promise<readonly Reply[] | null> {
  const talk = signalling && (await wire.open(signalling.transport, signalling.port))
  if (!signalling || !talk) return null
  const { transport } = signalling
  const request: Request = {
    ...fresh(wire, 'INVITE', number, stranger(wire, null)),
    body: inactiveOffer(talk.local),
  }
  const send: Send = (method, reply, cseq = 1) => {
    const text = requestText({ ...request, method, cseq, body: '' }, setup, transport, talk.local)
    return talk.send(method === 'CANCEL' ? text : text.replace(/^To: .*$/m, `To: ${header(reply, 'to')}`))
  }
  try {
    const replies = [...(await ask(talk, request, setup, transport))]
    const last = replies.at(-1)
    if (last) await takeBack(talk, request, last, send)
    return replies
  } finally {
    talk.close()
  }
}

type Send = (method: string, reply: Reply, cseq?: number) => Promise<void>

/** CANCEL while it rings, BYE once it is answered, ACK for every end (RFC 3261 9.1, 15). */
async function takeBack(talk: Conversation, request: Request, last: Reply, send: Send): Promise<void> {
  const end = last.status < 200 ? await cancelled(talk, request, last, send) : last
  if (!end) return
  await send('ACK', end)
  if (end.status < 300) await send('BYE', end, 2)
}

async function cancelled(
  talk: Conversation,
  request: Request,
  last: Reply,
  send: Send,
): Promise<Reply | null> {
  await send('CANCEL', last)
  for (let next = await answerTo(talk, request); next !== null; next = await answerTo(talk, request))
    if (header(next, 'cseq').includes('INVITE') && next.status >= 200) return next
  return null
}
