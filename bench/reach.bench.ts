import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bestInTurn, measured } from './measured.ts'
import type { BenchRow } from './model.ts'

const VLANS = 13

/** Questions about large rule sets, from the start of the program to the answer. There is no like to compare with. */
export async function run(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rf-bench-reach-'))
  const [rules, vlans, zones] = ['large.rules', 'vlans.rules', 'zones.yaml'].map((name) => join(folder, name))
  try {
    await writeFile(rules as string, largeRules())
    await writeFile(vlans as string, vlanRules())
    await writeFile(zones as string, vlanZones())
    const program = 'dist/faces/cli/main.js'
    const asked = ['reach', '--rules', rules as string, '--proto', 'udp', '--port', '5060', '--json']
    const [inward, through, matrix] = await bestInTurn(
      () => measured([program, ...asked, '--from', 'any', '--to', '192.0.2.10', '--chain', 'INPUT']),
      () =>
        measured([program, ...asked, '--from', '10.0.0.0/8', '--to', '10.0.20.0/24', '--chain', 'FORWARD']),
      () =>
        measured([
          program,
          'rules',
          'matrix',
          '--rules',
          vlans as string,
          '--zones',
          zones as string,
          '--json',
        ]),
    )
    const cells = (JSON.parse(matrix.stdout) as { cells: unknown[] }).cells.length
    return [
      row('5,000 rules: who reaches SIP of the machine', inward.seconds, 's'),
      row('the same, core seconds', inward.coreSeconds, 's'),
      row('5,000 rules: from one network to another', through.seconds, 's'),
      row('the same, core seconds', through.coreSeconds, 's'),
      row(`${VLANS} VLANs against each other over 1,000 rules, ${cells} answers`, matrix.seconds, 's'),
      row('the same, core seconds', matrix.coreSeconds, 's'),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const row = (what: string, ours: number, unit: string): BenchRow => ({
  area: 'reach',
  what,
  ours,
  peer: null,
  theirs: null,
  unit,
  higherIsBetter: false,
})

/** The same numbers each time. */
function dice(): (sides: number) => number {
  let state = 7
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state % sides
  }
}

const saved = (lines: readonly string[]): string =>
  [
    '*filter',
    ':INPUT DROP [0:0]',
    ':FORWARD DROP [0:0]',
    ':OUTPUT ACCEPT [0:0]',
    ...lines,
    'COMMIT',
    '',
  ].join('\n')

/** A block list, a list of carriers, and what users were let through over the years. */
function largeRules(): string {
  const roll = dice()
  const outside = (): string =>
    `${[198, 203, 185, 45, 91][roll(5)]}.${roll(256)}.${roll(256)}.${roll(256)}/${[20, 24, 32, 32][roll(4)]}`
  const inside = (): string => `10.${roll(256)}.${roll(256)}.${roll(256)}/${[16, 24, 28, 32][roll(4)]}`
  const many = (count: number, line: () => string): string[] => Array.from({ length: count }, line)
  return saved([
    ...[':BLOCK - [0:0]', ':CARRIERS - [0:0]', ':USERS - [0:0]'],
    ...['INPUT', 'FORWARD'].flatMap((chain) => [
      `-A ${chain} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
      `-A ${chain} -j BLOCK`,
    ]),
    '-A INPUT -p udp -m udp --dport 5060 -j CARRIERS',
    '-A FORWARD -j USERS',
    ...many(2500, () => `-A BLOCK -s ${outside()} -j DROP`),
    ...many(500, () => `-A CARRIERS -s ${outside()} -j ACCEPT`),
    ...many(2000, () => {
      const port = 1 + roll(60_000)
      const verdict = roll(4) === 0 ? 'DROP' : 'ACCEPT'
      return `-A USERS -s ${inside()} -d ${inside()} -p ${roll(2) ? 'udp' : 'tcp'} -m multiport --dports ${port},${port + 1}:${port + 200} -j ${verdict}`
    }),
  ])
}

function vlanRules(): string {
  const roll = dice()
  const services = [22, 80, 443, 5038, 5060, 5061, 8088, 3306, 445, 69]
  return saved(
    Array.from({ length: 1000 }, () => {
      const [from, to] = [roll(VLANS), roll(VLANS)]
      const port = services[roll(services.length)]
      return `-A FORWARD -i vlan${from} -o vlan${to} -s 10.0.${from}.${roll(16) * 16}/28 -d 10.0.${to}.0/24 -p ${roll(2) ? 'udp' : 'tcp'} --dport ${port} -j ${roll(3) ? 'ACCEPT' : 'DROP'}`
    }),
  )
}

function vlanZones(): string {
  const names = Array.from({ length: VLANS }, (_, n) => n)
  return `zones:
${names.map((n) => `  vlan${n}: 10.0.${n}.0/24`).join('\n')}
firewalls:
  core:
    interfaces:
${names.map((n) => `      vlan${n}: vlan${n}`).join('\n')}
`
}
