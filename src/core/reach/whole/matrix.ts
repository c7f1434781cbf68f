import { DomainError } from '#core/kernel'
import { type Addresses, anySource, isInside, minus, privateUse } from '../addresses.ts'
import type { Answer, Deciding, PassingBox, PathStep, Witness } from '../answer.ts'
import { askSlices, type Slice } from '../ask-slices.ts'
import type { Range } from '../model.ts'
import type { Question } from '../question.ts'
import { type Ground, readAddresses, readQuestion } from '../read-question.ts'
import { type ZoneRole, zoneFacts } from '../zones.ts'

/** Something that listens, and where. */
export interface ServicePorts {
  readonly name: string
  readonly ports: readonly (readonly [proto: 'tcp' | 'udp', port: number])[]
}

/** Whether one zone reaches a service of another. */
export interface Cell {
  readonly from: string
  readonly to: string
  readonly service: string
  /** null: the zones have no way to each other. */
  readonly answer: Answer['answer'] | null
  /** A packet that passes, the rules that let it, and its way; of `never` none. */
  readonly witness: Witness | null
  readonly decidedBy: readonly Deciding[]
  readonly path: readonly PathStep[]
  readonly passes: readonly PassingBox[]
  readonly condition: string | null
}

export interface Matrix {
  readonly zones: readonly { readonly name: string; readonly role: ZoneRole }[]
  readonly services: readonly string[]
  readonly cells: readonly Cell[]
}

/** Every zone against every other, service by service. Inside a zone nothing filters: it is not asked. */
export function reachMatrix(ground: Ground, services: readonly ServicePorts[]): Matrix {
  const zones = Object.keys(ground.zones?.zones ?? {}).map((name) => ({ name, role: roleIn(ground, name) }))
  const pairs = zones.flatMap((from) => zones.filter((to) => to !== from).map((to) => [from, to] as const))
  return {
    zones,
    services: services.map(({ name }) => name),
    cells: pairs.flatMap(([from, to]) => cellsOf(ground, from.name, to.name, services)),
  }
}

const roleIn = ({ zones }: Pick<Ground, 'zones'>, name: string): ZoneRole =>
  (zones && zoneFacts(zones, name)?.role) ?? 'other'

function cellsOf(ground: Ground, from: string, to: string, services: readonly ServicePorts[]): Cell[] {
  const slices = services.map(slicesOf)
  const answers = betweenZones(ground, from, to, slices.flat())
  let at = 0
  return services.map(({ name }, n) => {
    const own = answers?.slice(at, at + (slices[n]?.length ?? 0)) ?? []
    at += slices[n]?.length ?? 0
    return cellOf(from, to, name, own)
  })
}

const slicesOf = ({ ports }: ServicePorts): Slice[] =>
  (['udp', 'tcp'] as const).flatMap((proto) => {
    const own = ports.filter(([of]) => of === proto).map(([, port]): Range => [BigInt(port), BigInt(port)])
    return own.length > 0 ? [{ proto, ports: own }] : []
  })

/** Null: there is no way. From the Internet, also what address translation leads there. */
function betweenZones(
  ground: Ground,
  from: string,
  to: string,
  slices: readonly Slice[],
): (Answer | null)[] | null {
  const question = zoneQuestion(ground, from, to)
  return question && askSlices(question, slices)
}

/** Null: there is no way. A zone inside a zone is not part of it here: the telephone system is none of the phones. */
export function zoneQuestion(ground: Ground, from: string, to: string): Question | null {
  try {
    const question = {
      ...readQuestion({ from, to }, ground),
      from: ownOf(ground, from),
      to: ownOf(ground, to),
    }
    if (roleIn(ground, from) !== 'internet') return question
    // Nobody on the Internet sends to a private address: where an address is translated on the way, that is the only way in.
    const sent = question.hops.some(translates) ? minus(anySource, privateUse) : anySource
    return { ...question, to: sent, arrivesAt: question.to }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'zones-apart') return null
    throw error
  }
}

const translates = ({ firewall }: Question['hops'][number]): boolean =>
  [...firewall.chains.values()].some(({ rules }) =>
    rules.some(({ steps }) =>
      steps.some(
        (step) => 'action' in step && step.action.kind === 'translate' && step.action.side === 'dst',
      ),
    ),
  )

function ownOf({ zones }: Pick<Ground, 'zones'>, name: string): Addresses {
  const whole = readAddresses(name, zones)
  const inner = Object.keys(zones?.zones ?? {})
    .filter((other) => other !== name)
    .map((other) => readAddresses(other, zones))
  const own = inner.filter((each) => isInside(each, whole)).reduce(minus, whole)
  return roleIn({ zones }, name) === 'internet' ? minus(own, privateUse) : own
}

function cellOf(from: string, to: string, service: string, given: readonly (Answer | null)[]): Cell {
  const answers = given.filter((each) => each !== null)
  const lead = answers.find(({ answer }) => answer !== 'never')
  const kinds = new Set(answers.map(({ answer }) => answer))
  return {
    from,
    to,
    service,
    answer: kinds.size === 0 ? null : kinds.size === 1 ? (answers[0]?.answer ?? null) : 'conditional',
    witness: lead?.witness ?? null,
    decidedBy: lead?.decidedBy.slice(0, 5) ?? [],
    path: lead?.path ?? [],
    passes: lead?.passes.boxes ?? [],
    condition: lead?.condition ?? null,
  }
}
