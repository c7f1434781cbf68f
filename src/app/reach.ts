import { dirname, isAbsolute, join } from 'node:path'
import type { ReachAnswer } from '#contract'
import { DomainError } from '#core/kernel'
import {
  ask,
  createFirewall,
  type Firewall,
  type Ground,
  groupFirewalls,
  type PlacedFirewall,
  parseRules,
  type RuleFile,
  readAddresses,
  readQuestion,
  type Wish,
  ZonesFile,
} from '#core/reach'
import { readText, readYaml } from './compose.ts'

export interface ReachCommand extends Wish {
  readonly rules: readonly string[]
  readonly zones?: string | undefined
}

/** Who can reach what through the firewalls whose rules are in files. */
export async function reach({ rules, zones, ...wish }: ReachCommand): Promise<ReachAnswer> {
  return answerOf(wish, await readGround(rules, zones))
}

/** The answer to a question on a ground that was read before. */
export function answerOf(wish: Wish, ground: Ground): ReachAnswer {
  const answer = ask(readQuestion(wish, ground))
  const files = [...ground.firewalls, ...ground.placed.map(({ firewall }) => firewall)].flatMap(
    (each) => each.files,
  )
  return {
    ...answer,
    question: { ...wish },
    files: files.map(({ file, kind }) => ({ file, kind })),
    unread: files.flatMap(({ unread }) => unread.map(({ at, text, reason }) => ({ ...at, text, reason }))),
    notes: [...new Set([...answer.notes, ...files.flatMap(({ notes }) => notes)])],
  }
}

/** The firewalls whose rules are in files; those that belong together are one. */
async function readFirewalls(paths: readonly string[]): Promise<Firewall[]> {
  return groupFirewalls(await Promise.all(paths.map(readRules)))
}

const readRules = async (path: string): Promise<RuleFile> => parseRules(await readText(path), path)

/** The firewalls, from the files named and those zones.yaml names. */
export async function readGround(rules: readonly string[], zonesPath: string | undefined): Promise<Ground> {
  const zones = zonesPath === undefined ? null : await readYaml(zonesPath, ZonesFile)
  const folder = dirname(zonesPath ?? '.')
  return groundOf(zones, await readFirewalls(rules), (path) =>
    readRules(isAbsolute(path) ? path : join(folder, path)),
  )
}

/** The ground of an analysis; `open` reads a rule file that zones.yaml names. Throws `rules-missing`. */
export async function groundOf(
  zones: ZonesFile | null,
  firewalls: readonly Firewall[],
  open: (path: string) => Promise<RuleFile>,
): Promise<Ground> {
  const placed = zones?.firewalls ? await place(zones.firewalls, firewalls, open) : []
  if (firewalls.length === 0 && placed.length === 0)
    throw new DomainError(
      'rules-missing',
      'no rules are given',
      'Give --rules FILE: what the firewall exports, or iptables-save.',
    )
  return { zones, firewalls: placed.length > 0 ? [] : firewalls, placed }
}

const list = (given: string | readonly string[]): readonly string[] =>
  typeof given === 'string' ? [given] : given

/** Firewalls without rules of their own take those of --rules, in order. */
async function place(
  listed: NonNullable<ZonesFile['firewalls']>,
  given: readonly Firewall[],
  open: (path: string) => Promise<RuleFile>,
): Promise<PlacedFirewall[]> {
  const waiting = [...given]
  const placed: PlacedFirewall[] = []
  for (const [name, { rules, interfaces, self, addresses }] of Object.entries(listed)) {
    const files = rules ? await Promise.all(list(rules).map(open)) : waiting.shift()?.files
    if (!files)
      throw new DomainError(
        'rules-missing',
        `firewall ${name} of zones.yaml has no rules`,
        'Name its files in zones.yaml, or give --rules for it.',
      )
    const behind = Object.entries(interfaces).map(([port, zone]) => [port, list(zone)] as const)
    placed.push({
      firewall: createFirewall(name, files),
      interfaces: Object.fromEntries(behind),
      self: self ?? null,
      own: addresses ? readAddresses(addresses.join(','), null) : null,
    })
  }
  return placed
}
