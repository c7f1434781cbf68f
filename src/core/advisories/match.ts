import type { Device } from '#core/inventory'
import { judge, type Verdict } from './judge.ts'
import type { Advisory } from './model.ts'
import { meansProduct, type Product, productOf } from './product.ts'

export interface Match {
  readonly id: string
  readonly device: string
  readonly vendor: string
  readonly product: string
  readonly installed: string
  /** The first version without the weakness on the branch installed; null: the source names none. */
  readonly fixedIn: string | null
  readonly knownExploited: boolean
  readonly exploitedSince: string | null
  readonly exploitation: Advisory['exploitation']
  readonly severity: string | null
  readonly score: number | null
  readonly summary: string
  readonly onlyIf: string | null
  readonly affected: string | null
  readonly provider: string
  readonly references: readonly string[]
}

export interface Doubt {
  readonly id: string
  readonly device: string
  readonly installed: string
  readonly knownExploited: boolean
  readonly reason: string
}

export interface Matched {
  /** Known-exploited first, then by what is exploited, then by score. */
  readonly matches: readonly Match[]
  /** What cannot be told from the data: never taken for "not affected". */
  readonly unknown: readonly Doubt[]
  /** Devices that no advisory here is about. That is no sign of safety. */
  readonly unlisted: readonly string[]
}

/** Devices against advisories, each by the version grammar of its vendor. */
export function matchAdvisories(devices: readonly Device[], advisories: readonly Advisory[]): Matched {
  const indexed = advisories.map((advisory) => ({
    advisory,
    statements: advisory.statements.map((statement) => ({
      statement,
      product: productOf(statement.vendor, statement.product),
    })),
  }))
  const matches: Match[] = []
  const unknown: Doubt[] = []
  const unlisted: string[] = []
  for (const device of devices) {
    const product = productOf(device.vendor, device.product)
    let listed = false
    for (const { advisory, statements } of indexed) {
      const about = statements.filter((each) => meansProduct(each.product, product))
      if (about.length === 0) continue
      listed = true
      const verdicts = about.map(({ statement }) => ({
        provider: statement.provider,
        verdict: judge(statement, product, device.version),
      }))
      file(device, advisory, product, verdicts, matches, unknown)
    }
    if (!listed) unlisted.push(device.name)
  }
  return { matches: matches.sort(byUrgency), unknown, unlisted }
}

interface Said {
  readonly provider: string
  readonly verdict: Verdict
}

/** One provider that says affected is enough; without a plain answer of any it stays unknown. */
function file(
  device: Device,
  advisory: Advisory,
  product: Product,
  said: readonly Said[],
  matches: Match[],
  unknown: Doubt[],
): void {
  const hits = said.filter(({ verdict }) => verdict.status === 'affected')
  const hit = hits.find(({ verdict }) => verdict.fixedIn !== null) ?? hits[0]
  const base = {
    id: advisory.id,
    device: device.name,
    installed: device.version,
    knownExploited: advisory.knownExploited !== null,
  }
  if (hit)
    matches.push({
      ...base,
      ...facts(advisory),
      vendor: product.vendor,
      product: product.name,
      fixedIn: hit.verdict.fixedIn,
      affected: hit.verdict.range,
      provider: hit.provider,
    })
  else if (said.every(({ verdict }) => verdict.status === 'unknown'))
    unknown.push({ ...base, reason: said[0]?.verdict.reason ?? 'the data does not tell' })
}

function facts(advisory: Advisory) {
  const highest = [...advisory.scores].sort((a, b) => b.score - a.score)[0]
  return {
    exploitedSince: advisory.knownExploited?.since ?? null,
    exploitation: advisory.knownExploited ? ('active' as const) : advisory.exploitation,
    severity: highest?.severity ?? null,
    score: highest?.score ?? null,
    summary: advisory.summary,
    onlyIf: advisory.onlyIf ?? null,
    references: advisory.references,
  }
}

const urgency = ({ knownExploited, exploitation }: Match): number =>
  knownExploited ? 3 : exploitation === 'active' ? 2 : exploitation === 'poc' ? 1 : 0

const byUrgency = (a: Match, b: Match): number =>
  urgency(b) - urgency(a) ||
  (b.score ?? -1) - (a.score ?? -1) ||
  b.id.localeCompare(a.id) ||
  a.device.localeCompare(b.device)
