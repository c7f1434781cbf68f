import { parseNetwork } from '../../addresses.ts'
import type { Action, Range, Side } from '../../model.ts'
import { portRange } from '../matches.ts'

/** Options behind -j, by name. */
export type TargetOptions = ReadonlyMap<string, string>

const FULL = 0xffff_ffff
const accept: Action = { kind: 'accept' }
const drop: Action = { kind: 'drop' }
const goOn: Action = { kind: 'continue' }

const GO_ON = new Set([
  'LOG',
  'NFLOG',
  'ULOG',
  'TRACE',
  'SET',
  'TCPMSS',
  'TCPOPTSTRIP',
  'DSCP',
  'TOS',
  'TTL',
  'HL',
  'ECN',
  'CLASSIFY',
  'CHECKSUM',
  'AUDIT',
  'RATEEST',
  'SECMARK',
  'CONNSECMARK',
  'IDLETIMER',
  'LED',
  'TEE',
  'NOOP',
])

const FIXED: Readonly<Record<string, Action>> = {
  ACCEPT: accept,
  DROP: drop,
  REJECT: drop,
  TARPIT: drop,
  STEAL: drop,
  RETURN: { kind: 'return' },
  NOTRACK: { kind: 'untrack' },
}

/** What a built-in target does; null when the name is none, so that it is a chain of the user. */
export function target(name: string, options: TargetOptions): Action | null {
  if (FIXED[name]) return FIXED[name]
  if (GO_ON.has(name)) return goOn
  switch (name) {
    case 'MARK':
      return marking('packet', options) ?? strange(name, options)
    case 'CONNMARK':
      return connectionMarking(options) ?? strange(name, options)
    case 'CT':
      return options.has('--notrack') ? { kind: 'untrack' } : goOn
    case 'DNAT':
      return destination(options, 'dst', '--to-destination') ?? strange(name, options)
    case 'SNAT':
      return destination(options, 'src', '--to-source') ?? strange(name, options)
    case 'MASQUERADE':
      return { kind: 'translate', side: 'src', address: 'own', ...portOption(options) }
    case 'REDIRECT':
      return { kind: 'translate', side: 'dst', address: 'own', ...portOption(options) }
    case 'NETMAP':
    case 'QUEUE':
    case 'NFQUEUE':
    case 'TPROXY':
    case 'SYNPROXY':
    case 'HMARK':
      return strange(name, options)
    default:
      return null
  }
}

const strange = (name: string, options: TargetOptions): Action => ({
  kind: 'unknown',
  text: [name, ...[...options].flat()].filter((each) => each !== '').join(' '),
})

function portOption(options: TargetOptions): { port?: Range } {
  const text = options.get('--to-ports') ?? options.get('--to-port')
  const port = text === undefined ? null : portRange(text)
  return port ? { port } : {}
}

/** "10.0.0.5", "10.0.0.5-10.0.0.9:5060", ":5060", "[fd00::5]:5060", "10.0.0.5:5000-5010" */
function destination(options: TargetOptions, side: Side, name: string): Action | null {
  const text = options.get(name) ?? options.get('--to')
  if (text === undefined) return null
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text)
  const plain = /^([^:]*)(?::(.*))?$/.exec(text)
  const bare = text.split(':').length > 2 ? ([text, text, undefined] as const) : null
  const [, hosts = '', ports] = bracketed ?? bare ?? plain ?? []
  const port = ports === undefined || ports === '' ? null : portRange(ports.replace(/\/.*$/, ''))
  if (ports !== undefined && ports !== '' && port === null) return null
  const network = hosts === '' ? null : parseNetwork(hosts)
  if (hosts !== '' && network === null) return null
  return {
    kind: 'translate',
    side,
    ...(network ? { address: network.range, family: network.family } : {}),
    ...(port ? { port } : {}),
  }
}

const number = (text: string | undefined): number | null => {
  if (text === undefined || !/^(0x[0-9a-f]+|\d+)$/i.test(text)) return null
  return Number(text) >>> 0
}

function marking(of: 'packet' | 'connection', options: TargetOptions): Action | null {
  for (const [name, how] of Object.entries(MARKINGS)) {
    const text = options.get(name)
    if (text === undefined) continue
    const [value, mask] = [number(text.split('/')[0]), number(text.split('/')[1] ?? String(FULL))]
    if (value === null || mask === null) return null
    return { kind: 'mark', of, ...how(value, mask) }
  }
  return null
}

type Marking = (value: number, mask: number) => { keep: number; flip: number }
const MARKINGS: Readonly<Record<string, Marking>> = {
  '--set-xmark': (value, mask) => ({ keep: ~mask >>> 0, flip: value }),
  '--set-mark': (value, mask) => ({ keep: ~(mask | value) >>> 0, flip: value }),
  '--and-mark': (value) => ({ keep: value, flip: 0 }),
  '--or-mark': (value) => ({ keep: ~value >>> 0, flip: value }),
  '--xor-mark': (value) => ({ keep: FULL, flip: value }),
}

function connectionMarking(options: TargetOptions): Action | null {
  const set = marking('connection', options)
  if (set) return set
  const mask = number(options.get('--mask')) ?? FULL
  const inPacket = number(options.get('--nfmask')) ?? mask
  const inConnection = number(options.get('--ctmask')) ?? mask
  if (options.has('--save-mark'))
    return { kind: 'copy-mark', from: 'packet', clear: inConnection, take: inPacket }
  if (options.has('--restore-mark'))
    return { kind: 'copy-mark', from: 'connection', clear: inPacket, take: inConnection }
  return null
}
