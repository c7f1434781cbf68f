import { DomainError } from '#core/kernel'
import type { RuleFile } from '../model.ts'
import { looksLikeCisco, parseCisco } from './cisco.ts'
import { looksLikeIpset, parseIpset } from './ipset.ts'
import { looksLikeIptables, parseIptables } from './iptables/parse-iptables.ts'
import { looksLikeMikrotik, parseMikrotik } from './mikrotik.ts'
import { looksLikeNftJson, looksLikeNftText, parseNftJson, parseNftText } from './nft/parse-nft.ts'
import { looksLikePfsense, parsePfsense } from './pfsense.ts'
import { looksLikeUnifi, parseUnifi } from './unifi.ts'

interface Format {
  readonly looksLike: (text: string) => boolean
  readonly parse: (text: string, file: string) => RuleFile
}

// The first whose marks are in the text.
const formats: readonly Format[] = [
  { looksLike: looksLikePfsense, parse: parsePfsense },
  { looksLike: looksLikeNftJson, parse: parseNftJson },
  { looksLike: looksLikeNftText, parse: parseNftText },
  { looksLike: looksLikeIptables, parse: parseIptables },
  { looksLike: looksLikeIpset, parse: parseIpset },
  { looksLike: looksLikeMikrotik, parse: parseMikrotik },
  { looksLike: looksLikeUnifi, parse: parseUnifi },
  { looksLike: looksLikeCisco, parse: parseCisco },
]

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
