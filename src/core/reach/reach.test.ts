import { describe, expect, it } from 'vitest'
import { reach, saved } from '../../../test/support/reach/question.ts'
import { parseRules } from './index.ts'

describe('iptables-save', () => {
  it('answers always, never and conditional, with the line that decides', () => {
    const rules = saved('-A INPUT -s 198.51.100.0/24 -p udp -m udp --dport 5060 -j ACCEPT')
    expect(reach(rules, { from: '198.51.100.7' })).toMatchObject({ answer: 'always', lines: [6] })
    expect(reach(rules, { from: '203.0.113.7' })).toMatchObject({
      answer: 'never',
      lines: [3],
      decidedBy: [{ rule: ':INPUT DROP [0:0]' }],
    })
    const some = reach(rules, {})
    expect(some.answer).toBe('conditional')
    expect(some.condition).toContain('198.51.100.0/24')
    expect(some.witness).toMatchObject({ proto: 'udp', dst: '192.0.2.10', dport: 5060 })
    expect(some.witness?.src).toMatch(/^198\.51\.100\./)
    expect(some.counterexample?.src).not.toMatch(/^198\.51\.100\./)
  })
  it('follows jumps, returns and gotos through chains of the user', () => {
    const rules = saved(
      ':a - [0:0]',
      ':b - [0:0]',
      '-A INPUT -j a',
      '-A INPUT -p udp -j ACCEPT',
      '-A a -s 10.0.0.0/8 -g b',
      '-A a -p udp -j DROP',
      '-A b -s 10.1.0.0/16 -j RETURN',
      '-A b -j DROP',
    )
    expect(reach(rules, { from: '10.1.2.3' })).toMatchObject({ answer: 'always', lines: [9] })
    expect(reach(rules, { from: '10.2.2.3' })).toMatchObject({ answer: 'never', lines: [13] })
    expect(reach(rules, { from: '192.0.2.1' })).toMatchObject({ answer: 'never', lines: [11] })
  })
  it('reads negation, several ports, address ranges and masks with holes', () => {
    const rules = saved(
      '-A INPUT ! -s 10.0.0.0/8 -p udp -m multiport --dports 5060,5080:5090 -j ACCEPT',
      '-A INPUT -m iprange --src-range 10.0.0.5-10.0.0.7 -j ACCEPT',
      '-A INPUT -s 10.0.0.9/255.0.0.255 -j ACCEPT',
    )
    expect(reach(rules, { from: '192.0.2.1', port: '5085' }).answer).toBe('always')
    expect(reach(rules, { from: '192.0.2.1', port: '5091' }).answer).toBe('never')
    expect(reach(rules, { from: '10.0.0.5-10.0.0.7' }).answer).toBe('always')
    expect(reach(rules, { from: '10.0.0.7-10.0.0.8' }).answer).toBe('conditional')
    expect(reach(rules, { from: '10.77.3.9' })).toMatchObject({ answer: 'always', lines: [8] })
  })
  it('treats what headers do not tell as a condition, and neither skips nor assumes it', () => {
    for (const match of [
      '-m limit --limit 5/sec',
      '-m owner --uid-owner 100',
      '-m string --string "x" --algo bm',
      '-m time --timestart 08:00',
      '-m recent --rcheck --seconds 60',
      '-m set --match-set trunks src',
      '-m strange --odd 1',
      '-s pbx.example.net',
    ]) {
      const passing = reach(saved(`-A INPUT -p udp ${match} -j ACCEPT`), {})
      expect([match, passing.answer, passing.conditions[0]?.line]).toEqual([match, 'conditional', 6])
      expect(reach(saved(`-A INPUT -p udp ${match} -j ACCEPT`, '-A INPUT -p udp -j ACCEPT'), {}).answer).toBe(
        'always',
      )
    }
  })
  it('knows that a thing and its opposite cannot both be', () => {
    const both = saved(
      '-A INPUT -m string --string "x" --algo bm -j ACCEPT',
      '-A INPUT -m string --string "x" --algo bm -j DROP',
      '-A INPUT -j ACCEPT',
    )
    expect(reach(both, {}).answer).toBe('always')
  })
  it('carries marks from one table to the next', () => {
    const rules = [
      '*mangle',
      ':PREROUTING ACCEPT [0:0]',
      '-A PREROUTING -s 10.0.0.0/8 -j MARK --set-xmark 0x2/0xf',
      'COMMIT',
      saved('-A INPUT -m mark --mark 0x2/0x2 -j ACCEPT'),
    ].join('\n')
    expect(reach(rules, { from: '10.0.0.1' }).answer).toBe('always')
    expect(reach(rules, { from: '11.0.0.1' }).answer).toBe('never')
  })
  it('asks FORWARD about what is translated to another address, as sent', () => {
    const rules = [
      '*nat',
      ':PREROUTING ACCEPT [0:0]',
      '-A PREROUTING -d 192.0.2.10/32 -p udp -m udp --dport 15060 -j DNAT --to-destination 10.0.0.5:5060',
      'COMMIT',
      saved('-A FORWARD -d 10.0.0.5/32 -p udp -m udp --dport 5060 -j ACCEPT'),
    ].join('\n')
    const answer = reach(rules, { port: '15060' })
    expect(answer.answer).toBe('always')
    expect(answer.decidedBy.map(({ line, does }) => [line, does])).toEqual([
      [10, 'accepts'],
      [3, 'translates'],
    ])
    expect(answer.witness).toMatchObject({ dst: '192.0.2.10', dport: 15060 })
    expect(reach(rules, { port: '5060' }).answer).toBe('never')
  })
  it('takes an ipset beside it, and IPv6 rules', () => {
    const v4 = saved('-A INPUT -p udp -m set --match-set trunks src -j ACCEPT')
    const sets =
      'create trunks hash:net family inet\nadd trunks 198.51.100.0/24\nadd trunks 198.51.100.9 nomatch\n'
    expect(reach([v4, sets], { from: '198.51.100.7' }).answer).toBe('always')
    expect(reach([v4, sets], { from: '198.51.100.9' }).answer).toBe('never')
    const v6 = '# Generated by ip6tables-save v1.8.9\n*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n'
    expect(reach([v4, v6], { to: '2001:db8::10' })).toMatchObject({
      answer: 'always',
      decidedBy: [{ file: 'file2', line: 3 }],
    })
    const silent = reach(v4, { to: '2001:db8::10' })
    expect(silent.answer).toBe('conditional')
    expect(silent.condition).toContain('say nothing about IPv6')
  })
  it('passes no packet by the loopback that came from outside', () => {
    const rules = saved('-A INPUT -i lo -j ACCEPT')
    expect(reach(rules, {}).answer).toBe('never')
    expect(reach(rules, { from: '127.0.0.1', to: '127.0.0.1' }).answer).toBe('always')
  })
  it('asks about the interface, and says so when it matters', () => {
    const rules = saved('-A INPUT -i eth+ -p udp -j ACCEPT')
    expect(reach(rules, { inInterface: 'eth0' }).answer).toBe('always')
    expect(reach(rules, { inInterface: 'wlan0' }).answer).toBe('never')
    expect(reach(rules, {}).answer).toBe('conditional')
  })
  it('survives chains that lead back to themselves or nowhere', () => {
    const rules = saved(':a - [0:0]', '-A INPUT -j a', '-A INPUT -j DROP', '-A a -j a', '-A a -j gone')
    expect(reach(rules, {}).answer).toBe('conditional')
  })
  it('goes through one firewall after the other', () => {
    const edge = saved('-A FORWARD -p udp --dport 5060 -j ACCEPT')
    const host = saved('-A INPUT -s 198.51.100.0/24 -p udp --dport 5060 -j ACCEPT')
    expect(reach([edge, host], { from: '198.51.100.1' })).toMatchObject({
      answer: 'always',
      decidedBy: [{ file: 'file1' }, { file: 'file2' }],
    })
    expect(reach([edge, host], { from: '198.51.101.1' })).toMatchObject({
      answer: 'never',
      decidedBy: [{ file: 'file2' }],
    })
    expect(reach([edge, host], { from: '198.51.100.1', port: '5061' })).toMatchObject({
      answer: 'never',
      decidedBy: [{ file: 'file1' }],
    })
  })
})

describe('questions', () => {
  it('name zones, and firewalls between them', () => {
    const zones = {
      zones: {
        internet: 'any',
        office: ['10.0.0.0/8'],
        pbx: { addresses: '192.0.2.10', self: true },
        lan: { addresses: ['10.2.0.0/16'], interface: 'eth1' },
      },
    }
    const rules = saved('-A INPUT -i eth1 -p udp -j ACCEPT', '-A INPUT -s 10.0.0.0/8 -p tcp -j ACCEPT')
    expect(reach(rules, { from: 'lan', to: 'pbx' }, zones).answer).toBe('always')
    expect(reach(rules, { from: 'internet', to: 'pbx', proto: 'tcp' }, zones).answer).toBe('never')
    expect(reach(rules, { from: 'office', to: 'pbx', proto: 'tcp' }, zones).answer).toBe('always')
    expect(() => reach(rules, { from: 'ofice' }, zones)).toThrow(/did you mean "office"/)
  })
  it('that make no sense are refused', () => {
    const rules = saved('-A INPUT -p udp -j ACCEPT')
    expect(() => reach(rules, { from: '10.0.0.0/33' })).toThrow(/no address/)
    expect(() => reach(rules, { port: '70000' })).toThrow(/no port/)
    expect(() => reach(rules, { proto: 'uddp' })).toThrow(/no protocol/)
    expect(() => reach(rules, { from: '10.0.0.1', to: '2001:db8::1' })).toThrow(/different IP versions/)
    expect(() => parseRules('hello', 'x.txt')).toThrow(/no rule set/)
  })
})
