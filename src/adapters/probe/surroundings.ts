import { Resolver } from 'node:dns/promises'
import { BlockList, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

/** Networks of this machine's own interfaces, in CIDR. */
export const attachedNetworks = (): string[] =>
  Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).flatMap(({ cidr }) => (cidr === null ? [] : [cidr])),
  )

export function isInNetwork(address: string, network: string): boolean {
  const [base = '', bits = ''] = network.split('/')
  if (isIPv6(base) !== isIPv6(address)) return false
  const list = new BlockList()
  const type = isIPv6(base) ? 'ipv6' : 'ipv4'
  list.addSubnet(base, Number(bits), type)
  return list.check(address, type)
}

/** TXT records at `_ringfence` below the reverse name of an address; only its resolver is asked, never the address. */
export async function reverseTexts(address: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 3000, tries: 1 })
  const records = await resolver.resolveTxt(`_ringfence.${reverseName(address)}`).catch(() => [])
  return records.map((parts) => parts.join(''))
}

/** 203.0.113.7 → 7.113.0.203.in-addr.arpa (RFC 1035 3.5, RFC 3596 2.5). */
export function reverseName(address: string): string {
  if (!isIPv6(address)) return `${address.split('.').reverse().join('.')}.in-addr.arpa`
  const [head = '', tail = ''] = address.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const [left, right] = [groups(head), groups(tail)]
  const all = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
  const nibbles = all.flatMap((group) => [...group.padStart(4, '0')])
  return `${nibbles.reverse().join('.')}.ip6.arpa`
}
