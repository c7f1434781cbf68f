import { addressText } from '../addresses.ts'
import type { Deciding, PathStep } from '../answer.ts'
import type { Asked, Journey, Station } from '../evaluate/ask-family.ts'
import type { Passed } from '../evaluate/run-chain.ts'
import type { Translation } from '../model.ts'
import { none } from '../sets/index.ts'
import type { Chosen } from './describe.ts'

/** The way of one packet, rule by rule, and what decided it: the verdict of each filter first, then what rewrote it. */
export function follow(asked: Asked, { set }: Chosen): { path: PathStep[]; decidedBy: Deciding[] } {
  const path: PathStep[] = []
  const journey = asked.again(set, (station, passed) => {
    const does = words(passed, asked.family)
    if (does !== null) path.push(step(station, passed, does))
  })
  addPolicies(path, journey)
  return { path, decidedBy: deciders(journey) }
}

const step = ({ firewall }: Station, { rule, chain }: Passed, does: string): PathStep => ({
  firewall: firewall.name,
  chain: chain.name,
  file: rule.at.file,
  line: rule.at.line,
  rule: rule.text,
  does,
})

/** Policies decide after the last rule of their chain: no rule was passed that could have been watched. */
function addPolicies(path: PathStep[], { decisions }: Journey): void {
  for (const { station, decision } of decisions) {
    if (decision.set === none || !decision.telling) continue
    if (path.some((one) => one.file === decision.at.file && one.line === decision.at.line)) continue
    path.push({
      firewall: station.firewall.name,
      chain: decision.chain,
      file: decision.at.file,
      line: decision.at.line,
      rule: decision.text,
      does: `${decision.verdict === 'accept' ? 'accepted' : 'dropped'} because no rule before decided`,
    })
  }
}

function words({ action }: Passed, family: 4 | 6): string | null {
  switch (action.kind) {
    case 'accept':
      return 'accepted'
    case 'drop':
      return 'dropped'
    case 'return':
      return 'goes back'
    case 'jump':
    case 'goto':
      return `goes to chain ${action.chain.split(' ').at(-1)}`
    case 'translate':
      return translationWords(action, family)
    case 'unknown':
      return `meets something that may accept or drop it (${action.text})`
    case 'mark':
      return `the ${action.of} mark is set`
    default:
      return null
  }
}

function translationWords(action: Translation, family: 4 | 6): string {
  const header = action.side === 'dst' ? 'destination' : 'source'
  const address =
    action.address === undefined
      ? ''
      : action.address === 'own'
        ? ' address of the firewall'
        : ` ${addressText(action.address[0], family)}`
  const port = action.port === undefined ? '' : `, port ${action.port[0]}`
  return `gets another ${header}:${address}${port}`
}

/** Decisions of a single packet, in the order that tells most: verdicts that count, then translations, then the rest. */
function deciders({ decisions }: Journey): Deciding[] {
  const real = decisions.filter(({ decision }) => decision.set !== none)
  const drops = real.filter(({ decision }) => decision.verdict === 'drop').map(deciding)
  const passed = real.filter(({ decision }) => decision.verdict === 'accept')
  const told = passed.filter(({ decision }) => decision.telling)
  // Where nothing was said, that nothing was said is what decided.
  const accepts = (told.length > 0 ? told : passed).map(deciding)
  const order = (a: Deciding, b: Deciding): number =>
    Number(a.does === 'translates') - Number(b.does === 'translates')
  if (drops.length > 0) return [...drops, ...accepts.filter(({ does }) => does === 'translates')]
  return accepts.sort(order)
}

export function deciding({ station, decision }: Journey['decisions'][number]): Deciding {
  return {
    file: decision.at.file,
    line: decision.at.line,
    rule: decision.text,
    firewall: station.firewall.name,
    chain: decision.chain,
    does: decision.verdict === 'drop' ? 'drops' : decision.translates ? 'translates' : 'accepts',
  }
}
