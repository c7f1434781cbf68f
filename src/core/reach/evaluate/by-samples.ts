import { DomainError } from '#core/kernel'
import { addressText } from '../addresses.ts'
import type { Answer } from '../answer.ts'
import type { Family, Range } from '../model.ts'
import type { Question } from '../question.ts'

type Exactly = (question: Question, family: Family) => Answer | null

const FROM_EACH = 3
/** Where telephone systems listen: what is tried of a question that leaves the port open. */
const USUAL = [
  ['udp', 5060n],
  ['tcp', 443n],
  ['tcp', 22n],
  ['udp', 12_000n],
] as const

/**
 * The answer to a question too wide to be worked out exactly: single packets of it are tried, each exactly. It is `conditional`
 * whatever they say, because they are not all.
 */
export function bySamples(question: Question, family: Family, exactly: Exactly): Answer {
  const tried = samples(question, family).flatMap((one) => answered(one, family, exactly))
  const passing = tried.filter(({ answer }) => answer === 'always')
  const stopped = tried.find(({ answer }) => answer === 'never')
  const [lead] = passing
  const text = `too large to be answered exactly over these rules: of ${tried.length} packets tried ${passing.length} pass. Name the source, the destination, the protocol or the port`
  return {
    answer: 'conditional',
    witness: lead?.witness ?? null,
    decidedBy: lead?.decidedBy ?? [],
    path: lead?.path ?? [],
    condition: text,
    conditions: [{ text, file: null, line: null }],
    counterexample: stopped?.witness ?? null,
    counterDecidedBy: stopped?.decidedBy ?? [],
    passes: { boxes: lead?.passes.boxes ?? [], complete: false },
    notes: [`IPv${family}: ${text}.`],
  }
}

function answered(one: Question, family: Family, exactly: Exactly): Answer[] {
  try {
    const answer = exactly(one, family)
    return answer ? [answer] : []
  } catch (error) {
    if (error instanceof DomainError && error.code === 'question-impossible') return []
    throw error
  }
}

function samples(question: Question, family: Family): Question[] {
  const ways =
    question.proto === null ? USUAL : portsOf(question).map((port) => [question.proto, port] as const)
  const only = (address: bigint): Question['from'] => {
    const range: readonly Range[] = [[address, address]]
    return family === 4 ? { 4: range, 6: [] } : { 4: [], 6: range }
  }
  return spread(question.from[family], family).flatMap((from) =>
    spread(question.to[family], family).flatMap((to) =>
      ways.map(([proto, port]) => ({
        ...question,
        from: only(from),
        to: only(to),
        proto,
        ports: port === null ? null : [[port, port]],
      })),
    ),
  )
}

const portsOf = ({ proto, ports }: Question): (bigint | null)[] =>
  ports === null
    ? proto === 'tcp' || proto === 'udp'
      ? USUAL.filter(([of]) => of === proto).map(([, port]) => port)
      : [null]
    : spread(ports).slice(0, FROM_EACH)

/** Some values of the ranges: the first of each, and the middle of the widest. */
function spread(ranges: readonly Range[], family?: Family): bigint[] {
  const widest = [...ranges].sort((a, b) => (a[1] - a[0] < b[1] - b[0] ? 1 : -1))[0]
  const middle = widest ? [(widest[0] + widest[1]) / 2n] : []
  const firsts = ranges.map(([low]) => low)
  const all = [...new Set([...middle, ...firsts])]
  return all
    .filter((value) => family === undefined || addressText(value, family) !== '0.0.0.0')
    .slice(0, FROM_EACH)
}
