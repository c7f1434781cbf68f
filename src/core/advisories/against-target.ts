import { comparable, productOf } from './product.ts'
import { compareVersions, parseVersion } from './version.ts'

interface Model {
  readonly vendor: string
  readonly product: string
}

/** `unknown`: no version, none that can be read, or one that is counted in another way. */
export type Standing = 'reached' | 'below' | 'unknown'

/** One name for a model, whoever spells it. */
export function modelKey({ vendor, product }: Model): string {
  const { vendor: maker, name } = productOf(vendor, product)
  return `${maker} ${name.replace(/[ -]/g, '')}`
}

/** Whether a version can be compared with others at all. */
export const isVersion = (text: string): boolean => parseVersion(text) !== null

/** Whether a device has the target's version or a later one, by the grammar of its vendor. */
export function againstTarget(device: Model & { readonly version: string }, target: string): Standing {
  const [installed, wanted] = [parseVersion(device.version), parseVersion(target)]
  if (!installed || !wanted) return 'unknown'
  const product = productOf(device.vendor, device.product)
  const order = compareVersions(comparable(product, installed), comparable(product, wanted))
  if (order === null) return 'unknown'
  return order < 0 ? 'below' : 'reached'
}
