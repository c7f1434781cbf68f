import { DomainError } from '#core/kernel'
import type { Kind, RuleFile } from '../model.ts'
import { looksLikeCisco, parseCisco } from './cisco.ts'
import { looksLikeIpset, parseIpset } from './ipset.ts'
import { looksLikeIptables, parseIptables } from './iptables/parse-iptables.ts'
import { looksLikeMikrotik, parseMikrotik } from './mikrotik.ts'
import { looksLikeNftJson, looksLikeNftText, parseNftJson, parseNftText } from './nft/parse-nft.ts'
import { looksLikePfsense, parsePfsense } from './pfsense.ts'
import { looksLikeUnifi, parseUnifi } from './unifi.ts'

interface Format {
  readonly kind: Kind
  readonly looksLike: (text: string) => boolean
  readonly parse: (text: string, file: string) => RuleFile
}

// The first whose marks are in the text.
const formats: readonly Format[] = [
  { kind: 'pfsense', looksLike: looksLikePfsense, parse: parsePfsense },
  { kind: 'nftables', looksLike: looksLikeNftJson, parse: parseNftJson },
  { kind: 'nftables', looksLike: looksLikeNftText, parse: parseNftText },
  { kind: 'iptables', looksLike: looksLikeIptables, parse: parseIptables },
  { kind: 'ipset', looksLike: looksLikeIpset, parse: parseIpset },
  { kind: 'mikrotik', looksLike: looksLikeMikrotik, parse: parseMikrotik },
  { kind: 'unifi', looksLike: looksLikeUnifi, parse: parseUnifi },
  { kind: 'cisco-ios', looksLike: looksLikeCisco, parse: parseCisco },
]

/** What kind of rule set a text looks like; null when it is none. */
export const recogniseRules = (text: string): Kind | null =>
  formats.find(({ looksLike }) => looksLike(text))?.kind ?? null

/** Reads a rule set of any known kind, recognised by its content. */
export function parseRules(text: string, file: string): RuleFile {
  const format = formats.find(({ looksLike }) => looksLike(text))
  if (!format)
    throw new DomainError(
      'rules-unrecognised',
      `${file}: the content is no rule set of a kind known here`,
      'Give the output of iptables-save, ip6tables-save, ipset save, nft list ruleset (with or without -j), a pfSense config.xml, a Cisco IOS configuration, a MikroTik export or a UniFi JSON.',
    )
  return format.parse(text, file)
}
