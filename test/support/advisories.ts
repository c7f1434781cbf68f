import { readFileSync } from 'node:fs'
import { AdvisoryBundle, matchAdvisories } from '../../src/core/advisories/index.ts'

/** The advisories that come along. */
export const bundle = AdvisoryBundle.parse(
  JSON.parse(readFileSync('content/advisories/advisories.json', 'utf8')),
)

/** How one advisory judges one device. */
export const judged = (
  id: string,
  vendor: string,
  product: string,
  version: string,
  data = bundle.advisories,
) => {
  const found = matchAdvisories(
    [{ name: 'd', vendor, product, version }],
    data.filter((each) => each.id === id),
  )
  if (found.matches.length > 0) return 'affected'
  return found.unknown.length > 0 ? 'unknown' : found.unlisted.length > 0 ? 'unlisted' : 'not affected'
}
export const match = (vendor: string, product: string, version: string) =>
  matchAdvisories([{ name: 'd', vendor, product, version }], bundle.advisories)
