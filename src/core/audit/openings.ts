import type { Fact, Origin, Resource, Snapshot } from '#core/inventory'
import {
  type Addresses,
  type Answer,
  askSlices,
  type Ground,
  minus,
  privateUse,
  type Question,
  readAddresses,
  readQuestion,
  type Slice,
  zoneQuestion,
} from '#core/reach'
import { named } from './services.ts'
import { firewallsOf, zoneOfRole } from './terrain.ts'

/** Q4 and Q12: what the firewalls let in from the Internet that the telephone system's own configuration gives no reason for. */
export function findOpenings(ground: Ground, snapshot: Snapshot): Resource[] {
  const question = ofFamiliesTold(fromInternet(ground))
  const media = snapshot.resources.find(({ type }) => type === 'rtp')
  const trunks = snapshot.resources.filter(({ type }) => type === 'trunk')
  return [
    ...(media ? mediaOpenings(question, media, nowhereIn(ground)) : []),
    ...(trunks.length > 0 ? [peerOpening(question, trunks, nowhereIn(ground))] : []),
  ]
}

const nowhereIn = (ground: Ground): Origin => ({
  file: firewallsOf(ground)[0]?.files[0]?.file ?? '',
  line: 1,
  text: '',
})

function fromInternet(ground: Ground): Question {
  const [internet, pbx] = (['internet', 'pbx'] as const).map((role) => zoneOfRole(ground, role))
  const between = internet && pbx ? zoneQuestion(ground, internet, pbx) : null
  if (between) return between
  const question = readQuestion(
    { from: 'any', to: 'any' },
    { zones: null, firewalls: firewallsOf(ground), placed: [] },
  )
  return { ...question, from: minus(question.from, privateUse) }
}

// UDP that has a reason of its own: signalling, IAX, STUN and TURN, IPsec and WireGuard.
const SIGNALLING: readonly (readonly [number, number])[] = [
  [3478, 3479],
  [4500, 4500],
  [4569, 4569],
  [5060, 5091],
  [5160, 5161],
  [51_820, 51_820],
]

/** Rules that say nothing of one version of IP leave the question to the other; that they do is FW-013's to say. */
function ofFamiliesTold(question: Question): Question {
  const told = (family: 4 | 6): boolean =>
    question.hops.every(({ firewall }) => firewall.families.includes(family))
  const { from } = question
  return { ...question, from: { 4: told(4) ? from[4] : [], 6: told(6) ? from[6] : [] } }
}

function mediaOpenings(question: Question, media: Resource, nowhere: Origin): Resource[] {
  const [from, to] = [Number(media.facts.get('from')?.value), Number(media.facts.get('to')?.value)]
  const taken = [...SIGNALLING, [from, to] as const].toSorted((a, b) => a[0] - b[0])
  const outside: Slice = { proto: 'udp', ports: gaps(1024, 65_535, taken) }
  const [answer = null] = askSlices(question, [outside])
  const ports = [...new Set(answer?.passes.boxes.map(({ dport }) => dport ?? 'every port'))]
  return [
    opening('Q4', 'media ports', answer, nowhere, {
      range: `${from}-${to}`,
      beyond: ports.slice(0, 5).join(', '),
    }),
  ]
}

function gaps(low: number, high: number, taken: readonly (readonly [number, number])[]): [bigint, bigint][] {
  const left: [bigint, bigint][] = []
  let at = low
  for (const [from, to] of taken) {
    if (from > at) left.push([BigInt(at), BigInt(from - 1)])
    at = Math.max(at, to + 1)
  }
  if (at <= high) left.push([BigInt(at), BigInt(high)])
  return left
}

/** Who may reach the signalling besides the peers that trunks name. Trunks that are found by name leave it unsaid. */
function peerOpening(question: Question, trunks: readonly Resource[], nowhere: Origin): Resource {
  const peers = trunks.map(({ facts }) => facts.get('peers')?.value)
  const known = peers.every((each) => Array.isArray(each) && each.length > 0 && each.every(isAddress))
  if (!known) return opening('Q12', 'peers', null, nowhere, {})
  const named_: Addresses = readAddresses(peers.flat().join(','), null)
  const slices = (['udp', 'tcp'] as const).map(
    (proto): Slice => ({
      proto,
      ports: named.sip.ports.filter(([of]) => of === proto).map(([, port]) => [BigInt(port), BigInt(port)]),
    }),
  )
  const answers = askSlices({ ...question, from: minus(question.from, named_) }, slices)
  const open = answers.find((answer) => answer && answer.answer !== 'never') ?? answers[0] ?? null
  const sources = [...new Set(open?.passes.boxes.map(({ src }) => src ?? 'anybody'))]
  return opening('Q12', 'peers', open, nowhere, { extra: sources.slice(0, 5).join(', ') })
}

const isAddress = (text: unknown): boolean =>
  /^(?:[\d.]+|[\da-f:]*:[\da-f:.]*)(?:\/\d+)?$/i.test(String(text))

function opening(
  question: string,
  name: string,
  answer: Answer | null,
  nowhere: Origin,
  facts: Readonly<Record<string, Fact['value']>>,
): Resource {
  const [first] = answer?.decidedBy ?? []
  const at = first ? { file: first.file, line: first.line, text: first.rule } : nowhere
  const open = answer === null ? null : answer.answer === 'never' ? false : answer.witness ? true : null
  const told = { question, ...facts, ...(open === null ? {} : { open }) }
  return {
    type: 'question',
    name,
    at,
    facts: new Map(Object.entries(told).map(([key, value]) => [key, { value, at }])),
  }
}
