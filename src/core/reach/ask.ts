import { DomainError } from '#core/kernel'
import { boxesOf, choose } from './analyse/describe.ts'
import { deciding, follow } from './analyse/follow.ts'
import type { Answer, Deciding } from './answer.ts'
import { type Asked, askFamily } from './evaluate/ask-family.ts'
import { bySamples } from './evaluate/by-samples.ts'
import type { Family } from './model.ts'
import { familiesOf, type Question } from './question.ts'
import {
  conditionIndex,
  firstCondition,
  interfaceWord,
  none,
  type PacketSet,
  TooLarge,
} from './sets/index.ts'

const MOST_DECIDING = 50

/**
 * Who can reach what. `always`: every packet of the question passes; `never`: none does; `conditional`: some do, or the
 * rules alone cannot say. Exact: conditions that headers do not decide stay open, whichever way they turn out.
 */
export function ask(question: Question): Answer {
  const families = familiesOf(question)
  if (families.length === 0)
    throw new DomainError(
      'question-impossible',
      'No packet has a source and a destination of different IP versions.',
      'Ask from and to addresses of one version, or from "any".',
    )
  const covered = families.filter((family) =>
    question.hops.every(({ firewall }) => firewall.families.includes(family)),
  )
  const answers = covered.map((family) => exactly(question, family) ?? bySamples(question, family, exactly))
  const missing = families
    .filter((family) => !covered.includes(family))
    .map((family) => unanswered(question, family))
  // "any" to an address list that names both versions is one question: what one version lets through, passes.
  return together([...answers, ...missing])
}

/** Null: too large to be answered exactly. */
function exactly(question: Question, family: Family): Answer | null {
  try {
    return answerOf(askFamily(question, family))
  } catch (error) {
    if (error instanceof TooLarge) return null
    throw error
  }
}

/** The answer for packets of one version that were sent on their way. Throws `question-impossible` when none of them has one. */
export function answerOf(asked: Asked): Answer {
  const { algebra, question, passed, dropped } = asked
  if (question === none)
    throw new DomainError(
      'question-impossible',
      'No packet fits the question: the source cannot arrive by the interface given.',
      'Leave --in-interface out, or name the one that the source is behind.',
    )
  const sure = algebra.minus(passed, dropped)
  const surelyNot = algebra.minus(dropped, passed)
  if (passed === none && dropped === none)
    throw new DomainError(
      'question-impossible',
      'No packet of the question has a way: by these interfaces it neither arrives nor leaves.',
      'Check --in-interface, --out-interface and --chain against the rules.',
    )
  if (passed === none) return verdict(asked, 'never', surelyNot)
  if (dropped === none) return verdict(asked, 'always', passed)
  const certain = certainly(asked, sure)
  const answer = verdict(asked, 'conditional', certain === none ? passed : certain)
  const stopped = certainly(asked, surelyNot)
  const other = choose(asked, stopped === none ? dropped : stopped)
  return {
    ...answer,
    ...conditionOf(asked, answer),
    counterexample: other.witness,
    counterDecidedBy: follow(asked, other).decidedBy,
  }
}

/** What a set says of packets as sent: conditions and the way out left aside. */
function headersOf({ algebra, stations }: Asked, set: PacketSet): PacketSet {
  return stations.reduce(
    (left, { place }) => {
      const { first, bits } = interfaceWord(place.hop, 'out')
      return algebra.forget(left, first, first + bits)
    },
    algebra.forget(set, firstCondition),
  )
}

/** The part of a set that is in it whichever way the conditions turn out. */
const certainly = ({ algebra }: Asked, set: PacketSet): PacketSet =>
  algebra.forget(set, firstCondition, undefined, true)

function verdict(asked: Asked, answer: Answer['answer'], from: PacketSet): Answer {
  const chosen = choose(asked, from)
  const { path, decidedBy } = follow(asked, chosen)
  return {
    answer,
    witness: chosen.witness,
    decidedBy: withOthers(asked, decidedBy, answer),
    path,
    condition: null,
    conditions: [],
    counterexample: null,
    counterDecidedBy: [],
    passes: boxesOf(asked, asked.passed),
    notes: [],
  }
}

/** What decides the rest of the question stands behind what decides the witness. */
function withOthers({ journey }: Asked, first: readonly Deciding[], answer: Answer['answer']): Deciding[] {
  const wanted = answer === 'never' ? 'drop' : 'accept'
  const others = journey.decisions
    .filter(({ decision }) => decision.verdict === wanted && decision.telling)
    .map(deciding)
  const byPlace = new Map(
    [...first, ...others].map((each) => [`${each.file}:${each.line}:${each.does}`, each]),
  )
  return [...byPlace.values()].slice(0, MOST_DECIDING)
}

function conditionOf(asked: Asked, { passes }: Answer): Pick<Answer, 'condition' | 'conditions'> {
  const { algebra, passed, dropped } = asked
  const depends = new Set([...algebra.dependsOn(passed), ...algebra.dependsOn(dropped)])
  const open = [...depends]
    .filter((variable) => variable >= firstCondition)
    .map((variable) => asked.conditions[conditionIndex(variable)])
    .filter((condition) => condition !== undefined)
    .map(({ text, at }) => ({ text, file: at?.file ?? null, line: at?.line ?? null }))
  const mayPass = headersOf(asked, passed)
  const some = algebra.minus(headersOf(asked, dropped), mayPass) !== none
  const which = some ? `only some pass: ${passes.boxes.slice(0, 3).map(boxText).join('; or ')}` : ''
  const conditions = open.map(({ text, line }) => `${text}${line === null ? '' : ` (line ${line})`}`)
  const depending =
    conditions.length > 0 ? `it depends on what headers do not tell: ${conditions.join('; ')}` : ''
  return { condition: [which, depending].filter((each) => each !== '').join('. '), conditions: open }
}

const LABELS = {
  inInterface: 'arriving by',
  proto: 'of',
  src: 'from',
  dst: 'to',
  dport: 'port',
  sport: 'source port',
  icmpType: 'ICMP type',
} as const

function boxText(box: Answer['passes']['boxes'][number]): string {
  const parts = Object.entries(LABELS).flatMap(([key, label]) => {
    const value = box[key as keyof typeof LABELS]
    return value === null ? [] : [`${label} ${value}`]
  })
  return parts.join(' ') || 'everything'
}

export function unanswered(question: Question, family: Family): Answer {
  const silent = question.hops.filter(({ firewall }) => !firewall.families.includes(family))
  const text = `the rules of ${silent.map(({ firewall }) => firewall.name).join(', ')} say nothing about IPv${family}: give those too`
  return {
    answer: 'conditional',
    witness: null,
    decidedBy: [],
    path: [],
    condition: text,
    conditions: [{ text, file: null, line: null }],
    counterexample: null,
    counterDecidedBy: [],
    passes: { boxes: [], complete: false },
    notes: [],
  }
}

/** IPv4 and IPv6 in one: alike, or conditional. */
export function together(answers: readonly Answer[]): Answer {
  const [first] = answers
  if (!first || answers.length === 1) return first as Answer
  const same = answers.every(({ answer }) => answer === first.answer)
  const lead = answers.find(({ answer }) => answer !== 'never') ?? first
  const other = answers.find(({ answer }) => answer === 'never')
  const conditions = answers.map(({ condition }) => condition).filter((each) => each !== null)
  const apart = answers.map(({ answer, witness }) => `IPv${witness?.family ?? 6}: ${answer}`).join(', ')
  return {
    ...lead,
    answer: same ? first.answer : 'conditional',
    decidedBy: answers.flatMap(({ decidedBy }) => decidedBy),
    condition: same && first.answer !== 'conditional' ? null : [apart, ...conditions].join('. '),
    conditions: answers.flatMap((answer) => answer.conditions),
    counterexample: lead.counterexample ?? other?.witness ?? null,
    counterDecidedBy: lead.counterDecidedBy.length > 0 ? lead.counterDecidedBy : (other?.decidedBy ?? []),
    passes: {
      boxes: answers.flatMap(({ passes }) => passes.boxes),
      complete: answers.every(({ passes }) => passes.complete),
    },
  }
}
