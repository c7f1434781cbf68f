import type { ClosingJson, ReachAnswer } from '#contract'
import { groupFindings } from '#core/audit'
import type { ConfigFile } from '#core/inventory'
import { DomainError } from '#core/kernel'
import {
  type Ground,
  groupFirewalls,
  parseRules,
  type RuleFile,
  readGround,
  recogniseRules,
  writeGround,
  ZonesFile,
} from '#core/reach'
import { devicesIn, versionsOf } from './audit.ts'
import type { AskRequest, AuditRequest, AuditWork, CloseRequest } from './audit-request.ts'
import { devicesFound } from './audited-devices.ts'
import { dataFolder, parseYaml, readChecks, readConfigFiles, sha1 } from './compose.ts'
import { knownAdvisories } from './compose-advisories.ts'
import { audit } from './flows/audit.ts'
import { answerOf, groundOf } from './reach.ts'
import { closingOf, deadIn } from './rules.ts'

const MOST_DEAD = 1000

/** Reads, audits, and lets go of every file. */
export async function workAudit(request: AuditRequest): Promise<AuditWork> {
  const uploaded = request.uploads.length === 0 ? [] : await readConfigFiles(request.uploads)
  const files = [...uploaded, ...request.files]
  const [checks, bundle] = await Promise.all([readChecks(), knownAdvisories(dataFolder(request))])
  const loose = new Set([
    ...request.uploads.map(({ name }) => name),
    ...request.files.map(({ path }) => path),
  ])
  const ground = await groundIn(files, loose, request.zones)
  const inventories = files.filter(({ path }) => /(?:^|\/)inventory\.ya?ml$/.test(path))
  const listed = inventories.flatMap(({ text, path }) => devicesIn(text, path))
  const versions = versionsOf(listed, ground, bundle)
  const found = audit(checks, { files, versions, ...(ground ? { ground } : {}) }, sha1)
  const dead = ground && deadIn(ground)
  const used = new Set(ground ? rulesOf(ground).map(({ file }) => file) : [])
  return {
    report: {
      results: groupFindings(found.findings),
      matrix: found.matrix,
      dead: dead && { ...dead, dead: dead.dead.slice(0, MOST_DEAD) },
      devices: devicesFound(
        { listed, programs: found.programs, registered: request.registered },
        ground,
        bundle,
      ),
      input: {
        ...found.input,
        ignored: found.input.ignored.filter(
          (path) => !used.has(path) && inventories.every((file) => file.path !== path) && !isZones(path),
        ),
      },
    },
    ground: ground && writeGround(ground),
  }
}

export const workClose = ({ ground, wish }: CloseRequest): ClosingJson => closingOf(wish, readGround(ground))

export const workAsk = ({ ground, wish }: AskRequest): ReachAnswer => answerOf(wish, readGround(ground))

const isZones = (path: string): boolean => /(?:^|\/)zones\.ya?ml$/.test(path)

/**
 * Firewalls and zones among the files; null when there are none. A rule set deep in an archive of /etc may be in force or
 * not: it counts where zones.yaml names it. A switch's configuration is a firewall on the way only where zones.yaml says so.
 */
async function groundIn(
  files: readonly ConfigFile[],
  loose: ReadonlySet<string>,
  keptZones: string,
): Promise<Ground | null> {
  const zonesFile = files.find(({ path }) => isZones(path))
  const text = zonesFile?.text ?? keptZones
  const zones = text === '' ? null : parseYaml(text, ZonesFile, zonesFile?.path ?? 'zones.yaml')
  const named = new Set(
    Object.values(zones?.firewalls ?? {}).flatMap(({ rules = [] }) =>
      Array.isArray(rules) ? rules : [rules],
    ),
  )
  const given = files.filter(({ path, text: rules }) => {
    const kind = loose.has(path) && !isNamed(path, named) ? recogniseRules(rules) : null
    return kind !== null && kind !== 'cisco-ios'
  })
  if (given.length === 0 && named.size === 0) return null
  return groundOf(zones, groupFirewalls(given.map(rulesIn)), async (path) => {
    const file = files.find((each) => each.path === path || each.path.endsWith(`/${path}`))
    if (file) return rulesIn(file)
    throw new DomainError(
      'rules-missing',
      `zones.yaml names ${path}, which is not among the files`,
      'Send that file too, or name it as it is called here.',
    )
  })
}

const isNamed = (path: string, named: ReadonlySet<string>): boolean =>
  [...named].some((name) => path === name || path.endsWith(`/${name}`))

const rulesIn = ({ text, path }: ConfigFile): RuleFile => parseRules(text, path)

const rulesOf = ({ firewalls, placed }: Ground): readonly RuleFile[] =>
  [...firewalls, ...placed.map(({ firewall }) => firewall)].flatMap(({ files }) => files)
