import { DomainError } from '#core/kernel'
import { boxesOf, choose } from '../analyse/describe.ts'
import { follow } from '../analyse/follow.ts'
import type { Deciding, PassingBox, Witness } from '../answer.ts'
import { type Asked, askFamily, createShared, interfaceNamesOf } from '../evaluate/ask-family.ts'
import type { Family } from '../model.ts'
import { familiesOf, type Question } from '../question.ts'
import { firstCondition, interfaceWord, none, type PacketSet, TooLarge } from '../sets/index.ts'

/** Packets that two rule sets treat differently. */
export interface Changed {
  readonly family: Family
  /** One of them, as the rules see it that let it pass. */
  readonly witness: Witness
  readonly before: readonly Deciding[]
  readonly after: readonly Deciding[]
  readonly packets: { readonly boxes: readonly PassingBox[]; readonly complete: boolean }
}

export interface Difference {
  /** No packet is treated differently; false also where that cannot be said. */
  readonly same: boolean
  /** What may pass now and could not before. */
  readonly opened: readonly Changed[]
  /** What could pass before and cannot now. */
  readonly closed: readonly Changed[]
  readonly notes: readonly string[]
}

/**
 * The traffic of a question that two rule sets treat differently. A packet counts as passing when it may pass, whichever way what
 * headers do not tell turns out. Throws `question-impossible` where the versions of IP do not fit.
 */
export function difference(before: Question, after: Question): Difference {
  const notes: string[] = []
  const opened: Changed[] = []
  const closed: Changed[] = []
  for (const family of familiesOf(after)) {
    const silent = [before, after].filter(({ hops }) =>
      hops.some(({ firewall }) => !firewall.families.includes(family)),
    )
    if (silent.length === 0) compare(before, after, family, { notes, opened, closed })
    else if (silent.length === 1)
      notes.push(`One of the rule sets says nothing about IPv${family}: it is not compared.`)
  }
  return { same: opened.length === 0 && closed.length === 0 && notes.length === 0, opened, closed, notes }
}

interface Found {
  readonly notes: string[]
  readonly opened: Changed[]
  readonly closed: Changed[]
}

function compare(before: Question, after: Question, family: Family, found: Found): void {
  if (before.hops.length !== after.hops.length)
    throw new DomainError(
      'question-invalid',
      'The two rule sets have another number of firewalls on the way.',
      'Compare the same firewalls before and after.',
    )
  const shared = createShared(after.hops.map((hop, n) => namesOf([before.hops[n] ?? hop, hop])))
  try {
    const [was, is] = [askFamily(before, family, shared), askFamily(after, family, shared)]
    const [passed, passes] = [mayPass(was), mayPass(is)]
    const now = shared.algebra.minus(passes, passed)
    const then = shared.algebra.minus(passed, passes)
    if (now !== none) found.opened.push(changed(now, was, is, is))
    if (then !== none) found.closed.push(changed(then, was, is, was))
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    found.notes.push(
      `IPv${family}: too large to be compared as a whole. Name the source, the destination, the protocol or the port.`,
    )
  }
}

const namesOf = (hops: readonly Question['hops'][number][]): string[] => [
  ...new Set(
    hops.flatMap(({ firewall, inInterfaces, outInterfaces }) => [
      ...interfaceNamesOf(firewall),
      ...(inInterfaces ?? []),
      ...(outInterfaces ?? []),
    ]),
  ),
]

/** As sent: the way out and what headers do not tell are left aside. */
function mayPass({ algebra, stations, passed }: Asked): PacketSet {
  return stations.reduce(
    (set, { place }) => {
      const { first, bits } = interfaceWord(place.hop, 'out')
      return algebra.forget(set, first, first + bits)
    },
    algebra.forget(passed, firstCondition),
  )
}

function changed(set: PacketSet, was: Asked, is: Asked, passing: Asked): Changed {
  const chosen = choose(passing, passing.algebra.and(set, passing.passed))
  // The other rule set sees the same headers; which way out it would take is its own affair.
  const one = mayPass({ ...passing, passed: chosen.set })
  const other = passing === is ? was : is
  const decidedBy = (asked: Asked): readonly Deciding[] =>
    asked === passing
      ? follow(asked, chosen).decidedBy
      : follow(other, { ...chosen, set: asked.algebra.and(one, asked.dropped) }).decidedBy
  return {
    family: is.family,
    witness: chosen.witness,
    before: decidedBy(was),
    after: decidedBy(is),
    packets: boxesOf(passing, set),
  }
}
