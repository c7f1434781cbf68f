import { describe, expect, it } from 'vitest'
import { reach } from '../../../test/support/reach/question.ts'

describe('pfSense', () => {
  const config = (rules: string, more = '') => `<?xml version="1.0"?>
<pfsense>
 <interfaces>
  <wan><if>igb0</if><descr>WAN</descr><ipaddr>203.0.113.2</ipaddr><subnet>30</subnet><blockpriv/></wan>
  <lan><if>igb1</if><descr>LAN</descr><ipaddr>10.0.30.1</ipaddr><subnet>24</subnet></lan>
  <opt1><if>igb1.20</if><descr>VOICE</descr><ipaddr>10.0.20.1</ipaddr><subnet>24</subnet></opt1>
 </interfaces>
 <aliases><alias><name>trunks</name><type>network</type><address>198.51.100.0/24 192.0.2.9</address></alias>
  <alias><name>sip</name><type>port</type><address>5060 5080:5090</address></alias></aliases>
 ${more}
 <filter>
${rules}
 </filter>
</pfsense>`
  const rule = (body: string) => `  <rule>${body}</rule>\n`
  const any = '<source><any/></source><destination><any/></destination>'
  const lan = rule(
    `<type>pass</type><interface>lan</interface><ipprotocol>inet</ipprotocol><source><network>lan</network></source><destination><any/></destination><descr>Default allow LAN to any</descr>`,
  )
  it('as shipped lets the data network reach the voice network, and nobody in from outside', () => {
    expect(reach(config(lan), { from: '10.0.30.0/24', to: '10.0.20.5' })).toMatchObject({
      answer: 'always',
      decidedBy: [{ line: 12, rule: expect.stringContaining('Default allow LAN') }],
    })
    expect(reach(config(lan), { to: '10.0.20.5', inInterface: 'wan' })).toMatchObject({
      answer: 'never',
      decidedBy: [{ rule: expect.any(String) }, { rule: expect.any(String) }],
    })
  })
  it('reads aliases, negation, disabled rules and roles of interfaces', () => {
    const rules =
      rule(`<type>pass</type><disabled/><interface>wan</interface>${any}`) +
      rule(
        '<type>pass</type><interface>wan</interface><protocol>udp</protocol><source><address>trunks</address></source><destination><address>10.0.20.5</address><port>sip</port></destination>',
      )
    expect(
      reach(config(rules), { from: '198.51.100.7', to: '10.0.20.5', port: '5085', inInterface: 'WAN' }),
    ).toMatchObject({ answer: 'always', lines: [13] })
    expect(reach(config(rules), { from: '198.51.101.7', to: '10.0.20.5', inInterface: 'wan' }).answer).toBe(
      'never',
    )
    expect(() => reach(config(rules), { to: '10.0.20.5', inInterface: 'wen' })).toThrow(/did you mean "wan"/)
  })
  it('forwards ports before the filter, ranges as ranges', () => {
    const nat =
      '<nat><rule><interface>wan</interface><protocol>udp</protocol><source><any/></source><destination><network>wanip</network><port>10000-20000</port></destination><target>10.0.20.5</target><local-port>30000</local-port></rule></nat>'
    const rules = rule(
      '<type>pass</type><interface>wan</interface><protocol>udp</protocol><source><any/></source><destination><address>10.0.20.5</address><port>30000-40000</port></destination>',
    )
    expect(
      reach(config(rules, nat), {
        from: '198.51.100.1',
        to: '203.0.113.2',
        port: '10000-20000',
        inInterface: 'wan',
      }).answer,
    ).toBe('always')
    expect(
      reach(config(rules, nat), { from: '198.51.100.1', to: '203.0.113.2', port: '9999', inInterface: 'wan' })
        .answer,
    ).toBe('never')
  })
  it('lets floating rules go first when quick, and last otherwise', () => {
    const block = (quick: string) =>
      rule(
        `<type>block</type><floating>yes</floating>${quick}<direction>in</direction><interface>lan</interface>${any}`,
      )
    const answer = (rules: string) => reach(config(rules), { from: '10.0.30.9', to: '10.0.20.5' }).answer
    expect(answer(block('<quick>yes</quick>') + lan)).toBe('never')
    expect(answer(block('') + lan)).toBe('always')
  })
  it('tells where a damaged file breaks', () =>
    expect(() => reach('<pfsense>\n<filter>\n<rule></filter></pfsense>', {})).toThrow(
      'file1:3: </filter> closes nothing',
    ))
})

describe('Cisco IOS', () => {
  const config = (...acl: string[]) =>
    [
      'hostname core',
      'vlan 20',
      ' name VOICE',
      'interface Vlan20',
      ' ip address 10.0.20.1 255.255.255.0',
      'interface Vlan30',
      ' ip address 10.0.30.1 255.255.255.0',
      ' ip access-group DATA in',
      'ip access-list extended DATA',
      ...acl,
      'ip route 0.0.0.0 0.0.0.0 10.0.99.1',
    ].join('\n')
  it('applies lists to VLAN interfaces, found by the address the packet comes from', () => {
    const text = config(
      ' remark phones',
      ' permit udp 10.0.30.0 0.0.0.255 host 10.0.20.5 eq 5060',
      ' deny   ip any 10.0.20.0 0.0.0.255',
      ' permit ip any any',
    )
    expect(reach(text, { from: '10.0.30.0/24', to: '10.0.20.5' })).toMatchObject({
      answer: 'always',
      lines: [11],
    })
    expect(reach(text, { from: '10.0.30.7', to: '10.0.20.6' })).toMatchObject({
      answer: 'never',
      lines: [12],
    })
    expect(reach(text, { from: '10.0.20.7', to: '10.0.30.7' })).toMatchObject({ answer: 'always' })
    expect(
      reach(text, { from: '10.0.30.7', to: '10.0.20.6', proto: 'tcp', port: '80', inInterface: '30' }).answer,
    ).toBe('never')
  })
  it('reads wildcard masks with holes, ranges, groups and the implicit deny', () => {
    const text = [
      'object-group network PHONES',
      ' host 10.0.30.9',
      ' 10.0.30.16 255.255.255.240',
      config(
        ' 10 permit udp 10.0.0.5 0.0.255.0 any range 5060 5070',
        ' 20 permit tcp object-group PHONES any eq 80 443',
        ' 30 permit tcp any any established',
      ),
    ].join('\n')
    expect(reach(text, { from: '10.0.30.5', to: '10.0.20.5', port: '5060-5070' }).answer).toBe('always')
    expect(reach(text, { from: '10.0.30.17', to: '10.0.20.5', proto: 'tcp', port: '443' }).answer).toBe(
      'always',
    )
    expect(reach(text, { from: '10.0.30.40', to: '10.0.20.5', proto: 'tcp', port: '443' })).toMatchObject({
      answer: 'never',
      decidedBy: [{ rule: 'implicit deny at the end of DATA' }],
    })
  })
  it('translates after the incoming list', () => {
    const text = [
      'interface Gi0/0',
      ' ip address 203.0.113.2 255.255.255.252',
      ' ip nat outside',
      ' ip access-group 101 in',
      'ip nat inside source static udp 10.0.20.5 5060 203.0.113.2 5060',
      'access-list 101 permit udp any host 203.0.113.2 eq 5060',
      'ip route 0.0.0.0 0.0.0.0 203.0.113.1',
    ].join('\n')
    expect(reach(text, { to: '203.0.113.2' })).toMatchObject({ answer: 'always' })
    expect(reach(text, { to: '203.0.113.2', port: '5061' })).toMatchObject({
      answer: 'never',
      decidedBy: [{ line: 6 }],
    })
  })
})

describe('MikroTik', () => {
  const text = [
    '# 2026-03-06 by RouterOS 7.14',
    '/interface list member',
    'add interface=ether1 list=WAN',
    'add interface=bridge list=LAN',
    '/ip address',
    'add address=10.0.30.1/24 interface=bridge',
    '/ip firewall address-list',
    'add address=198.51.100.0/24 list=trunks',
    '/ip firewall filter',
    'add action=accept chain=forward connection-state=established,related,untracked',
    'add action=accept chain=forward ipsec-policy=in,ipsec',
    'add action=drop chain=forward connection-state=invalid',
    'add action=drop chain=forward comment="drop all from WAN \\',
    '    not DSTNATed" connection-nat-state=!dstnat connection-state=new in-interface-list=WAN',
    '/ip firewall nat',
    'add action=dst-nat chain=dstnat dst-port=5060 in-interface-list=WAN protocol=udp src-address-list=trunks to-addresses=10.0.30.5 to-ports=5060',
  ].join('\n')
  it('reads lists, translation and lines that go on', () => {
    expect(reach(text, { from: '198.51.100.7', to: '203.0.113.2', inInterface: 'wan' })).toMatchObject({
      answer: 'always',
    })
    expect(reach(text, { from: '198.51.101.7', to: '203.0.113.2', inInterface: 'WAN' })).toMatchObject({
      answer: 'never',
      lines: [13],
    })
    expect(reach(text, { from: '10.0.30.7', to: '198.51.100.1', inInterface: 'lan' }).answer).toBe('always')
  })
})

describe('UniFi and EdgeOS', () => {
  const json = JSON.stringify(
    {
      firewall: {
        group: { 'address-group': { trunks: { address: ['198.51.100.7', '198.51.100.8'] } } },
        name: {
          WAN_IN: {
            'default-action': 'drop',
            rule: {
              20: {
                action: 'accept',
                protocol: 'udp',
                source: { group: { 'address-group': 'trunks' } },
                destination: { address: '10.0.20.5', port: '5060' },
              },
              10: { action: 'accept', state: { established: 'enable', related: 'enable' } },
            },
          },
        },
      },
      interfaces: {
        ethernet: {
          eth0: { address: ['203.0.113.2/30'], description: 'WAN', firewall: { in: { name: 'WAN_IN' } } },
          eth1: { vif: { 20: { address: ['10.0.20.1/24'] } } },
        },
      },
    },
    null,
    1,
  ) // prettier-ignore
  it('reads rule lists, groups and interfaces with VLANs', () => {
    const line = json.split('\n').findIndex((each) => each.includes('"20": {')) + 1
    expect(reach(json, { from: '198.51.100.7', to: '10.0.20.5', inInterface: 'wan' })).toMatchObject({
      answer: 'always',
      lines: [line],
    })
    expect(reach(json, { from: '198.51.100.9', to: '10.0.20.5', inInterface: 'eth0' })).toMatchObject({
      answer: 'never',
      decidedBy: [{ rule: 'WAN_IN default-action drop' }],
    })
    expect(reach(json, { from: '10.0.20.9', to: '198.51.100.9' }).answer).toBe('always')
  })
})
