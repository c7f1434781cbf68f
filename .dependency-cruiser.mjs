// The import gate: who may see whom, as HOUSE rules over the table in architecture.mjs.
import { readdirSync } from 'node:fs'
import { coreNpm, rooms } from './architecture.mjs'

// A folder without a row, or a row without a folder, stops the cruise before it starts.
const built = readdirSync(new URL('./src/core', import.meta.url))
  .sort()
  .join()
const listed = Object.keys(rooms).sort().join()
if (built !== listed)
  throw new Error(`no-unlisted-room: src/core (${built}) and architecture.mjs (${listed}) differ`)

const err = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to })
const TESTS = '[.]test[.]tsx?$'
const NODE = { dependencyTypes: ['core'] }
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown']

/** Vendors whose product runs another's: FreePBX is an Asterisk. They see its door. ADR 0005. */
const builtOn = [['freepbx', 'asterisk']]

const roomRules = Object.entries(rooms).map(([room, may]) =>
  err(
    `room-${room}`,
    { path: `^src/core/${room}/` },
    { path: '^src/core/', pathNot: [room, ...may].map((name) => `^src/core/${name}/`) },
    `core/${room} may look into: ${may.join(', ') || 'nothing'}`,
  ),
)

const coreRules = [
  err(
    'enter-by-the-door',
    { path: '^(src|web)/(?:core/)?([^/]+)/', pathNot: TESTS },
    { path: '^src/core/([^/]+)/.+', pathNot: ['^src/core/[^/]+/index[.]ts$', '^src/core/$2/'] },
    'a room is entered through its index.ts only',
  ),
  err(
    'bench-by-the-door',
    { path: '^bench/' },
    { path: '^src/core/', pathNot: '^src/core/[^/]+/index[.]ts$' },
    'benches measure what everybody may use',
  ),
  err(
    'core-is-pure',
    { path: '^src/core/', pathNot: TESTS },
    NODE,
    'core has no node: module: no files, no sockets, no clock',
  ),
  err(
    'core-npm',
    { path: '^src/core/', pathNot: TESTS },
    { dependencyTypes: NPM, pathNot: coreNpm.map((name) => `node_modules/${name}/`) },
    `core may use only: ${coreNpm.join(', ')}`,
  ),
  err(
    'core-looks-inward',
    { path: '^src/core/', pathNot: TESTS },
    { path: '^(src|web|bench|test|tools)/', pathNot: '^src/core/' },
    'core knows nobody outside',
  ),
]

const streetRules = [
  err(
    'contract-on-core-only',
    { path: '^src/contract/' },
    { path: '^src/', pathNot: '^src/(core|contract)/' },
    'contract: zod and core types',
  ),
  err(
    'adapters-on-core-only',
    { path: '^src/adapters/', pathNot: TESTS },
    { path: '^src/', pathNot: '^src/(core|adapters)/' },
    'an adapter implements core ports; it knows no app and no face',
  ),
  err(
    'adapters-are-strangers',
    { path: '^src/adapters/([^/]+)/', pathNot: TESTS },
    { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    'one adapter family never calls another',
  ),
  err(
    'connectors-are-strangers',
    { path: '^src/adapters/connectors/([^/]+)/', pathNot: TESTS },
    {
      path: '^src/adapters/connectors/',
      pathNot: [
        '^src/adapters/connectors/$1/',
        '^src/adapters/connectors/kit[.]ts$',
        ...builtOn.map(([, below]) => `^src/adapters/connectors/${below}/index[.]ts$`),
      ],
    },
    'one vendor, one folder',
  ),
  ...builtOn.map(([above, below]) =>
    err(
      `only-${above}-stands-on-${below}`,
      { path: '^src/adapters/connectors/[^/]+/', pathNot: [TESTS, `/connectors/(?:${above}|${below})/`] },
      { path: `^src/adapters/connectors/${below}/` },
      `the vendor ${above} runs ${below}; no other does`,
    ),
  ),
]

const frontRules = [
  err(
    'flows-are-pure-orchestration',
    { path: '^src/app/flows/', pathNot: TESTS },
    { path: '^src/', pathNot: '^src/(core|app/flows)/' },
    'flows see ports, never adapters',
  ),
  err('flows-no-node', { path: '^src/app/flows/', pathNot: TESTS }, NODE, 'flows do I/O through ports'),
  err(
    'only-compose-builds',
    { path: '^src/app/', pathNot: ['^src/app/compose[a-z-]*[.]ts$', TESTS] },
    { path: '^src/adapters/' },
    'compose.ts, with one for each thread, is the place that constructs adapters',
  ),
  err(
    'app-knows-no-face',
    { path: '^src/app/' },
    { path: '^(src/faces|web)/' },
    'the app does not know who is looking',
  ),
  err(
    'faces-via-app',
    { path: '^src/faces/', pathNot: TESTS },
    {
      path: '^src/',
      pathNot: ['^src/faces/', '^src/app/(index|files)[.]ts$', '^src/contract/', '^src/core/kernel/'],
    },
    "faces talk to the app's two doors and the contract",
  ),
  err(
    'http-knows-no-cli',
    { path: '^src/faces/http/' },
    { path: '^src/faces/cli/' },
    'cli may start http, never the reverse',
  ),
  err(
    'web-types-only',
    { path: '^web/' },
    { path: '^src/', pathNot: '^src/contract/' },
    'web sees the contract only',
  ),
  err(
    'web-erased',
    { path: '^web/' },
    { path: '^src/contract/', dependencyTypesNot: ['type-only'] },
    'and only as types',
  ),
]

const everywhere = [
  err('no-circular', {}, { circular: true }, 'no cycles, type-only included'),
  err(
    'no-test-in-prod',
    { path: '^(src|web)/', pathNot: TESTS },
    { path: ['^(test|bench|tools)/', TESTS] },
    'what is shipped uses no test, bench or tool',
  ),
  err(
    'no-dev-dep',
    { path: '^src/', pathNot: TESTS },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    'a devDependency is absent in production',
  ),
  err('resolvable', {}, { couldNotResolve: true }, 'a deep import of a room does not resolve'),
]

export default {
  forbidden: [...roomRules, ...coreRules, ...streetRules, ...frontRules, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
