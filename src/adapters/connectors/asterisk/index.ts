// Asterisk, by its manager interface: calls while they happen, and every control that the PBX's rights allow.
// In: address, user and secret. Out: a connection with a call source and an actuator.
// docs/guides/asterisk.md says what to prepare on the PBX.
import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DomainError } from '#core/kernel'
import {
  type CheckReport,
  type Connection,
  type Connector,
  type ConnectorTools,
  createRecent,
} from '../kit.ts'
import { capabilitiesOf, createAsteriskActuator } from './actuator.ts'
import { createAri } from './ari.ts'
import { configNames } from './config-watch.ts'
import { type Facts, readFacts } from './facts.ts'
import { createHand, type Hand } from './hand.ts'
import { insideKit } from './inside.ts'
import { createInspector } from './inspector.ts'
import { type Layout, stock } from './layout.ts'
import { kitText } from './pbx-kit.ts'
import { AsteriskSettings } from './settings.ts'
import { createAsteriskSource } from './source.ts'

/** Reading everything of a PBX with 200 phones takes it a tenth of a second. What we change in its files is seen at once. */
const FACTS_MS = 5000

export type { Layout } from './layout.ts'
export type { Log } from './records.ts'
export { AsteriskSettings } from './settings.ts'
export type { Place } from './tail.ts'

export const asterisk: Connector = {
  kind: 'asterisk',
  parse: (settings) => AsteriskSettings.parse(settings),
  open: (given, tools) => openAsterisk(AsteriskSettings.parse(given), tools, stock),
}

/** One Asterisk, under whatever writes its configuration. */
export function openAsterisk(
  settings: AsteriskSettings,
  tools: ConnectorTools,
  layout: Layout,
): Required<Pick<Connection, 'calls' | 'actuator'>> & Connection {
  const hand = createHand(settings, () => facts.forget())
  const ari = settings.ari ? createAri(settings.ari) : null
  const facts = createRecent(() => readFacts(hand, ari, layout), FACTS_MS, tools.now)
  const { configDir, host } = settings
  return {
    ...(configDir === undefined && layout.more === undefined
      ? {}
      : { inspector: { name: `Asterisk ${host}`, tells: createInspector(configDir, hand, layout) } }),
    calls: createAsteriskSource(settings, tools, layout),
    actuator: createAsteriskActuator({
      hand,
      ari,
      tools,
      settings,
      facts: facts.read,
    }),
    check: () => check(settings, hand, facts.read),
    close: async () => hand.close(),
  }
}

async function check(
  settings: AsteriskSettings,
  hand: Hand,
  readFactsNow: () => Promise<Facts>,
): Promise<CheckReport> {
  const own = await hand.ownAddress()
  const facts = await readFactsNow()
  const files = await readable(settings)
  const contexts = [...new Set(facts.phones.map(({ context }) => context))]
  const capabilities = capabilitiesOf(facts)
  const wanted = new Set(capabilities.filter(({ available }) => !available).map(({ control }) => control))
  return {
    product: facts.version === '' ? 'Asterisk' : `Asterisk ${facts.version}`,
    capabilities,
    reads: [
      'Calls, sign-ins and registrations while they happen (AMI)',
      facts.maySee
        ? 'Calls that were already up when Ringfence connects (CoreShowChannels)'
        : 'Not: calls already up when Ringfence connects; wants write=reporting',
      ...files,
      ...ariLine(settings, facts),
    ],
    paste: kitText({
      user: !facts.mayAct,
      sorcery: wanted.has('bar-account') || wanted.has('block-ip'),
      guard: wanted.has('bar-account') || wanted.has('block-destination'),
      contexts,
      emergency: ['911', '112'],
      address: own,
      ...insideKit(facts),
    }),
  }
}

/** What the files tell; throws when one that was given cannot be read here. */
async function readable({ cdr, securityLog, configDir }: AsteriskSettings): Promise<string[]> {
  for (const file of [cdr, securityLog]) if (file !== undefined) await mustBeReadable(file)
  const names = configDir === undefined ? [] : await configNames(configDir)
  return [
    cdr
      ? `Calls missed meanwhile, and calls the manager user may not hear of (${cdr})`
      : 'Not: calls missed meanwhile; give the record file with --cdr',
    securityLog
      ? `Sign-ins missed meanwhile, and those the manager user may not hear of (${securityLog})`
      : 'Not: sign-ins missed meanwhile; give the security log with --security-log',
    configDir
      ? `Changes of accounts, lines, users and the dial plan (${configDir}, ${names.length} files)`
      : 'Not: what changes in the configuration; give its folder with --config-dir',
  ]
}

/** Asterisk makes a log with its first line: until then its folder must be there. */
async function mustBeReadable(file: string): Promise<void> {
  const there = await access(file, constants.R_OK).then(
    () => '',
    (error: { code?: string; message: string }) => (error.code === 'ENOENT' ? 'ENOENT' : error.message),
  )
  const problem =
    there === 'ENOENT'
      ? await access(dirname(file)).then(
          () => '',
          (error: Error) => error.message,
        )
      : there
  if (problem === '') return
  throw new DomainError(
    'file-unreadable',
    `The log of the PBX ${file} cannot be read here: ${problem}`,
    'Give the path as it is on this machine, and let Ringfence read the file. Leave it out when the PBX is another machine.',
  )
}

const ariLine = ({ ari }: AsteriskSettings, { ariMayAct }: Facts): string[] =>
  ari
    ? [`ARI answers; its user may ${ariMayAct ? 'act: calls can be hung up that way too' : 'only read'}`]
    : []
