import type { Advisory, Statement, VersionRange } from '../model.ts'
import { advisory, dayOf, type Imported, isRaw, listOf, type Raw, rawOf, scoreOf, textOf } from './read.ts'

export const looksLikeNvd = (file: Raw): boolean =>
  listOf(file['vulnerabilities']).some((each) => isRaw(each['cve']))

/** The answer of the NVD API, version 2.0. */
export function readNvd(file: Raw): Imported {
  const entries = listOf(file['vulnerabilities']).map((each) => rawOf(each['cve']))
  const advisories = entries.flatMap((cve) => one(cve))
  return {
    kind: 'nvd',
    date: dayOf(file['timestamp']),
    advisories,
    skipped: entries.length - advisories.length,
  }
}

function one(cve: Raw): Advisory[] {
  const id = textOf(cve['id'])
  if (id === null || cve['vulnStatus'] === 'Rejected') return []
  const configurations = listOf(cve['configurations'])
  const since = dayOf(cve['cisaExploitAdd'])
  const only = configurations.flatMap(needed)
  return [
    advisory({
      id,
      statements: grouped(
        configurations.flatMap((each) => matchesOf(each).filter(({ vulnerable }) => vulnerable === true)),
      ),
      published: dayOf(cve['published']),
      scores: Object.values(rawOf(cve['metrics'])).flatMap((list) =>
        listOf(list).flatMap((metric) =>
          scoreOf(rawOf(metric['cvssData']), textOf(metric['source']) ?? 'nvd'),
        ),
      ),
      knownExploited: since === null ? null : { since, ransomware: false },
      references: listOf(cve['references']).flatMap(({ url }) => textOf(url) ?? []),
      ...(only.length > 0 ? { onlyIf: `Only together with ${[...new Set(only)].join(' or ')}.` } : {}),
    }),
  ]
}

const matchesOf = (configuration: Raw): readonly Raw[] =>
  listOf(configuration['nodes']).flatMap((node) => listOf(node['cpeMatch']))

/** The other side of an AND that is a program; a model of hardware is named by its firmware already. */
function needed(configuration: Raw): string[] {
  if (configuration['operator'] !== 'AND') return []
  return matchesOf(configuration).flatMap(({ vulnerable, criteria }) => {
    const cpe = cpeOf(criteria)
    return vulnerable === true || !cpe || cpe.part === 'h'
      ? []
      : [`${cpe.vendor} ${cpe.product}`.replaceAll('_', ' ')]
  })
}

interface Cpe {
  readonly part: string
  readonly vendor: string
  readonly product: string
  readonly version: string
}

function cpeOf(criteria: unknown): Cpe | null {
  const [, , part = '', vendor = '', product = '', version = '*', update = '*'] = (
    textOf(criteria) ?? ''
  ).split(/(?<!\\):/)
  if (vendor === '' || product === '') return null
  const plain = (text: string): string => text.replaceAll('\\', '')
  const whole = update === '*' || update === '-' ? version : `${version}:${update}`
  return { part, vendor: plain(vendor), product: plain(product), version: plain(whole) }
}

function grouped(matches: readonly Raw[]): Statement[] {
  const found = new Map<string, { cpe: Cpe; ranges: VersionRange[] }>()
  for (const match of matches) {
    const cpe = cpeOf(match['criteria'])
    if (!cpe) continue
    const key = `${cpe.vendor} ${cpe.product}`
    const entry = found.get(key) ?? { cpe, ranges: [] }
    found.set(key, entry)
    entry.ranges.push(rangeOf(match, cpe))
  }
  return [...found.values()].map(({ cpe, ranges }) => ({
    vendor: cpe.vendor,
    product: cpe.product,
    provider: 'nvd',
    ranges,
  }))
}

const ENDS = {
  versionStartIncluding: 'from',
  versionStartExcluding: 'after',
  versionEndExcluding: 'before',
  versionEndIncluding: 'upTo',
} as const

function rangeOf(match: Raw, { version }: Cpe): VersionRange {
  const ends = Object.entries(ENDS).flatMap(([key, name]) => {
    const text = textOf(match[key])
    return text === null ? [] : [[name, text] as const]
  })
  if (ends.length === 0 && version !== '*' && version !== '-') return { exact: version }
  return Object.fromEntries(ends)
}
