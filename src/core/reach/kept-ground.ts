import { createFirewall } from './firewall.ts'
import type { RuleFile } from './model.ts'
import type { Ground } from './read-question.ts'
import type { PlacedFirewall } from './route.ts'
import { ZonesFile } from './zones.ts'

interface Kept {
  readonly zones: ZonesFile | null
  readonly firewalls: string
}

interface Rules {
  readonly firewalls: readonly { readonly name: string; readonly files: readonly RuleFile[] }[]
  readonly placed: readonly (Omit<PlacedFirewall, 'firewall'> & Rules['firewalls'][number])[]
}

/** Firewalls and zones as text, to be asked again later. Only what was understood as a rule is kept. */
export function writeGround({ zones, firewalls, placed }: Ground): string {
  const rules: Rules = {
    firewalls: firewalls.map(({ name, files }) => ({ name, files: files.map(withoutUnread) })),
    placed: placed.map(({ firewall: { name, files }, ...rest }) => ({
      name,
      files: files.map(withoutUnread),
      ...rest,
    })),
  }
  // Names of zones are a stranger's words: they stay out of what is read with tags.
  return JSON.stringify({ zones, firewalls: JSON.stringify(rules, tagged) } satisfies Kept)
}

/** The same firewalls again. */
export function readGround(text: string): Ground {
  const kept = JSON.parse(text) as Kept
  const { firewalls, placed } = JSON.parse(kept.firewalls, untagged) as Rules
  return {
    zones: kept.zones && ZonesFile.parse(kept.zones),
    firewalls: firewalls.map(({ name, files }) => createFirewall(name, files)),
    placed: placed.map(({ name, files, ...rest }) => ({ firewall: createFirewall(name, files), ...rest })),
  }
}

/** What could not be read may be anything, a password too. */
const withoutUnread = (file: RuleFile): RuleFile => ({
  ...file,
  unread: file.unread.map((each) => ({ ...each, text: '' })),
})

function tagged(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { $number: String(value) }
  return value instanceof Map ? { $map: [...value] } : value
}

function untagged(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { $number, $map } = value as { $number?: unknown; $map?: unknown }
  if (typeof $number === 'string' && /^-?\d+$/.test($number)) return BigInt($number)
  return Array.isArray($map) ? new Map($map as [unknown, unknown][]) : value
}
