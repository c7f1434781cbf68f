import type { Fact, Origin, Resource, Snapshot } from '#core/inventory'
import { DomainError } from '#core/kernel'
import { type Answer, ask, type Firewall, readQuestion } from '#core/reach'
import { type Service, services } from './services.ts'

/** Addresses of the Internet that no rule of a business has a reason to name: what lets them in lets everybody in. */
const STRANGERS = {
  4: ['37.187.199.41', '154.73.18.209'],
  6: ['2a0e:97c0:3f2::5d', '2606:1f40:9a::17'],
} as const
type Family = keyof typeof STRANGERS

/** What the firewalls on the way let in from anywhere: a resource for each service, with the rule that decides. */
export function findExposures(firewalls: readonly Firewall[], snapshot: Snapshot): Resource[] {
  const trunks = snapshot.resources.filter(({ type }) => type === 'trunk')
  const peersFixed =
    trunks.length > 0 && trunks.every(({ facts }) => facts.get('boundToAddress')?.value === true)
  const bans = snapshot.resources.some(
    ({ type, facts }) => type === 'ban-jail' && facts.get('guardsPbx')?.value === true,
  )
  return services.map((service) => exposureOf(service, firewalls, { peersFixed, bans }))
}

function exposureOf(
  service: Service,
  firewalls: readonly Firewall[],
  site: { readonly peersFixed: boolean; readonly bans: boolean },
): Resource {
  const [four, six] = [lookedAt(service, firewalls, 4), lookedAt(service, firewalls, 6)]
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
  const file = firewalls[0]?.files[0]?.file ?? ''
  return { type: 'exposure', name: service.name, at: place ?? { file, line: 1, text: '' }, facts }
}

interface Looked {
  /** `5060/udp` for each port that is open to all. */
  readonly open: readonly string[]
  /** Each of them only as often as some rule allows. */
  readonly limited: boolean
  readonly at: Origin | null
}

/** Null: the rules do not tell for this version of IP. */
function lookedAt({ ports }: Service, firewalls: readonly Firewall[], family: Family): Looked | null {
  if (!firewalls.every(({ families }) => families.includes(family))) return null
  const answers = ports.map(([proto, port]) => ({
    name: `${port}/${proto}`,
    given: STRANGERS[family].map((from) => askFrom(from, proto, port, firewalls)),
  }))
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

function askFrom(from: string, proto: string, port: number, firewalls: readonly Firewall[]): Answer | null {
  const outside = firewalls[0]?.interfaces.find(({ roles }) => roles.includes('wan'))?.name
  const wish = {
    from,
    to: 'any',
    proto,
    port: String(port),
    ...(outside === undefined ? {} : { inInterface: outside }),
  }
  try {
    return ask(readQuestion(wish, { zones: null, firewalls, placed: [] }))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'question-impossible') return null
    throw error
  }
}

function originOf(answer: Answer | null): Origin | null {
  const [first] = answer?.decidedBy ?? []
  return first ? { file: first.file, line: first.line, text: first.rule } : null
}
