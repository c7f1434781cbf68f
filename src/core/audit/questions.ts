import type { Fact, Origin, Resource } from '#core/inventory'
import { type Cell, type Ground, type Matrix, reachMatrix, type ZoneRole } from '#core/reach'
import { named, type Service, zoneServices } from './services.ts'
import { firewallsOf, zonesOfRole } from './terrain.ts'

/** A standard question that zones are asked about each other: open where any of the pairs gets to any of the services. */
interface ZoneQuestion {
  readonly id: string
  readonly from: readonly ZoneRole[]
  readonly to: readonly ZoneRole[]
  readonly services: readonly Service[]
  /** Open only where every packet passes: a way to the carrier alone is meant. */
  readonly wholly?: boolean
}

const { web, ami, http, control, machine, provisioning, everything, phone, office } = named
const ADMINISTRATION = [web, ami, control, machine, provisioning]

// Q1 to Q3 and Q13 are asked from the Internet by exposures.ts, Q4 and Q12 by openings.ts, Q11 by dead rules.
const QUESTIONS: readonly ZoneQuestion[] = [
  { id: 'Q5', from: ['data'], to: ['voice'], services: [phone] },
  { id: 'Q6', from: ['data'], to: ['pbx'], services: [...ADMINISTRATION, http, everything] },
  { id: 'Q7', from: ['voice', 'pbx'], to: ['data'], services: [office, everything] },
  { id: 'Q8', from: ['guest'], to: ['voice', 'pbx'], services: [...zoneServices] },
  { id: 'Q9', from: ['pbx', 'voice'], to: ['internet'], services: [everything], wholly: true },
  {
    id: 'Q10',
    from: ['data', 'guest', 'other'],
    to: ['pbx', 'voice'],
    services: [web, machine],
  },
]

export interface Segments {
  readonly matrix: Matrix
  /** One for each pair and service that a question is about and that is open, or one that says the question is closed. */
  readonly resources: readonly Resource[]
}

/** The standard questions between the zones of a site. */
export function askZones(ground: Ground): Segments {
  const matrix = reachMatrix(ground, zoneServices)
  return { matrix, resources: QUESTIONS.flatMap((question) => resourcesOf(question, matrix, ground)) }
}

function resourcesOf(question: ZoneQuestion, { cells }: Matrix, ground: Ground): Resource[] {
  const of = (roles: readonly ZoneRole[]): string[] => roles.flatMap((role) => zonesOfRole(ground, role))
  const [from, to] = [of(question.from), of(question.to)]
  const names = question.services.map(({ name }) => name)
  const asked = cells.filter(
    (cell) =>
      from.includes(cell.from) &&
      to.includes(cell.to) &&
      names.includes(cell.service) &&
      cell.answer !== null,
  )
  const file = firewallsOf(ground)[0]?.files[0]?.file ?? ''
  const nowhere: Origin = { file, line: 1, text: '' }
  const open = asked.filter(
    ({ witness, answer }) =>
      witness !== null && (answer === 'always' || (answer === 'conditional' && !question.wholly)),
  )
  if (open.length > 0) return open.map((cell) => opening(question.id, cell, nowhere))
  // No such zones, or rules that say nothing of one version of IP: nobody can tell.
  const told = asked.length > 0 && asked.every(({ answer }) => answer === 'never')
  const [shut] = asked
  return [
    resource(
      question.id,
      shut ? `${shut.from} to ${shut.to}` : question.id,
      nowhere,
      told ? { open: false } : {},
    ),
  ]
}

function opening(id: string, cell: Cell, nowhere: Origin): Resource {
  const [first] = cell.decidedBy
  const at = first ? { file: first.file, line: first.line, text: first.rule } : nowhere
  const { witness } = cell
  const port = witness?.dport === null || witness === null ? '' : `/${witness.dport}`
  return resource(id, `${cell.from} to ${cell.to}: ${cell.service}`, at, {
    open: true,
    from: cell.from,
    to: cell.to,
    service: cell.service,
    witness: witness ? `${witness.proto}${port} from ${witness.src} to ${witness.dst}` : '',
  })
}

const resource = (
  question: string,
  name: string,
  at: Origin,
  facts: Readonly<Record<string, Fact['value']>>,
): Resource => ({
  type: 'question',
  name,
  at,
  facts: new Map(Object.entries({ question, ...facts }).map(([key, value]) => [key, { value, at }])),
})
