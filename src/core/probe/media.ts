import { type Bench, fail, notTried, pass, quiet, type Said } from './door.ts'
import { type OwnCall, placeOwnCall } from './own-call.ts'
import type { Conversation, MediaSocket } from './ports.ts'

const PACKETS = 12
/** A header of RTP (RFC 3550 5.1) is 12 bytes: less is no media. */
const LEAST = 12

/** P15: media of a call goes to those who have the call. The call is one of our own, to a number that answers. */
export async function probeStrayMedia(bench: Bench): Promise<Said> {
  const { setup, wire, signalling } = bench
  if (setup.account === null || setup.call === null)
    return notTried('SIP-012', 'Needs a call of its own: --account, --secret-file and --call-to.')
  const talk = signalling && (await wire.open(signalling.transport, signalling.port))
  if (!talk) return quiet('SIP-012', 'Nothing answers.')
  const [own, stray] = [await wire.media(), await wire.media()]
  try {
    const placed = await placeCall(bench, talk, own.local)
    if (typeof placed === 'string') return quiet('SIP-012', placed)
    const leak = await strayHears(own, stray, placed.port)
    await placed.call.hangUp()
    return leak
      ? fail(
          'SIP-012',
          'high',
          'Media of a call goes to a stranger who sends something to its port (RTP bleed).',
        )
      : pass('SIP-012', 'A stranger who sends to the port of a call hears nothing of it.')
  } finally {
    for (const each of [talk, own, stray]) each.close()
  }
}

/** A sentence where the call does not come about. */
async function placeCall(
  { setup, wire, signalling }: Bench,
  talk: Conversation,
  media: string,
): Promise<{ readonly call: OwnCall; readonly port: number } | string> {
  const { account, call } = setup
  if (!signalling || account === null || call === null) return 'Nothing answers.'
  const { transport } = signalling
  const wish = { setup, transport, account, ...call, body: offer(media), ringMs: 5000 }
  const placed = await placeOwnCall(wire, talk, wish)
  if ('refused' in placed)
    return placed.asked
      ? `The call does not come about (${placed.refused?.status ?? 'no answer'}).`
      : `The call is answered ${placed.refused?.status ?? 'not at all'}: its secret is not asked for.`
  // Where the system takes media.
  const port = Number(/^m=audio (\d+)/m.exec(placed.answer.body)?.[1] ?? 0)
  if (port > 0) return { call: placed, port }
  await placed.hangUp()
  return 'The call comes about without media.'
}

function offer(local: string): string {
  const colon = local.lastIndexOf(':')
  const host = local.slice(0, colon).replace(/[[\]]/g, '')
  const ip = host.includes(':') ? 'IP6' : 'IP4'
  return [
    'v=0',
    `o=- 1 1 IN ${ip} ${host}`,
    's=-',
    `c=IN ${ip} ${host}`,
    't=0 0',
    `m=audio ${local.slice(colon + 1)} RTP/AVP 0`,
    'a=sendrecv',
    '',
  ].join('\r\n')
}

/** Our own side speaks for a while; then a stranger sends as well, and listens. */
async function strayHears(own: MediaSocket, stray: MediaSocket, port: number): Promise<boolean> {
  for (let n = 0; n < PACKETS; n++) {
    await own.send(port, packet(n, 0x5246_0001))
    await own.next(20)
  }
  for (let n = 0; n < PACKETS; n++) {
    await stray.send(port, packet(n, 0x5246_0002))
    const heard = await stray.next(100)
    if (heard !== null && heard.length >= LEAST) return true
    await own.send(port, packet(PACKETS + n, 0x5246_0001))
  }
  return false
}

/** Twenty milliseconds of silence in PCMU. */
function packet(sequence: number, source: number): Uint8Array {
  const bytes = new Uint8Array(172).fill(0xff, 12)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, 0x8000)
  view.setUint16(2, sequence)
  view.setUint32(4, sequence * 160)
  view.setUint32(8, source)
  return bytes
}
