import { describe, expect, it } from 'vitest'
import { saved } from '../../../../test/support/reach/question.ts'
import {
  ask,
  closeGap,
  createFirewall,
  type Ground,
  parseRules,
  readAddresses,
  readQuestion,
  type Wish,
  type ZonesFile,
  zoneQuestion,
} from '../index.ts'

const zones = {
  zones: { internet: 'any', voice: '10.0.20.0/24', data: '10.0.30.0/24', pbx: '10.0.20.5' },
} as unknown as ZonesFile

const ground = (text: string): Ground => ({
  zones,
  firewalls: [createFirewall('edge', [parseRules(text, 'edge.rules')])],
  placed: [],
})
const close = (text: string, wish: Wish, keep = '') => {
  const where = ground(text)
  return closeGap(readQuestion(wish, where), keep === '' ? { 4: [], 6: [] } : readAddresses(keep, zones))
}
const SIP: Wish = { from: 'internet', to: 'pbx', proto: 'udp', port: '5060', chain: 'FORWARD' }
const OPEN = saved(
  ':FORWARD ACCEPT [0:0]',
  '-A FORWARD -m state --state RELATED,ESTABLISHED -j ACCEPT',
  '-A FORWARD -d 10.0.20.5 -p udp -m udp --dport 5060 -j ACCEPT',
)

describe('rules that close a gap', () => {
  it('of iptables close it for all but those who are kept, and change nothing else', () => {
    const found = close(OPEN, SIP, '198.51.100.0/24,203.0.113.9')
    expect([found.before, found.after]).toEqual(['always', 'never'])
    expect(found.rules).toMatchObject([{ kind: 'iptables', file: 'edge.rules', chain: 'FORWARD', family: 4 }])
    const commands = found.rules[0]?.commands ?? []
    expect(commands[0]).toBe('iptables -N ringfence-udp-5060')
    expect(commands).toContain('iptables -A ringfence-udp-5060 -s 198.51.100.0/24 -j RETURN')
    expect(commands.at(-1)).toBe(
      'iptables -I FORWARD 1 -d 10.0.20.5 -p udp -m udp --dport 5060 -m conntrack --ctstate NEW -j ringfence-udp-5060',
    )
    expect(found.changes?.opened).toEqual([])
    expect(found.changes?.closed).toHaveLength(1)
    const ports = found.changes?.closed[0]?.packets.boxes.map(({ proto, dport, dst }) => [proto, dport, dst])
    expect(ports?.every((each) => each.join(' ') === 'udp 5060 10.0.20.5')).toBe(true)
  })

  it('are true when they are typed: the rule set with them answers as it was said', () => {
    const { rules } = close(OPEN, SIP, '198.51.100.0/24')
    const typed = rules[0]?.commands ?? []
    const inserted = typed.flatMap((line) => {
      const at = line.replace(/^iptables /, '')
      return at.startsWith('-N') ? [] : [at.replace(/^-I FORWARD 1/, '-A FORWARD')]
    })
    const jumps = inserted.filter((line) => line.startsWith('-A FORWARD'))
    const own = inserted.filter((line) => !line.startsWith('-A FORWARD'))
    const whole = OPEN.replace(
      '-A FORWARD',
      `:ringfence-udp-5060 - [0:0]\n${[...own, ...jumps].join('\n')}\n-A FORWARD`,
    )
    const said = (from: string): string => ask(readQuestion({ ...SIP, from }, ground(whole))).answer
    expect([said('192.0.2.1'), said('198.51.100.7'), said('10.0.30.7')]).toEqual([
      'never',
      'always',
      'always',
    ])
    // Replies to what began inside still come in.
    expect(ask(readQuestion({ ...SIP, state: 'established' }, ground(whole))).answer).toBe('always')
  })

  it('of nftables are one rule, for either version of IP', () => {
    const nft = `table inet filter {
  chain forward {
    type filter hook forward priority 0; policy accept;
    ct state established,related accept
  }
}
`
    const found = close(nft, { ...SIP, from: 'any', to: 'any' }, '198.51.100.0/24')
    expect([found.before, found.after]).toEqual(['always', 'never'])
    expect(found.rules.map(({ family, commands }) => [family, commands.length])).toEqual([
      [4, 1],
      [6, 1],
    ])
    expect(found.rules[0]?.commands[0]).toMatch(
      /^nft insert rule inet filter forward .*udp dport 5060 ct state new drop$/,
    )
    expect(found.changes?.opened).toEqual([])
  })

  it('are of the chain a packet goes through: to the machine itself, by one interface, several ports', () => {
    const host = saved(
      '-A INPUT -i eth0 -p tcp -m multiport --dports 80,443,5038 -j ACCEPT',
      ':INPUT DROP [0:0]',
    )
    const wish = {
      from: 'any',
      to: '192.0.2.10',
      proto: 'tcp',
      port: '443,5038',
      self: '192.0.2.10',
      inInterface: 'eth0',
    }
    const found = close(host, wish)
    expect(found.rules[0]).toMatchObject({ chain: 'INPUT' })
    expect(found.rules[0]?.commands.at(-1)).toBe(
      'iptables -I INPUT 1 -i eth0 -d 192.0.2.10 -p tcp -m multiport --dports 443,5038 -m conntrack --ctstate NEW -j ringfence-tcp-443',
    )
    expect(found.after).toBe('never')
  })

  it('follow an address translation to where packets arrive', () => {
    const behind = `*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -i eth0 -d 203.0.113.2/32 -p udp -m udp --dport 5060 -j DNAT --to-destination 10.0.20.5\nCOMMIT\n${OPEN}`
    const where = ground(behind)
    const whole = zoneQuestion(where, 'internet', 'pbx')
    const question = whole && { ...whole, proto: 'udp', ports: [[5060n, 5060n] as const] }
    expect(question && closeGap(question, { 4: [], 6: [] })).toMatchObject({
      after: 'never',
      rules: [{ chain: 'FORWARD' }],
    })
  })

  it('are none where nothing passes, and none for firewalls they are not written for', () => {
    expect(close(saved(':FORWARD DROP [0:0]'), SIP)).toMatchObject({
      before: 'never',
      rules: [],
      changes: null,
    })
    const ios = `interface Vlan30\n ip access-group DATA in\n!\nip access-list extended DATA\n permit ip any any\n`
    const found = close(ios, { ...SIP, inInterface: 'Vlan30', from: 'any' })
    expect([found.rules, found.after]).toEqual([[], found.before])
    expect(found.notes.join(' ')).toContain('cisco-ios')
  })
})
