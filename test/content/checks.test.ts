import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { assessNetwork, findWeakVersions, type PlacedDevice, runChecks } from '#core/audit'
import { type ConfigFile, InventoryFile, type Snapshot, takeInventory } from '#core/inventory'
import {
  ask,
  type Firewall,
  type Ground,
  groupFirewalls,
  parseRules,
  readQuestion,
  ZonesFile,
} from '#core/reach'
import { readChecks } from '../../src/adapters/content/checks.ts'
import { advisoryStore, parseYaml } from '../../src/adapters/content/index.ts'
import { sha1 } from '../../src/adapters/system/sha1.ts'

const root = fileURLToPath(new URL('../../content/checks/', import.meta.url))
const checks = await readChecks()
const bundle = await advisoryStore.bundled()
const folders = readdirSync(root).flatMap((platform) =>
  readdirSync(join(root, platform)).map((id) => ({ id, folder: join(root, platform, id) })),
)

/** `fail.pjsip.conf`, `fail-guest.sip.conf`, `pass.0640.pjsip.conf`: the case, the mode where one matters, the file's name (`~` for `/`). */
const PROOF = /^((?:fail|pass)(?:-[\w]+)?)\.(?:(0[0-7]{3})\.)?(.+)$/

function proofsOf(folder: string): Map<string, ConfigFile[]> {
  const proofs = new Map<string, ConfigFile[]>()
  for (const name of readdirSync(folder).filter((each) => each !== 'check.yaml')) {
    const [, which = '', mode, flat = ''] = PROOF.exec(name) ?? []
    const path = flat.replaceAll('~', '/')
    expect(which, `${folder}/${name} is named like a proof`).not.toBe('')
    const text = readFileSync(join(folder, name), 'utf8')
    const file = { path, text, ...(mode ? { mode: Number.parseInt(mode, 8) } : {}) }
    proofs.set(which, [...(proofs.get(which) ?? []), file])
  }
  return proofs
}

test('every folder is the check of its own name, and no name stands twice', () => {
  expect(folders.map(({ id }) => id).sort()).toEqual(checks.map(({ id }) => id))
  expect(new Set(folders.map(({ id }) => id)).size).toBe(folders.length)
})

for (const { id, folder } of folders) {
  const check = checks.find((each) => each.id === id)
  if (check?.on === undefined) continue
  const proofs = proofsOf(folder)

  test(`${id} has a proof of both answers`, () => {
    const kinds = new Set([...proofs.keys()].map((which) => which.slice(0, 4)))
    expect([...kinds].sort()).toEqual(['fail', 'pass'])
  })
  for (const [which, files] of proofs)
    test(`${id} ${which}: ${files.map(({ path }) => path).join(', ')}`, () => {
      const findings = runChecks([check], snapshotOf(files, which.endsWith('-old') ? 31 : 3))
      expect(findings.map(({ status }) => status)[0]).toBe(which.slice(0, 4))
      for (const { status, evidence, reason } of findings.filter((each) => each.status === 'fail')) {
        expectLine(files, evidence)
        expect([status, reason]).toEqual([status, expect.not.stringMatching(/[{}]|\b(?:true|false)\b/)])
      }
    })
}

test('a check that meets nothing of its kind says so in one sentence', () => {
  const nobody = [{ path: 'manager.conf', text: '[general]\nenabled = yes\n' }]
  const asked = checks.filter(({ id }) => id === 'ADM-001')
  expect(runChecks(asked, snapshotOf(nobody, 3))).toMatchObject([
    { status: 'pass', reason: 'Nothing of the kind is configured.' },
  ])
})

/** All the site of a proof: `*.rules` are rules of a firewall, `inventory.yaml` names devices. */
function snapshotOf(files: readonly ConfigFile[], ageDays: number): Snapshot {
  const walls = groupFirewalls(
    files.filter(({ path }) => path.endsWith('.rules')).map(({ path, text }) => parseRules(text, path)),
  )
  const devices = files
    .filter(({ path }) => path === 'inventory.yaml')
    .flatMap((file) => devicesOf(file, walls))
  const taken = takeInventory(
    files.filter(({ path }) => !/\.rules$|^(?:inventory|zones)\.yaml$/.test(path)),
    sha1,
  )
  expect(taken.problems).toEqual([])
  const more = [
    ...(walls.length > 0 ? assessNetwork(groundOf(files, walls), taken).resources : []),
    ...(devices.length > 0 ? findWeakVersions(devices, bundle, ageDays) : []),
  ]
  return {
    ...taken,
    resources: [...taken.resources, ...more],
    told: new Set([...taken.told, ...more.map(({ type }) => type)]),
  }
}

/** `zones.yaml` names zones, each with its interface of the one firewall. */
function groundOf(files: readonly ConfigFile[], firewalls: readonly Firewall[]): Ground {
  const zones = files.find(({ path }) => path === 'zones.yaml')
  return { zones: zones ? parseYaml(zones.text, ZonesFile, zones.path) : null, firewalls, placed: [] }
}

function devicesOf({ path, text }: ConfigFile, walls: readonly Firewall[]): PlacedDevice[] {
  return parseYaml(text, InventoryFile, path).devices.map((device) => {
    const at = { file: path, line: 2, text: 'name' }
    if (walls.length === 0 || !device.address) return { device, at, reachable: null }
    const wish = { from: 'any', to: device.address, proto: 'tcp', port: '443' }
    const { answer } = ask(readQuestion(wish, { zones: null, firewalls: walls, placed: [] }))
    return { device, at, reachable: answer !== 'never' }
  })
}

/** The evidence stands where it says: the key that is shown is on that line of that file. */
function expectLine(
  files: readonly ConfigFile[],
  evidence: { file: string; line: number; text: string } | null,
): void {
  const file = files.find(({ path }) => path === evidence?.file)
  const line = file?.text.split('\n')[(evidence?.line ?? 0) - 1] ?? ''
  const key = (evidence?.text ?? '').split(/[=>•]/)[0]?.trim() ?? ''
  if (!evidence?.text.startsWith('mode ')) expect(line).toContain(key)
}
