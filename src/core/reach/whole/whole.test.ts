import { describe, expect, it } from 'vitest'
import { saved } from '../../../../test/support/reach/question.ts'
import { createFirewall, difference, findDeadRules, parseRules, readQuestion } from '../index.ts'

const wall = (...rules: string[]) => createFirewall('edge', [parseRules(saved(...rules), 'edge.rules')])
const dead = (...rules: string[]) => findDeadRules(wall(...rules)).dead

describe('rules that never count', () => {
  it('are redundant, contradicted, shadowed or impossible, each with the rules that see to it', () => {
    const found = dead(
      '-A INPUT -s 10.0.0.0/8 -p udp -m udp --dport 5060 -j ACCEPT',
      '-A INPUT -s 10.1.0.0/16 -p udp -m udp --dport 5060 -j ACCEPT',
      '-A INPUT -s 10.2.0.0/16 -p udp -m udp --dport 5060 -j DROP',
      '-A INPUT -s 11.0.0.0/8 -j DROP',
      '-A INPUT -s 10.0.0.0/7 -p udp -m udp --dport 5060 -j ACCEPT',
      '-A INPUT ! -s 0.0.0.0/0 -j ACCEPT',
      '-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT',
    )
    expect(found.map(({ line, kind, because }) => [line, kind, because.map((each) => each.line)])).toEqual([
      [7, 'redundant', [6]],
      [8, 'contradicted', [6]],
      [10, 'shadowed', [6, 9]],
      [11, 'impossible', []],
    ])
    expect(found[0]).toMatchObject({ file: 'edge.rules', chain: 'INPUT', telephony: true })
  })
  it('are found behind a chain that takes all, and not where a limit, a mark or a state may let packets by', () => {
    expect(
      dead(
        ':all - [0:0]',
        '-A INPUT -p tcp -j all',
        '-A INPUT -p tcp -m tcp --dport 443 -j ACCEPT',
        '-A INPUT -m state --state ESTABLISHED -j ACCEPT',
        '-A INPUT -p udp -m limit --limit 5/sec -j ACCEPT',
        '-A INPUT -p udp -j DROP',
        '-A INPUT -m mark --mark 0x2 -j ACCEPT',
        '-A all -s 10.0.0.0/8 -j ACCEPT',
        '-A all -j DROP',
      ).map(({ line, kind }) => [line, kind]),
    ).toEqual([[8, 'shadowed']])
  })
  it('are none in rules that count or log', () => {
    expect(
      dead('-A INPUT -j DROP', '-A INPUT -j LOG', '-A INPUT -m mark --mark 1 -j MARK --set-xmark 0x2/0x2'),
    ).toEqual([])
  })
})

describe('two rule sets', () => {
  const compare = (before: string[], after: string[], wish: object = {}) => {
    const question = (rules: string[]) =>
      readQuestion(
        { from: 'any', to: 'any', ...wish },
        { zones: null, firewalls: [wall(...rules)], placed: [] },
      )
    return difference(question(before), question(after))
  }
  const accept = (source: string, port = 5060): string =>
    `-A INPUT -s ${source} -p udp -m udp --dport ${port} -j ACCEPT`

  it('are the same when only their order and their cut differ', () => {
    const difference = compare([accept('10.0.0.0/25'), accept('10.0.0.128/25')], [accept('10.0.0.0/24')], {
      from: '10.0.0.0/8',
    })
    expect(difference).toEqual({ same: true, opened: [], closed: [], notes: [] })
  })
  it('tell what is opened and closed, with a packet and the rule of either side', () => {
    const found = compare([accept('10.0.0.0/24')], [accept('10.0.0.0/25'), accept('192.0.2.0/24', 5038)])
    expect(found.same).toBe(false)
    expect(found.opened[0]).toMatchObject({
      witness: { proto: 'udp', dport: 5038 },
      before: [{ rule: ':INPUT DROP [0:0]' }],
      after: [{ line: 7 }],
      packets: { boxes: [{ src: '192.0.2.0/24', dport: '5038' }], complete: true },
    })
    expect(found.closed[0]).toMatchObject({
      before: [{ line: 6 }],
      after: [{ does: 'drops' }],
      packets: { boxes: [{ src: '10.0.0.128/25', dport: '5060' }] },
    })
  })
  it('count what depends on a rate as passing', () => {
    const limited = '-A INPUT -p udp -m udp --dport 5060 -m limit --limit 5/sec -j ACCEPT'
    expect(compare([limited], ['-A INPUT -p udp -m udp --dport 5060 -j ACCEPT'])).toMatchObject({
      same: true,
    })
    expect(compare([], [limited]).opened).toHaveLength(1)
  })
})
