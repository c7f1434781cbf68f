import type { Statement, VersionRange } from './model.ts'
import { comparable, type Product } from './product.ts'
import { compareVersions, parseVersion, type Version } from './version.ts'

export interface Verdict {
  readonly status: 'affected' | 'not-affected' | 'unknown'
  /** The first version without the weakness, on the branch of the one judged; null: not named. */
  readonly fixedIn: string | null
  readonly range: string | null
  readonly reason: string | null
}

const verdict = (status: Verdict['status'], reason: string | null = null): Verdict => ({
  status,
  fixedIn: null,
  range: null,
  reason,
})

interface Parsed {
  readonly range: VersionRange
  readonly from: Version | null
  readonly to: Version | null
  /** Versions below this one belong to other bounds. */
  readonly floor: number | null
}

/** Whether a version is affected, by what one provider says of its product. */
export function judge(statement: Statement, product: Product, text: string): Verdict {
  const version = parseVersion(text)
  if (!version) return verdict('unknown', `the version "${text}" cannot be read`)
  const ranges = branches(statement.ranges.map(parsed))
  const spared = (statement.except ?? [])
    .map(parsed)
    .some((each) => contains(each, version, product) === 'yes')
  if (spared) return verdict('not-affected')
  const answers = ranges.map((each) => ({ each, answer: contains(each, version, product) }))
  const hit = answers.find(({ answer }) => answer === 'yes')
  if (hit)
    return {
      status: 'affected',
      fixedIn: hit.each.range.before ?? null,
      range: rangeText(hit.each.range),
      reason: null,
    }
  const doubt = answers.find(({ answer }) => answer === 'unknown')
  if (doubt) return verdict('unknown', `"${text}" and "${rangeText(doubt.each.range)}" are not counted alike`)
  return otherwise(statement, answers.length > 0 && answers.every(({ answer }) => answer === 'other-line'))
}

/** What is said of versions that no range names. */
function otherwise({ unknown, others, ranges }: Statement, otherLine: boolean): Verdict {
  if (unknown) return verdict('unknown', 'the advisory names no version')
  if (otherLine) return verdict('unknown', 'the advisory does not speak of this line of versions')
  // Providers call the rest affected and name a fix all the same: then the fix is meant.
  const namesFix = ranges.some(({ before }) => before !== undefined)
  if (others === 'affected' && !namesFix)
    return { ...verdict('affected'), range: 'every version that is not listed' }
  if (others === 'unaffected') return verdict('not-affected')
  const onlyListed = ranges.length > 0 && ranges.every((range) => range.exact !== undefined)
  return onlyListed
    ? verdict('unknown', 'the advisory lists versions one by one, and this one is not among them')
    : verdict('not-affected')
}

function parsed(range: VersionRange): Parsed {
  const read = (text: string | undefined): Version | null => (text === undefined ? null : parseVersion(text))
  return {
    range,
    from: read(range.exact ?? range.from ?? range.after),
    to: read(range.exact ?? range.before ?? range.upTo),
    floor: null,
  }
}

const isEndOnly = ({ range }: Parsed): boolean =>
  rangeEnd(range) !== undefined && range.from === undefined && range.after === undefined
const rangeEnd = ({ before, upTo }: VersionRange): string | undefined => before ?? upTo

/**
 * Several ends without a beginning and with different first numbers are one bound for each branch: each speaks for its own
 * first number, the lowest also for everything below. Joined, they would call the fixed 22.8.2 affected because it is before
 * 23.2.2. Certified versions are a line of their own.
 */
function branches(ranges: readonly Parsed[]): Parsed[] {
  const major = ({ to }: Parsed): number => to?.numbers[0] ?? 0
  return ranges.map((each) => {
    if (!isEndOnly(each) || !each.to) return each
    const siblings = ranges.filter((other) => isEndOnly(other) && other.to?.certified === each.to?.certified)
    const lowest = Math.min(...siblings.map(major))
    return major(each) === lowest ? each : { ...each, floor: major(each) }
  })
}

type Contains = 'yes' | 'no' | 'unknown' | 'other-line'

function contains({ range, from, to, floor }: Parsed, version: Version, product: Product): Contains {
  if (range.exact !== undefined) return equals(range.exact, version, product)
  if (unreadable(range, from, to)) return 'unknown'
  if ((to ?? version).certified !== version.certified) return 'other-line'
  if (floor !== null && (version.numbers[0] ?? 0) < floor) return 'no'
  const sides = [
    from && isPast(range, orderFrom(version, from, product)),
    to && isShort(range, order(version, to, product)),
  ]
  if (sides.includes('no')) return 'no'
  return sides.includes('unknown') ? 'unknown' : 'yes'
}

/** Whether a version lies behind the beginning, or before the end, by how it compares with them. */
const isPast = (range: VersionRange, side: number | null): Contains =>
  answered(side, (order) => order > 0 || (order === 0 && range.after === undefined))
const isShort = (range: VersionRange, side: number | null): Contains =>
  answered(side, (order) => order < 0 || (order === 0 && range.before === undefined))

function answered(side: number | null, inside: (order: number) => boolean): Contains {
  if (side === null) return 'unknown'
  return inside(side) ? 'yes' : 'no'
}

const unreadable = (range: VersionRange, from: Version | null, to: Version | null): boolean =>
  (from === null && (range.from ?? range.after) !== undefined) ||
  (to === null && rangeEnd(range) !== undefined)

const order = (a: Version, b: Version, product: Product): number | null =>
  compareVersions(comparable(product, a), comparable(product, b))

/** A beginning is counted in plain numbers, also for a certified version. */
function orderFrom(version: Version, from: Version, product: Product): number | null {
  if (!version.certified || from.certified) return order(version, from, product)
  return order({ ...version, certified: false, labels: [] }, from, product)
}

function equals(text: string, version: Version, product: Product): Contains {
  const pattern = /^(\d+(?:\.\d+)*)\.x(?:\.x)*$/i.exec(text)
  if (pattern) {
    const wanted = (pattern[1] ?? '').split('.').map(Number)
    return wanted.every((number, index) => version.numbers[index] === number) ? 'yes' : 'no'
  }
  const other = parseVersion(text)
  if (!other) return 'unknown'
  if (other.certified !== version.certified) return 'other-line'
  // "18" means the whole release, when the device says which build of it.
  const same = order(version, other, product)
  return same === null ? 'unknown' : same === 0 ? 'yes' : 'no'
}

export function rangeText(range: VersionRange): string {
  if (range.exact !== undefined) return range.exact
  const parts = [
    range.from && `from ${range.from}`,
    range.after && `after ${range.after}`,
    range.before && `before ${range.before}`,
    range.upTo && `up to ${range.upTo}`,
  ].filter((part) => part !== undefined)
  return parts.join(' ') || 'every version'
}
