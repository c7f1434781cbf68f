import { DomainError } from '#core/kernel'
import type { Actuator, Capability, Change, ControlKind, Observed, Order } from '#core/response'
import type { Ran, Runner } from './runner.ts'
import {
  blockCommands,
  type Element,
  elementIn,
  elementOf,
  readTable,
  type Seen,
  unblockCommands,
} from './table.ts'
import { readTerrain } from './terrain.ts'

/** The kernel forgets a little later than Ringfence ends it, should Ringfence not be there to do so. */
const GRACE_S = 60

interface Before {
  /** Whether somebody had blocked it already, and until when; null: for good. */
  readonly there: boolean
  readonly until: number | null
}

export interface NftablesTools {
  readonly runner: Runner
  /** Name of our table, of family inet. */
  readonly table: string
  readonly now: () => number
}

/** Blocks addresses at a firewall in a table of our own. Every change is one transaction of nftables: all of it or none. */
export function nftablesActuator({ runner, table, now }: NftablesTools): Actuator {
  let line: Promise<unknown> = Promise.resolve()
  /** One change at a time: each reads the table first. */
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = line.then(work, work)
    line = turn.catch(() => undefined)
    return turn
  }

  async function read(): Promise<Seen | null> {
    const ran = await runner.run(['nft', '-j', 'list', 'table', 'inet', table])
    if (ran.code === 0) return readTable(ran.stdout)
    if (/No such file or directory/.test(ran.stderr)) return null
    throw refused(ran)
  }

  async function write(commands: string): Promise<void> {
    if (commands === '') return
    const ran = await runner.run(['nft', '-f', '-'], commands)
    if (ran.code !== 0) throw refused(ran)
  }

  const stateIn = (seen: Seen | null, order: Order): Observed =>
    seen === null ? 'absent' : stateOf(seen, elementOf(targetOf(order)), order, now())

  const seconds = ({ until }: Order): number | null =>
    until === undefined ? null : Math.max(1, Math.ceil((until - now()) / 1000)) + GRACE_S

  return {
    async capabilities() {
      const ran = await runner.run(['nft', '-j', 'list', 'tables'])
      return [capability('block-ip', ran)]
    },
    terrain: () => readTerrain(runner),
    async plan(order) {
      const at = elementOf(targetOf(order))
      const seen = await read()
      const element = seen === null ? undefined : elementIn(seen, at)
      return {
        summary: `drop every packet from ${order.target} at the firewall`,
        steps: blockCommands(table, at, seconds(order), seen).trim().split('\n'),
        before: {
          there: element !== undefined,
          until: element?.expires == null ? null : now() + element.expires * 1000,
        } satisfies Before,
      }
    },
    apply: (order, change) =>
      inLine(async () => {
        const at = elementOf(targetOf(order))
        const time = longer(seconds(order), theirs(change, now()))
        await write(blockCommands(table, at, time, await read()))
      }),
    observe: async (order) => stateIn(await read(), order),
    round() {
      let once: Promise<Seen | null> | null = null
      return {
        async observe(order) {
          once ??= read()
          return stateIn(await once, order)
        },
      }
    },
    undo: (order, change) =>
      inLine(async () => {
        const at = elementOf(targetOf(order))
        const seen = await read()
        // Somebody had blocked it before us: that stays, for as long as they wanted.
        const left = theirs(change, now())
        if (left === null || left > 0) await write(blockCommands(table, at, left, seen))
        else if (seen !== null) await write(unblockCommands(table, at, seen))
      }),
  }
}

function stateOf(seen: Seen, at: Element, { until }: Order, now: number): Observed {
  const element = elementIn(seen, at)
  if (!element) return 'absent'
  const longEnough =
    element.expires === null || (until !== undefined && element.expires * 1000 >= until - now)
  return seen.hooked && seen.rules.has(at.set) && longEnough ? 'in-force' : 'partly'
}

/** Seconds that somebody else had it blocked for from now on; null: for good; 0: not at all. */
function theirs({ before }: Change, now: number): number | null {
  const { there = false, until = null } = (before ?? {}) as Partial<Before>
  if (!there) return 0
  return until === null ? null : Math.max(0, Math.ceil((until - now) / 1000))
}

const longer = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.max(one, other)

function targetOf({ kind, target }: Order): string {
  if (kind === 'block-ip') return target
  throw new DomainError(
    'control-unavailable',
    `A firewall cannot do ${kind}`,
    'Connect the PBX itself for everything but block-ip.',
  )
}

function capability(control: ControlKind, ran: Ran): Capability {
  const able = ran.code === 0
  return {
    control,
    available: able,
    how: 'nftables: a set with timeouts in a table of our own, IPv4 and IPv6',
    ...(able ? {} : { missing: refused(ran).remedy }),
    undoable: true,
    // Rules in the kernel are gone with a restart of the machine; the reconciler puts them back.
    survivesRestart: false,
    keepsEmergency: true,
  }
}

export function refused({ stderr }: Ran): DomainError {
  const said = stderr.trim().split('\n')[0] ?? ''
  const rights = /Operation not permitted|must be root|Permission denied/.test(said)
  return new DomainError(
    'firewall-refused',
    `nft says: ${said || 'nothing, and failed'}`,
    rights
      ? 'Run Ringfence as root, or sign in by SSH as a user who may change the firewall.'
      : 'See that nftables is installed and the namespace or table exists: nft list ruleset',
  )
}
