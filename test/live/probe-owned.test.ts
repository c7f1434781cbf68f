import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInNetwork, reverseName } from '../../src/adapters/probe/surroundings.ts'
import { createWire } from '../../src/adapters/probe/wire.ts'
import { judgeOwnership } from '../../src/core/probe/index.ts'
import { built } from '../e2e/program.ts'
import { canFilter } from '../support/namespaces.ts'

const refused = await canFilter()
const ADDRESSES = ['10.99.0.9', '10.98.0.9', '198.51.100.7']
const SPACE = `rf-probe-${process.pid}`
const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8' })

describe.skipIf(refused !== null)('every packet on the wire is counted', () => {
  let dir: string
  beforeAll(async () => {
    await built()
    dir = mkdtempSync(join(tmpdir(), 'ringfence-probe-'))
    ip('netns', 'add', SPACE)
    ip('-n', SPACE, 'link', 'set', 'lo', 'up')
    ip('-n', SPACE, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', 'eth1')
    ip('-n', SPACE, 'link', 'set', 'eth1', 'up')
    ip('-n', SPACE, 'addr', 'add', '10.99.0.1/24', 'dev', 'eth0')
    ip('-n', SPACE, 'link', 'set', 'eth0', 'up')
    ip('-n', SPACE, 'route', 'add', 'default', 'dev', 'eth0')
    nft('add', 'table', 'ip', 'count')
    for (const address of ADDRESSES) nft('add', 'counter', 'ip', 'count', nameOf(address))
    nft('add', 'chain', 'ip', 'count', 'out', '{ type filter hook output priority 0; }')
    for (const address of ADDRESSES)
      nft('add', 'rule', 'ip', 'count', 'out', 'ip', 'daddr', address, 'counter', 'name', nameOf(address))
    const device = (address: string): string =>
      `  - { name: "${address}", vendor: v, product: p, version: "1", address: ${address} }\n`
    writeFileSync(join(dir, 'inventory.yaml'), `devices:\n${ADDRESSES.map(device).join('')}`)
  }, 120_000)
  afterAll(() => {
    ip('netns', 'del', SPACE)
    rmSync(dir, { recursive: true, force: true })
  })

  const nft = (...args: string[]): void => void execFileSync('ip', ['netns', 'exec', SPACE, 'nft', ...args])
  const nameOf = (address: string): string => `to${address.replaceAll('.', '_')}`
  const counted = (address: string): number => {
    const text = execFileSync(
      'ip',
      ['netns', 'exec', SPACE, 'nft', 'list', 'counter', 'ip', 'count', nameOf(address)],
      { encoding: 'utf8' },
    )
    return Number(/packets (\d+)/.exec(text)?.[1])
  }
  const probe = (...args: string[]) =>
    spawnSync(
      'ip',
      [
        'netns',
        'exec',
        SPACE,
        process.execPath,
        'dist/faces/cli/main.js',
        'probe',
        '--inventory',
        join(dir, 'inventory.yaml'),
        '--data',
        join(dir, 'data'),
        ...args,
      ],
      { encoding: 'utf8', timeout: 100_000 },
    )

  it('goes to an address of an attached private network, which is the control of this test', () => {
    const { status } = probe('10.99.0.9', '--only', 'P1', '--json')
    expect(status).toBe(0)
    expect(counted('10.99.0.9')).toBeGreaterThan(0)
  })
  it.each(['10.98.0.9', '198.51.100.7'])('never goes to %s, which is not proven to be ours', (address) => {
    const { status, stderr } = probe(address, '--json')
    expect(status).toBe(1)
    expect(stderr).toContain('nothing was sent')
    expect(counted(address)).toBe(0)
  })
  it('goes nowhere at all when one of several is not ours', () => {
    const before = counted('10.99.0.9')
    expect(probe('--json').status).toBe(1)
    expect(ADDRESSES.map(counted)).toEqual([before, 0, 0])
  })
  it('goes nowhere in a dry run, which shows the packets', () => {
    const before = counted('10.99.0.9')
    const { status, stdout } = probe('10.99.0.9', '--dry-run', '--only', 'P1', 'P4', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout).targets[0].packets[0].text).toContain('OPTIONS sip:10.99.0.9 SIP/2.0')
    expect(counted('10.99.0.9')).toBe(before)
  })
  it('goes to no address that the inventory does not list', () => {
    const { status, stderr } = probe('10.99.0.77')
    expect([status, stderr]).toEqual([1, expect.stringContaining('is no address of')])
  })
})

describe('ownership', () => {
  const around = {
    attached: ['10.99.0.1/24', 'fd00::1/64'],
    reverse: [],
    token: 'ringfence-owner=ringfence/ab',
  }
  const owned = (address: string, more = {}) =>
    judgeOwnership(address, { ...around, ...more }, isInNetwork).owned
  it('is this machine, an attached private network, or a public address whose reverse name says so', () => {
    expect(['127.0.0.1', '::1', '10.99.0.200', 'fd00::77'].map((each) => owned(each))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['10.98.0.1', 'fd01::1', '203.0.113.7', '2001:db8::1'].map((each) => owned(each))).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(owned('203.0.113.7', { reverse: ['ringfence-owner=ringfence/ab'] })).toBe(true)
    expect(owned('203.0.113.7', { reverse: ['ringfence-owner=ringfence/of-somebody-else'] })).toBe(false)
    // A public network that happens to be attached proves nothing: the neighbours are in it too.
    expect(owned('203.0.113.7', { attached: ['203.0.113.1/24'] })).toBe(false)
  })
  it('is asked below the reverse name', () => {
    expect(reverseName('203.0.113.7')).toBe('7.113.0.203.in-addr.arpa')
    expect(reverseName('2001:db8::1')).toBe(`1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`)
  })
  it('is asked again before each packet: what ceases to be ours gets nothing more', async () => {
    let ours = true
    const wire = createWire('127.0.0.1', { isOwned: () => ours, dryRun: false })
    const talk = await wire.open('udp', 9)
    ours = false
    await expect(talk?.send('x')).rejects.toMatchObject({ code: 'probe-not-owned' })
    expect(wire.packets).toEqual([])
    talk?.close()
  })
})
