import type { Chain, Family, Firewall, NamedSet, RuleFile } from './model.ts'

const LINUX = new Set(['iptables', 'nftables', 'ipset'])
const FAMILIES: readonly Family[] = [4, 6]

/** One firewall out of the files that are its rules. */
export function createFirewall(name: string, files: readonly RuleFile[]): Firewall {
  const chains = new Map<string, Chain>()
  const sets = new Map<string, NamedSet>()
  for (const file of files) {
    for (const [key, chain] of file.chains) chains.set(chains.has(key) ? `${key} (${file.file})` : key, chain)
    for (const [key, set] of file.sets) sets.set(key, set)
  }
  const ruling = files.filter(({ kind }) => kind !== 'ipset')
  return {
    name,
    files,
    chains,
    sets,
    interfaces: files.flatMap(({ interfaces }) => interfaces),
    families: FAMILIES.filter((family) => ruling.some(({ families }) => families.includes(family))),
  }
}

/**
 * Which files are one machine, where nobody says: ip6tables beside iptables, an ipset beside either, nftables beside
 * iptables. Anything else that comes twice is the next firewall on the way, in the order given.
 */
export function groupFirewalls(files: readonly RuleFile[]): Firewall[] {
  const groups: RuleFile[][] = []
  for (const file of files) {
    const last = groups.at(-1)
    if (last && belongs(last, file)) last.push(file)
    else groups.push([file])
  }
  return groups.map((group) => createFirewall(group.map(({ file }) => file).join(' + '), group))
}

function belongs(group: readonly RuleFile[], file: RuleFile): boolean {
  if (!LINUX.has(file.kind) || !group.every(({ kind }) => LINUX.has(kind))) return false
  if (file.kind === 'ipset' || group.every(({ kind }) => kind === 'ipset')) return true
  if (file.kind === 'nftables') return group.every(({ kind }) => kind !== 'nftables')
  return group.every(
    ({ kind, families }) => kind !== 'iptables' || !families.some((family) => file.families.includes(family)),
  )
}
