/** A version as its vendor counts. Versions of different lines cannot be compared. */
export interface Version {
  readonly text: string
  /** Certified Asterisk is a product of its own. */
  readonly certified: boolean
  readonly numbers: readonly number[]
  readonly labels: readonly Label[]
  /** The full build that some vendors write in brackets behind a marketing version. */
  readonly build: readonly number[] | null
}

interface Label {
  readonly name: string
  readonly numbers: readonly number[]
  readonly letter: string
}

const BEFORE: Readonly<Record<string, number>> = { dev: -5, alpha: -4, beta: -3, b: -3, pre: -2, rc: -1 }
const SAID_FOR_NOTHING = new Set(['release', 'final', 'ga', 'lts', 'stable', 'version', 'build'])
const NUMBERS = /^\d+(?:[.-]\d+)*/
const BUILD = /[-\s]*[(/]\s*r?(\d+(?:\.\d+){2,})\s*[)/]/
const LABEL = /^[\s._:-]*([a-z]+)[\s._:-]*(\d+(?:[.-]\d+)*)?/

/**
 * Reads what vendors write: 20.18.2, 20.7-cert9, 16.2.1~dfsg-1, 66.85.0.5, 14SU4a, 12.5(1)SU2, 11.3.1 MSR2-6, 6.3 SP3 HF4,
 * 9.8:sp1, 9.8 SP1 FP2 (9.8.1.201), R6.4.0.4006, v26.0.0.66, 4.0.0-rc1. null when it is none of these.
 */
export function parseVersion(given: string): Version | null {
  const text = given.trim().toLowerCase().replaceAll('\\', '')
  const certified = /^(?:certified[\s/-])?(\d+(?:\.\d+)*)-cert-?(\d+)(?:[~+-].*)?$/.exec(text)
  if (certified) {
    const numbers = numbersOf(certified[1] ?? '')
    return {
      text: given,
      certified: true,
      numbers,
      labels: [label('cert', certified[2] ?? '0', '')],
      build: null,
    }
  }
  const build = BUILD.exec(text)
  const plain = text
    .replace(BUILD, '')
    .replace(/\((\d+[a-z]?)\)/g, '.$1.')
    .replace(/\(([a-z]+)\)/g, ' $1')
    .replace(/[~+].*$/, '')
    .replace(/^(?:version\s+|v|r)(?=\d)/, '')
    .replace(/\.(?=$|[a-z\s:_-])/g, ' ')
    .trim()
  const numbers = NUMBERS.exec(plain)?.[0]
  if (numbers === undefined) return null
  const labels = labelsOf(plain.slice(numbers.length))
  return (
    labels && {
      text: given,
      certified: false,
      numbers: numbersOf(numbers),
      labels,
      build: build ? numbersOf(build[1] ?? '') : null,
    }
  )
}

const numbersOf = (text: string): number[] => text.split(/[.-]/).map(Number)
const label = (name: string, numbers: string, letter: string): Label => ({
  name,
  numbers: numbersOf(numbers),
  letter,
})

function labelsOf(rest: string): Label[] | null {
  const labels: Label[] = []
  let left = rest.trim()
  while (left !== '') {
    const found = LABEL.exec(left)
    if (!found) return null
    left = left.slice(found[0].length)
    const letter = /^([a-z])(?![a-z])/.exec(left)?.[1] ?? ''
    left = left.slice(letter.length)
    const name = found[1] ?? ''
    if (!SAID_FOR_NOTHING.has(name)) labels.push(label(name, found[2] ?? '0', letter))
  }
  return labels
}

/** -1, 0 or 1; null when the two are not counted alike. Missing numbers are 0. */
export function compareVersions(a: Version, b: Version): number | null {
  if (a.certified !== b.certified) return null
  const builds = byBuild(a, b)
  if (builds !== null) return builds
  const shared = Math.min(a.numbers.length, b.numbers.length)
  const order = compareNumbers(a.numbers.slice(0, shared), b.numbers.slice(0, shared))
  if (order !== 0) return order
  const longer = compareNumbers(a.numbers, b.numbers)
  // 15SU1 and 15.0.1.13010: one counts releases, the other builds.
  if (longer !== 0) return [...a.labels, ...b.labels].some(isLater) ? null : longer
  return compareLabels(a.labels, b.labels)
}

/** By the full builds, where both tell theirs; a plain version of four numbers is its own build. */
function byBuild(a: Version, b: Version): number | null {
  const build = ({ build: own, numbers, labels }: Version): readonly number[] | null =>
    own ?? (numbers.length >= 4 && labels.length === 0 ? numbers : null)
  if (a.build === null && b.build === null) return null
  const [left, right] = [build(a), build(b)]
  return left && right ? compareNumbers(left, right) : null
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = Math.sign((a[at] ?? 0) - (b[at] ?? 0))
    if (order !== 0) return order
  }
  return 0
}

const isLater = ({ name }: Label): boolean => BEFORE[name] === undefined

function compareLabels(a: readonly Label[], b: readonly Label[]): number | null {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = compareLabel(a[at], b[at])
    if (order !== 0) return order
  }
  return 0
}

const rank = (label: Label | undefined): number => (label === undefined ? 0 : (BEFORE[label.name] ?? 1))

function compareLabel(a: Label | undefined, b: Label | undefined): number | null {
  const order = Math.sign(rank(a) - rank(b))
  if (order !== 0 || !a || !b) return order
  // SU against SR: which came first, nobody can tell from the name.
  if (a.name !== b.name && rank(a) > 0) return singleLetters(a, b)
  return compareNumbers(a.numbers, b.numbers) || Math.sign(a.letter.localeCompare(b.letter))
}

const singleLetters = (a: Label, b: Label): number | null =>
  a.name.length === 1 && b.name.length === 1 ? Math.sign(a.name.localeCompare(b.name)) : null
