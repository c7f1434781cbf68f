import type { Kind } from '#core/kernel'
import type { Threat } from './decide.ts'
import { isInside, readNetwork } from './networks.ts'

/** What stops a threat from going on; its calls in progress are hung up besides. */
export interface Remedy {
  /** '' for none. */
  readonly bar: string
  /** E.164 with '+'. */
  readonly prefixes: readonly string[]
  readonly ips: readonly string[]
}

/** Of these the calls do not come from a phone of the account: what they dial is closed instead. */
const PASSED_ON: ReadonlySet<Kind> = new Set(['call-forward', 'voicemail-or-disa'])
/** Those who call are staff or the public: nobody is to be barred. */
const NOBODY: ReadonlySet<Kind> = new Set([
  'wangiri',
  'tdos',
  'toll-free-pumping',
  'trunk-credentials',
  'misbilling',
])
/** Numbers that are pumped stand side by side: so many last digits are closed together. */
const NEIGHBOURS = 2
const MOST = 20

/** The narrowest that stops it: the account, else the numbers called; and the addresses it came from, when they are outside. */
export function remedyOf({ account, kind, called, sources }: Threat): Remedy {
  if (NOBODY.has(kind)) return { bar: '', prefixes: [], ips: [] }
  const ips = sources.filter(isOutside).slice(0, MOST)
  const isPhone = account !== '' && account !== 'anonymous' && !PASSED_ON.has(kind)
  // An administrator's name is no phone account.
  if (isPhone && (kind !== 'admin-compromise' || called.length > 0))
    return { bar: account, prefixes: [], ips }
  const prefixes = [...new Set(called.map((number) => `+${number.slice(0, -NEIGHBOURS)}`))]
  return { bar: '', prefixes: prefixes.filter((prefix) => prefix.length > 5).slice(0, MOST), ips }
}

function isOutside(source: string): boolean {
  try {
    return !isInside(readNetwork(source))
  } catch {
    return false
  }
}
