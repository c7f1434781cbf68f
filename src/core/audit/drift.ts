import type { Finding } from './model.ts'

/** What two audits of one site tell differently. Where a check was not assessed in one of them, nothing is concluded. */
export interface Drift {
  /** Fails now; the check was assessed before and did not fail on this. */
  readonly appeared: readonly Finding[]
  /** Failed before; the check was assessed now and does not fail on this. */
  readonly gone: readonly Finding[]
  readonly still: number
  /** Fails now, and was not looked at before. */
  readonly firstSeen: number
  /** Failed before, and was not looked at now: it may be there as before. */
  readonly notSeen: number
}

export const findingKey = ({ check, resource }: Pick<Finding, 'check' | 'resource'>): string =>
  `${check}\n${resource}`

export function driftOf(before: readonly Finding[], now: readonly Finding[]): Drift {
  const [was, is] = [sideOf(before), sideOf(now)]
  const added = [...is.failing.values()].filter((finding) => !was.failing.has(findingKey(finding)))
  const missing = [...was.failing.values()].filter((finding) => !is.failing.has(findingKey(finding)))
  const appeared = added.filter(({ check }) => was.assessed.has(check))
  const gone = missing.filter(({ check }) => is.assessed.has(check))
  return {
    appeared,
    gone,
    still: is.failing.size - added.length,
    firstSeen: added.length - appeared.length,
    notSeen: missing.length - gone.length,
  }
}

interface Side {
  readonly failing: ReadonlyMap<string, Finding>
  readonly assessed: ReadonlySet<string>
}

function sideOf(findings: readonly Finding[]): Side {
  const failing = findings.filter(({ status }) => status === 'fail')
  const assessed = findings.filter(({ status }) => status === 'fail' || status === 'pass')
  return {
    failing: new Map(failing.map((finding) => [findingKey(finding), finding])),
    assessed: new Set(assessed.map(({ check }) => check)),
  }
}
