import { DomainError } from '#core/kernel'
import type { Answer } from './answer.ts'
import { answerOf, ask, together, unanswered } from './ask.ts'
import { type Asked, askFamily, packetsOf } from './evaluate/ask-family.ts'
import type { Family } from './model.ts'
import { familiesOf, type Question } from './question.ts'
import { none, type PacketSet, TooLarge } from './sets/index.ts'

/** A protocol and its ports, out of a question about all of them. */
export type Slice = Pick<Question, 'proto' | 'ports'>

/**
 * The answers to one question, protocol by protocol and port by port: the packets go through the rules once. Null where no
 * packet of a slice has a way.
 */
export function askSlices(question: Question, slices: readonly Slice[]): (Answer | null)[] {
  const families = familiesOf(question)
  try {
    const asked = families.map((family) => (covers(question, family) ? askFamily(question, family) : null))
    return slices.map((slice) => {
      const answers = families.flatMap((family, n) => sliceOf(question, slice, family, asked[n] ?? null))
      return answers.length > 0 ? together(answers) : null
    })
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    return slices.map((slice) => possible(() => ask({ ...question, ...slice })))
  }
}

const covers = ({ hops }: Question, family: Family): boolean =>
  hops.every(({ firewall }) => firewall.families.includes(family))

function sliceOf(question: Question, slice: Slice, family: Family, asked: Asked | null): Answer[] {
  if (asked === null) return [unanswered(question, family)]
  const { algebra } = asked
  const within = packetsOf(algebra, { ...question, ...slice }, family)
  const cut = (set: PacketSet): PacketSet => algebra.and(set, within)
  const decisions = asked.journey.decisions
    .map(({ station, decision }) => ({ station, decision: { ...decision, set: cut(decision.set) } }))
    .filter(({ decision }) => decision.set !== none)
  const answer = possible(() =>
    answerOf({
      ...asked,
      question: cut(asked.question),
      passed: cut(asked.passed),
      dropped: cut(asked.dropped),
      journey: { ...asked.journey, decisions },
    }),
  )
  return answer ? [answer] : []
}

function possible(ask: () => Answer): Answer | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'question-impossible') return null
    throw error
  }
}
