import type { Advisory, Statement, VersionRange } from '../model.ts'
import { advisory, dayOf, type Imported, isRaw, listOf, type Raw, rawOf, textOf, textsOf } from './read.ts'

export const looksLikeOsv = (file: Raw): boolean =>
  textOf(file['id']) !== null && Array.isArray(file['affected']) && 'modified' in file

/** OSV records: one, or a list of them. */
export function readOsv(records: readonly Raw[]): Imported {
  const advisories = records.flatMap(one)
  const dates = records.map((record) => dayOf(record['modified'])).filter((each) => each !== null)
  return {
    kind: 'osv',
    date: dates.sort().at(-1) ?? null,
    advisories,
    skipped: records.length - advisories.length,
  }
}

function one(record: Raw): Advisory[] {
  const given = textOf(record['id'])
  if (given === null || record['withdrawn'] !== undefined) return []
  const names = [given, ...textsOf(record['aliases'])]
  const id = names.find((name) => name.startsWith('CVE-')) ?? given
  return [
    advisory({
      id,
      aliases: names.filter((name) => name !== id),
      statements: listOf(record['affected']).map(statement),
      published: dayOf(record['published']),
      references: listOf(record['references']).flatMap(({ url }) => textOf(url) ?? []),
    }),
  ]
}

/** "asterisk" of an ecosystem, or "github.com/FreePBX/framework". */
function statement(affected: Raw): Statement {
  const name = textOf(rawOf(affected['package'])['name']) ?? ''
  const path = name.split('/')
  const product = path.at(-1) ?? name
  const ranges = listOf(affected['ranges'])
    .filter(({ type }) => type !== 'GIT')
    .flatMap((range) => fromEvents(listOf(range['events'])))
  const exact = textsOf(affected['versions']).map((version): VersionRange => ({ exact: version }))
  const all = ranges.length > 0 ? ranges : exact
  return {
    vendor: path.at(-2) ?? product,
    product,
    provider: 'osv',
    ranges: all,
    ...(all.length === 0 ? { unknown: true } : {}),
  }
}

/** Each introduced event opens a range that the next fixed or last_affected closes (OSV schema, Evaluation). */
function fromEvents(events: readonly Raw[]): VersionRange[] {
  const ranges: VersionRange[] = []
  let open: VersionRange | null = null
  for (const event of events.filter(isRaw)) {
    const [introduced, fixed, last] = [event['introduced'], event['fixed'], event['last_affected']].map(
      textOf,
    )
    if (introduced) open = introduced === '0' ? {} : { from: introduced }
    const end = fixed ? { before: fixed } : last ? { upTo: last } : null
    if (end === null) continue
    ranges.push({ ...open, ...end })
    open = null
  }
  return open === null ? ranges : [...ranges, open]
}
