import type { Advisory, Statement, VersionRange } from '../model.ts'
import {
  advisory,
  dayOf,
  type Imported,
  isNoVersion,
  isRaw,
  listOf,
  type Raw,
  rangeFromExpression,
  rawOf,
  scoreOf,
  textOf,
} from './read.ts'

export const looksLikeCve5 = (file: Raw): boolean =>
  file['dataType'] === 'CVE_RECORD' || isRaw(file['cveMetadata'])

/** CVE records, version 5: one, or a list of them. */
export function readCve5(records: readonly Raw[]): Imported {
  const advisories = records.flatMap((record) => one(record))
  const dates = records
    .map((record) => dayOf(rawOf(record['cveMetadata'])['dateUpdated']))
    .filter((each) => each !== null)
  return {
    kind: 'cve5',
    date: dates.sort().at(-1) ?? null,
    advisories,
    skipped: records.length - advisories.length,
  }
}

function one(record: Raw): Advisory[] {
  const meta = rawOf(record['cveMetadata'])
  const id = textOf(meta['cveId'])
  if (id === null || meta['state'] === 'REJECTED') return []
  const containers = rawOf(record['containers'])
  const parts = [
    { provider: 'cna', container: rawOf(containers['cna']) },
    ...listOf(containers['adp']).map((container) => ({ provider: providerOf(container), container })),
  ]
  const statements = parts.flatMap(({ provider, container }) =>
    listOf(container['affected']).map((each) => statement(each, provider)),
  )
  const others = parts.flatMap(({ container }) =>
    listOf(container['metrics']).map((metric) => rawOf(metric['other'])),
  )
  const kev = others.find(({ type }) => type === 'kev')
  const ssvc = others.find(({ type }) => type === 'ssvc')
  return [
    advisory({
      id,
      statements,
      published: dayOf(meta['datePublished']),
      scores: parts.flatMap(({ provider, container }) => scores(container, provider)),
      knownExploited: kev
        ? { since: dayOf(rawOf(kev['content'])['dateAdded']) ?? '', ransomware: false }
        : null,
      exploitation: exploitationOf(ssvc),
      references: listOf(rawOf(containers['cna'])['references']).flatMap(({ url }) => textOf(url) ?? []),
    }),
  ]
}

const providerOf = (container: Raw): string =>
  String(rawOf(container['providerMetadata'])['shortName'] ?? '')
    .toLowerCase()
    .includes('cisa')
    ? 'cisa-adp'
    : 'adp'

function exploitationOf(ssvc: Raw | undefined): Advisory['exploitation'] {
  const options = listOf(rawOf(ssvc?.['content'])['options'])
  const text = String(options.find((each) => 'Exploitation' in each)?.['Exploitation'] ?? '').toLowerCase()
  return text === 'none' || text === 'poc' || text === 'active' ? text : null
}

const scores = (container: Raw, provider: string): Advisory['scores'] =>
  listOf(container['metrics']).flatMap((metric) =>
    Object.entries(metric).flatMap(([name, value]) =>
      name.startsWith('cvss') ? scoreOf(rawOf(value), provider) : [],
    ),
  )

function statement(affected: Raw, provider: string): Statement {
  const said = listOf(affected['versions']).map((version) => ({
    status: version['status'],
    range: rangeOf(version),
  }))
  const others = affected['defaultStatus']
  const ranges = said.flatMap(({ status, range }) => (status === 'affected' && range ? [range] : []))
  const except = said.flatMap(({ status, range }) => (status === 'unaffected' && range ? [range] : []))
  const open = said.some(({ status, range }) => status === 'affected' && range === null)
  return {
    vendor: textOf(affected['vendor']) ?? '',
    product: textOf(affected['product']) ?? '',
    provider,
    ranges,
    ...(except.length > 0 ? { except } : {}),
    ...(others === 'affected' || others === 'unaffected' ? { others } : {}),
    ...(open || (ranges.length === 0 && others !== 'affected' && others !== 'unaffected')
      ? { unknown: true }
      : {}),
  }
}

/** Providers put comparison signs into version fields: they are read, whichever field they stand in. */
function rangeOf(version: Raw): VersionRange | null {
  const start = textOf(version['version']) ?? ''
  const bare = (text: string): string => text.replace(/^[<=>\s]+/, '')
  const [less, upTo] = [textOf(version['lessThan']), textOf(version['lessThanOrEqual'])]
  if (less === null && upTo === null) return rangeFromExpression(start)
  const from = start === '0' || isNoVersion(start) ? {} : { from: start }
  if ((less ?? upTo) === '*') return from
  return less === null ? { ...from, upTo: bare(upTo ?? '') } : { ...from, before: bare(less) }
}
