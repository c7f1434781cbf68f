import { type Bench, fail, pass, quiet, type Said } from './door.ts'
import type { Reply, Transport } from './model.ts'
import { ask, fresh, header } from './sip.ts'

const PORTS: readonly (readonly [Transport, number])[] = [
  ['udp', 5060],
  ['udp', 5160],
  ['udp', 5061],
  ['udp', 5062],
  ['udp', 5080],
  ['udp', 5161],
  ['tcp', 5060],
  ['tcp', 5080],
  ['tcp', 5160],
  ['tls', 5061],
  ['tls', 5161],
]
const VERSION = /\d+\.\d+/

export interface Answering {
  readonly transport: Transport
  readonly port: number
  readonly reply: Reply
  readonly asked: number
}

/** P1: where signalling answers OPTIONS. */
export async function findDoors({ wire, setup }: Bench): Promise<Answering[]> {
  const found: Answering[] = []
  for (const [transport, port] of PORTS) {
    const talk = await wire.open(transport, port)
    if (!talk) continue
    try {
      const before = wire.packets.length
      const [reply] = await ask(talk, fresh(wire, 'OPTIONS', '', 'ringfence'), setup, transport)
      const asked = wire.packets.slice(before).find(({ way }) => way === 'sent')?.bytes ?? 0
      if (reply) found.push({ transport, port, reply, asked })
    } finally {
      talk.close()
    }
  }
  return found
}

const nameOf = ({ transport, port }: Answering): string => `${port}/${transport}`

/** P1: only what is meant to be open answers, and it does not tell its version. */
export function judgeDoors(found: readonly Answering[], expected: readonly string[]): Said[] {
  if (found.length === 0)
    return [quiet('SIP-013', 'No port of signalling answers OPTIONS: closed, or it ignores strangers.')]
  const unexpected = found.map(nameOf).filter((name) => !expected.includes(name))
  const telling = found
    .map(({ reply }) => header(reply, 'server') || header(reply, 'user-agent'))
    .find((name) => VERSION.test(name))
  const open = found.map(nameOf).join(', ')
  return [
    unexpected.length > 0
      ? fail(
          null,
          'medium',
          `Signalling answers at ${unexpected.join(', ')}, which nobody said is meant to be open.`,
        )
      : pass(null, `Signalling answers at ${open}, as meant.`),
    telling === undefined
      ? pass('SIP-013', 'What answers does not tell its version.')
      : fail('SIP-013', 'low', `It tells strangers its version: ${telling.slice(0, 80)}.`),
  ]
}

/** P13: a forged source gets no more than it sends. */
export function judgeAmplification(found: readonly Answering[]): Said {
  const [udp] = found.filter(({ transport }) => transport === 'udp')
  if (!udp) return quiet(null, 'Nothing answers over UDP.')
  const factor = udp.reply.bytes / Math.max(1, udp.asked)
  const text = `${udp.reply.bytes} bytes for ${udp.asked}`
  return factor > 2
    ? fail(
        null,
        'low',
        `The answer to OPTIONS is ${factor.toFixed(1)} times as large as the question (${text}): it amplifies.`,
      )
    : pass(null, `The answer to OPTIONS does not amplify (${text}).`)
}

/** P14: methods that strangers are offered. */
export function judgeMethods(found: readonly Answering[]): Said {
  const [first] = found
  if (!first) return quiet(null, 'Nothing answers.')
  const allowed = header(first.reply, 'allow')
    .toUpperCase()
    .split(/[,\s]+/)
  const wide = ['REFER', 'MESSAGE', 'PUBLISH'].filter((method) => allowed.includes(method))
  return wide.length > 0
    ? fail(null, 'low', `It offers ${wide.join(', ')} to somebody it does not know.`)
    : pass(null, 'It offers strangers no REFER, MESSAGE or PUBLISH.')
}
