import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { takeInventory } from '#core/inventory'
import { sha1 } from '../../src/adapters/system/sha1.ts'
import { CORE, METADATA, pretty, SIPSETTINGS } from '../support/freepbx/backup.ts'
import { createRng } from '../support/scenario/prng.ts'

interface Specimen {
  readonly path: string
  readonly text: string
}

const filesIn = (folder: string): { readonly name: string; readonly text: string }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .map((path) => ({ name: relative(folder, path), text: readFileSync(path, 'utf8') }))
const at = (folder: string): string => fileURLToPath(new URL(folder, import.meta.url))

/** The proofs of every check, one by one. */
const proofs: readonly Specimen[][] = filesIn(at('../../content/checks'))
  .filter(({ name }) => !name.endsWith('check.yaml') && /\.\w+$/.test(name))
  .map(({ name, text }) => [{ path: name.replace(/^.*\/\w+(?:-\w+)?\./, '').replaceAll('~', '/'), text }])

/** What is read together: whole sites, dumps of FreePBX among them, and its backup. */
const sites: readonly Specimen[][] = [
  ...['sites', 'shipped'].flatMap((kind) =>
    readdirSync(at(kind)).map((site) =>
      filesIn(at(`${kind}/${site}`)).map(({ name, text }) => ({ path: name, text })),
    ),
  ),
  [
    { path: 'backup/metadata.json', text: pretty(METADATA) },
    { path: 'backup/modulejson/Core.json', text: pretty(CORE) },
    { path: 'backup/modulejson/Sipsettings.json', text: pretty(SIPSETTINGS) },
  ],
  [{ path: 'backup/mysql-1.sql', text: readFileSync(at('shipped/freepbx/asterisk.sql'), 'utf8') }],
]

/** RINGFENCE_FUZZ=200000 is the full run. */
const MUTATIONS = Number(process.env['RINGFENCE_FUZZ'] ?? 10_000)
const SPICE = [
  '[',
  ']',
  '(',
  ')',
  '${',
  '}',
  '"',
  "'",
  ';--',
  '--;',
  '#include *',
  '<',
  '>',
  '<!--',
  '/*',
  '#!ifdef X\n',
  '\\',
  '\n',
  '=',
  '=>',
  ',',
  '\u0000',
  'é',
  '9'.repeat(300),
]

function mutate(text: string, random: ReturnType<typeof createRng>): string {
  let mutated = text
  for (let k = random.int(1, 5); k > 0; k--) {
    const from = random.int(0, mutated.length)
    const to = random.chance(0.5) ? from : from + random.int(0, 40)
    mutated = mutated.slice(0, from) + (random.chance(0.7) ? random.pick(SPICE) : '') + mutated.slice(to)
  }
  return mutated
}

test(`${MUTATIONS} mutated configurations crash nothing, and every place that is named exists`, () => {
  const random = createRng(5)
  let named = 0
  for (let n = 0; n < MUTATIONS; n++) {
    const specimen = random.pick(random.chance(0.3) ? sites : proofs)
    const broken = random.int(0, specimen.length - 1)
    const files = specimen.map(({ path, text }, index) => ({
      path,
      text: index === broken ? mutate(text, random) : text,
    }))
    const lines = new Map(files.map(({ path, text }) => [path, text.split('\n').length]))
    const snapshot = takeInventory(files, sha1)
    const places = [
      ...snapshot.resources.flatMap(({ at: own, facts }) => [
        own,
        ...[...facts.values()].flatMap(({ at: told }) => told ?? []),
      ]),
      ...snapshot.problems,
      ...snapshot.programs.map(({ at: own }) => own),
    ]
    named += places.length
    for (const { file, line } of places)
      if (!(line >= 1 && line <= (lines.get(file) ?? 0))) expect.fail(`${file}:${line}`)
  }
  expect(named).toBeGreaterThan(MUTATIONS)
})
