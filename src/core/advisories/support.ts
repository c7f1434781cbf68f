import type { AdvisoryBundle } from './model.ts'
import { productOf } from './product.ts'
import { parseVersion } from './version.ts'

/**
 * The last day on which the maker mends weaknesses of this version, ISO 8601; null: not known. Certified releases have dates
 * of their own.
 */
export function supportEnds(
  {
    vendor,
    product,
    version,
  }: { readonly vendor: string; readonly product: string; readonly version: string },
  { support }: Pick<AdvisoryBundle, 'support'>,
): string | null {
  const parsed = parseVersion(version)
  if (!parsed || parsed.certified) return null
  const wanted = productOf(vendor, product)
  const found = support
    .filter((each) => {
      const own = productOf(each.vendor, each.product)
      const branch = each.branch.split('.').map(Number)
      return (
        own.vendor === wanted.vendor &&
        own.name === wanted.name &&
        branch.every((number, n) => number === parsed.numbers[n])
      )
    })
    .toSorted((a, b) => b.branch.length - a.branch.length)
  return found[0]?.ends ?? null
}
