import type { Fact, Origin, Resource, Snapshot } from '#core/inventory'
import {
  type Answer,
  askSlices,
  type Ground,
  type Question,
  readAddresses,
  readQuestion,
  zoneQuestion,
} from '#core/reach'
import { type Service, services } from './services.ts'
import { firewallsOf, zoneOfRole } from './terrain.ts'

/** Addresses of the Internet that no rule of a business has a reason to name: what lets them in lets everybody in. */
const STRANGERS = {
  4: ['37.187.199.41', '154.73.18.209'],
  6: ['2a0e:97c0:3f2::5d', '2606:1f40:9a::17'],
} as const
type Family = keyof typeof STRANGERS

/** What the firewalls on the way let in from anywhere: a resource for each service, with the rule that decides. */
export function findExposures(ground: Ground, snapshot: Snapshot): Resource[] {
  const trunks = snapshot.resources.filter(({ type }) => type === 'trunk')
  const peersFixed =
    trunks.length > 0 && trunks.every(({ facts }) => facts.get('boundToAddress')?.value === true)
  const bans = snapshot.resources.some(
    ({ type, facts }) => type === 'ban-jail' && facts.get('guardsPbx')?.value === true,
  )
  const [four, six] = [lookFrom(ground, 4), lookFrom(ground, 6)]
  return services.map((service, n) =>
    exposureOf(service, ground, { four: four?.[n] ?? null, six: six?.[n] ?? null, peersFixed, bans }),
  )
}

interface Seen {
  readonly four: Looked | null
  readonly six: Looked | null
  readonly peersFixed: boolean
  readonly bans: boolean
}

function exposureOf(service: Service, ground: Ground, { four, six, ...site }: Seen): Resource {
  const place = four?.at ?? six?.at ?? null
  const facts = new Map<string, Fact>()
  const say = (name: string, value: Fact['value'], at: Origin | null = place): void => {
    facts.set(name, { value, at })
  }
  say('service', service.name)
  if (four) {
    say('openToAll', four.open.length > 0)
    say('ports', four.open.join(', '))
    say('rateLimited', four.limited || site.bans)
  }
  if (six) say('openToAll6', six.open.length > 0, six.at)
  if (four && six)
    say(
      'onlyIn6',
      six.open.some((port) => !four.open.includes(port)),
      six.at,
    )
  say('peersFixed', site.peersFixed)
  const file = firewallsOf(ground)[0]?.files[0]?.file ?? ''
  return { type: 'exposure', name: service.name, at: place ?? { file, line: 1, text: '' }, facts }
}

interface Looked {
  /** `5060/udp` for each port that is open to all. */
  readonly open: readonly string[]
  /** Each of them only as often as some rule allows. */
  readonly limited: boolean
  readonly at: Origin | null
}

/** What is open of each service. Null: the rules do not tell for this version of IP. */
function lookFrom(ground: Ground, family: Family): Looked[] | null {
  if (!firewallsOf(ground).every(({ families }) => families.includes(family))) return null
  const slices = services.flatMap(({ ports }) =>
    ports.map(([proto, port]) => ({ proto, ports: [[BigInt(port), BigInt(port)]] as const })),
  )
  const given = STRANGERS[family].map((from) => askSlices(fromStranger(from, ground), slices))
  let at = 0
  return services.map(({ ports }) => {
    const from = at
    at += ports.length
    return lookedAt(ports, (n) => given.map((each) => each[from + n] ?? null))
  })
}

function lookedAt(ports: Service['ports'], givenTo: (n: number) => (Answer | null)[]): Looked {
  const answers = ports.map(([proto, port], n) => ({ name: `${port}/${proto}`, given: givenTo(n) }))
  const open = answers.filter(({ given }) =>
    given.every((answer) => answer !== null && answer.answer !== 'never'),
  )
  const [first] = open[0]?.given ?? []
  const [shut] = answers[0]?.given ?? []
  return {
    open: open.map(({ name }) => name),
    limited: open.length > 0 && open.every(({ given }) => (given[0]?.conditions.length ?? 0) > 0),
    at: originOf(first ?? shut ?? null),
  }
}

/** To the telephone system where zones say which it is, by whatever translation leads there; else to anything. */
function fromStranger(from: string, ground: Ground): Question {
  const [internet, pbx] = (['internet', 'pbx'] as const).map((role) => zoneOfRole(ground, role))
  const between = internet && pbx ? zoneQuestion(ground, internet, pbx) : null
  if (between) return { ...between, from: readAddresses(from, null) }
  const outside = ground.firewalls[0]?.interfaces.find(({ roles }) => roles.includes('wan'))?.name
  const wish = { from, to: 'any', ...(outside === undefined ? {} : { inInterface: outside }) }
  return readQuestion(wish, { zones: null, firewalls: firewallsOf(ground), placed: [] })
}

function originOf(answer: Answer | null): Origin | null {
  const [first] = answer?.decidedBy ?? []
  return first ? { file: first.file, line: first.line, text: first.rule } : null
}
