import { describe, expect, it } from 'vitest'
import { reach } from '../../../test/support/reach/question.ts'

describe('nft', () => {
  const table = (...body: string[]): string => ['table inet f {', ...body, '}'].join('\n')
  const input = (...rules: string[]): string[] => [
    'chain input {',
    'type filter hook input priority filter; policy drop;',
    ...rules,
    '}',
  ]
  it('reads sets, intervals, concatenations, maps and verdict maps', () => {
    const text = table(
      'set trunks {',
      'type ipv4_addr',
      'flags interval',
      'elements = { 198.51.100.0/24,',
      '10.0.0.1-10.0.0.9 }',
      '}',
      'map way {',
      'type inet_service : verdict',
      'elements = { 5060 : jump sip, 22 : drop }',
      '}',
      'chain sip {',
      'ip saddr @trunks accept',
      'ip saddr . udp dport { 192.0.2.1 . 5060, 192.0.2.2 . 5000-5100 } goto ok',
      '}',
      'chain ok {',
      'accept',
      '}',
      ...input(
        'ct state vmap { established : accept, invalid : drop }',
        'udp dport vmap @way',
        'udp dport 6000-6010 accept',
      ),
    ) // prettier-ignore
    expect(reach(text, { from: '10.0.0.5' })).toMatchObject({ answer: 'always', lines: [13] })
    expect(reach(text, { from: '192.0.2.2' })).toMatchObject({ answer: 'always', lines: [17] })
    expect(reach(text, { from: '192.0.2.3' }).answer).toBe('never')
    expect(reach(text, { from: 'any', port: '6000-6010' }).answer).toBe('always')
    expect(reach(text, { from: 'any', port: '6000-6011' }).answer).toBe('conditional')
    expect(reach(text, { from: '192.0.2.3', state: 'established' }).answer).toBe('always')
  })
  it('wants every base chain of a hook to accept, whatever its order in the file', () => {
    const text = [
      table(...input('accept')),
      'table ip early {',
      'chain c {',
      'type filter hook input priority filter - 10; policy accept;',
      'udp dport 5060 drop',
      '}',
      '}',
    ].join('\n')
    expect(reach(text, {})).toMatchObject({ answer: 'never', lines: [10] })
    expect(reach(text, { to: '2001:db8::1' }).answer).toBe('always')
  })
  it('reads its JSON like its text, and finds the line in JSON that is spread out', () => {
    const json = JSON.stringify(
      {
        nftables: [
          {
            chain: {
              family: 'inet',
              table: 'f',
              name: 'in',
              type: 'filter',
              hook: 'input',
              prio: 0,
              policy: 'drop',
            },
          },
          {
            rule: {
              family: 'inet',
              table: 'f',
              chain: 'in',
              handle: 4,
              expr: [
                {
                  match: {
                    op: '==',
                    left: { payload: { protocol: 'ip', field: 'saddr' } },
                    right: { prefix: { addr: '10.0.0.0', len: 8 } },
                  },
                },
                {
                  match: {
                    op: '==',
                    left: { payload: { protocol: 'udp', field: 'dport' } },
                    right: { set: [5060, { range: [6000, 6010] }] },
                  },
                },
                { accept: null },
              ],
            },
          },
        ],
      },
      null,
      1,
    ) // prettier-ignore
    const line = json.split('\n').findIndex((each) => each.includes('"rule"'))
    expect(reach(json, { from: '10.1.1.1' })).toMatchObject({ answer: 'always', lines: [line] })
    expect(reach(json, { from: '11.1.1.1' }).answer).toBe('never')
  })
  it('keeps a statement nobody knows as a condition, with the verdict behind it', () => {
    const odd = reach(table(...input('udp dport 5060 frobnicate 7 accept')), {})
    expect([odd.answer, odd.conditions.map(({ text }) => text)]).toEqual([
      'conditional',
      ['udp dport 5060 frobnicate 7 accept'],
    ])
  })
})
