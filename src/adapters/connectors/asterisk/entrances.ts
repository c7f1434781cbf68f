import type { Hand } from './hand.ts'
import { GUARD } from './pbx-kit.ts'

/** Transferred calls enter here in FreePBX (TRANSFER_CONTEXT), past `from-internal`. */
const TRANSFERS = 'from-internal-xfer'
/** Not `!`: whoever dials digit by digit must be let finish. */
export const PATTERNS = ['_[+*#0-9]', '_[+*#0-9].']

/** A context that phones or transfers enter, as the PBX shows it. */
export interface Entrance {
  readonly name: string
  readonly includes: readonly string[]
  readonly guarded: boolean
  /** It has numbers of its own, which the PBX would take before the guard's patterns. */
  readonly ownNumbers: boolean
}

export async function readEntrances(hand: Hand, contexts: readonly string[]): Promise<Entrance[]> {
  const names = [...new Set([...contexts, ...(contexts.includes('from-internal') ? [TRANSFERS] : [])])]
  const found = await Promise.all(names.map((name) => readEntrance(hand, name)))
  return found.filter((entrance) => entrance !== null)
}

/** Null when there is no such context. */
async function readEntrance(hand: Hand, name: string): Promise<Entrance | null> {
  const lines = await hand.list({ Action: 'ShowDialPlan', Context: name })
  if (lines.length === 0) return null
  const own = lines.filter((m) => m['Context'] === name && m['Extension'])
  const ours = own.filter((m) => PATTERNS.includes(m['Extension'] ?? ''))
  return {
    name,
    includes: lines.flatMap((m) => (m['Context'] === name ? (m['IncludeContext'] ?? []) : [])),
    guarded: PATTERNS.every((pattern) =>
      ours.some((m) => m['Extension'] === pattern && m['AppData']?.startsWith(`${GUARD},`)),
    ),
    ownNumbers: own.some((m) => !ours.includes(m) && !/^[a-zA-Z]$/.test(m['Extension'] ?? '')),
  }
}
