import type { Advisory, Statement, VersionRange } from '../model.ts'
import {
  advisory,
  dayOf,
  type Imported,
  isRaw,
  listOf,
  type Raw,
  rangeFromExpression,
  rawOf,
  scoreOf,
  textOf,
  textsOf,
} from './read.ts'

export const looksLikeCsaf = (file: Raw): boolean =>
  isRaw(file['document']) && Array.isArray(file['vulnerabilities'])

interface Named {
  readonly vendor: string
  readonly product: string
  readonly range: VersionRange | null
}

/** A CSAF advisory, version 2.0. */
export function readCsaf(file: Raw): Imported {
  const document = rawOf(file['document'])
  const products = productsOf(rawOf(file['product_tree']))
  const urls = listOf(document['references']).flatMap(({ url }) => textOf(url) ?? [])
  const entries = listOf(file['vulnerabilities'])
  const tracking = rawOf(document['tracking'])
  const advisories = entries.flatMap((entry) =>
    one(entry, products, urls, dayOf(tracking['initial_release_date'])),
  )
  return {
    kind: 'csaf',
    date: dayOf(tracking['current_release_date']),
    advisories,
    skipped: entries.length - advisories.length,
  }
}

function one(
  entry: Raw,
  products: ReadonlyMap<string, Named>,
  urls: readonly string[],
  published: string | null,
): Advisory[] {
  const id = textOf(entry['cve'])
  if (id === null) return []
  const status = rawOf(entry['product_status'])
  const named = (key: string): Named[] => textsOf(status[key]).flatMap((each) => products.get(each) ?? [])
  const statements = new Map<string, Statement>()
  for (const { vendor, product, range } of named('known_affected')) {
    const known = statements.get(`${vendor} ${product}`) ?? { vendor, product, provider: 'csaf', ranges: [] }
    const next = range === null ? { ...known, unknown: true } : { ...known, ranges: [...known.ranges, range] }
    statements.set(`${vendor} ${product}`, next)
  }
  for (const { vendor, product, range } of [...named('fixed'), ...named('known_not_affected')]) {
    const known = statements.get(`${vendor} ${product}`)
    if (known && range)
      statements.set(`${vendor} ${product}`, { ...known, except: [...(known.except ?? []), range] })
  }
  return [
    advisory({
      id,
      statements: [...statements.values()],
      published,
      scores: listOf(entry['scores']).flatMap((score) => [
        ...scoreOf(rawOf(score['cvss_v3']), 'csaf'),
        ...scoreOf(rawOf(score['cvss_v4']), 'csaf'),
      ]),
      references: [...urls, ...listOf(entry['references']).flatMap(({ url }) => textOf(url) ?? [])],
    }),
  ]
}

/** Product ids of the tree, and of combinations ("on this hardware"), which stand for their first product. */
function productsOf(tree: Raw): Map<string, Named> {
  const found = new Map<string, Named>()
  const walk = (branch: Raw, above: Named, depth: number): void => {
    if (depth > 50) return
    const name = textOf(branch['name']) ?? ''
    const here = named(String(branch['category'] ?? ''), name, above)
    const id = textOf(rawOf(branch['product'])['product_id'])
    if (id !== null) found.set(id, here)
    for (const next of listOf(branch['branches'])) walk(next, here, depth + 1)
  }
  for (const branch of listOf(tree['branches'])) walk(branch, { vendor: '', product: '', range: null }, 0)
  for (const relation of listOf(tree['relationships'])) {
    const id = textOf(rawOf(relation['full_product_name'])['product_id'])
    const first = found.get(textOf(relation['product_reference']) ?? '')
    if (id !== null && first) found.set(id, first)
  }
  return found
}

function named(category: string, name: string, above: Named): Named {
  switch (category) {
    case 'vendor':
      return { ...above, vendor: name }
    case 'product_name':
      return { ...above, product: name }
    case 'product_version':
      return { ...above, range: rangeFromExpression(name) }
    case 'product_version_range':
      return { ...above, range: rangeFromExpression(name.replace(/^vers:[^/]*\//, '').replaceAll('|', ',')) }
    default:
      return above
  }
}
