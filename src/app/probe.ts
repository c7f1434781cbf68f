import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { ProbeReport } from '#contract'
import { InventoryFile } from '#core/inventory'
import { DomainError } from '#core/kernel'
import {
  judgeOwnership,
  type Ownership,
  type ProbeId,
  type ProbeSetup,
  probeIds,
  runProbes,
} from '#core/probe'
import { type DataOption, dataFolder, readYaml } from './compose.ts'
import { evidenceKeyIn } from './compose-evidence.ts'
import { attachedNetworks, createWire, isInNetwork, reverseTexts } from './compose-probe.ts'

export interface ProbeCommand extends DataOption {
  readonly inventory: string
  /** Addresses of the inventory; none: all of them. */
  readonly targets: readonly string[]
  readonly account?: string | undefined
  readonly secretFile?: string | undefined
  readonly callTo?: string | undefined
  readonly expect?: readonly string[] | undefined
  readonly only?: readonly string[] | undefined
  readonly mac?: string | undefined
  readonly lockout?: boolean | undefined
  readonly defaultCredentials?: boolean | undefined
  readonly dryRun?: boolean | undefined
  readonly version: string
}

const EXPECTED = ['5060/udp', '5060/tcp', '5061/tls']

/** What one's own systems answer over the network. Nothing is sent to an address that is not proven one's own. */
export async function probe(command: ProbeCommand): Promise<ProbeReport> {
  const run = randomBytes(6).toString('hex')
  const addresses = await addressesOf(command)
  const setups = await Promise.all(addresses.map((address) => setupOf(address, command, run)))
  const ownerships = await Promise.all(addresses.map((address) => ownershipOf(address, command)))
  const foreign = ownerships.flatMap(({ owned, because }, n) =>
    owned ? [] : [`${addresses[n]}: ${because}`],
  )
  if (foreign.length > 0) throw notOwned(foreign)
  const targets: ProbeReport['targets'] = []
  for (const [n, setup] of setups.entries()) {
    const wire = createWire(setup.address, {
      isOwned: (address) => address === setup.address && ownerships[n]?.owned === true,
      dryRun: command.dryRun ?? false,
    })
    const verdicts = await runProbes(setup, wire)
    targets.push({
      address: setup.address,
      owned: ownerships[n]?.because ?? '',
      verdicts: verdicts.map(({ packets: [first, end], ...verdict }) => ({
        ...verdict,
        packets: { first, end },
      })),
      packets: wire.packets.map(({ at, ...packet }) => ({ at: new Date(at).toISOString(), ...packet })),
    })
  }
  return { run, dryRun: command.dryRun ?? false, targets }
}

export const notOwned = (foreign: readonly string[]): DomainError =>
  new DomainError(
    'probe-not-owned',
    `Not proven to be yours, so nothing was sent to anybody: ${foreign.join('; ')}.`,
    'Go out from a machine in the same private network, or write the TXT record named above at _ringfence below the reverse name of the public address.',
  )

async function addressesOf({ inventory, targets }: ProbeCommand): Promise<string[]> {
  const { devices } = await readYaml(inventory, InventoryFile)
  const listed = [...new Set(devices.flatMap(({ address }) => (address === undefined ? [] : [address])))]
  const wanted = targets.length > 0 ? targets : listed
  const strange = wanted.filter((address) => !listed.includes(address))
  if (strange.length > 0 || wanted.length === 0)
    throw new DomainError(
      'probe-unlisted',
      wanted.length === 0
        ? `${inventory} names no address.`
        : `${strange.join(', ')} is no address of ${inventory}.`,
      'Write the address of your system into the inventory: only what is listed there is probed.',
    )
  const names = wanted.filter((address) => isIP(address) === 0)
  if (names.length > 0)
    throw new DomainError(
      'probe-unlisted',
      `${names.join(', ')} is no literal address.`,
      'Write the address itself: a name may lead elsewhere tomorrow.',
    )
  return [...wanted]
}

/** Whether an address is proven one's own. */
export async function ownershipOf(address: string, options: DataOption): Promise<Ownership> {
  const around = { attached: attachedNetworks(), reverse: [], token: '' }
  const near = judgeOwnership(address, around, isInNetwork)
  if (near.owned) return near
  const origin = (await evidenceKeyIn(dataFolder(options))).split('+')[0] ?? ''
  return judgeOwnership(
    address,
    { ...around, reverse: await reverseTexts(address), token: `ringfence-owner=${origin}` },
    isInNetwork,
  )
}

async function setupOf(address: string, command: ProbeCommand, run: string): Promise<ProbeSetup> {
  const { account, secretFile, callTo } = command
  const secret =
    secretFile === undefined
      ? null
      : (await readFile(secretFile, 'utf8').catch(unreadable(secretFile))).trim()
  return {
    address,
    account: account ?? null,
    call: secret !== null && callTo !== undefined ? { secret, to: callTo } : null,
    expected: command.expect ?? EXPECTED,
    mac: command.mac ?? null,
    lockout: command.lockout ?? false,
    defaults: command.defaultCredentials ?? false,
    only: (command.only ?? []).map(probeNamed),
    userAgent: `Ringfence-selfaudit/${command.version} (run ${run})`,
  }
}

function probeNamed(text: string): ProbeId {
  const found = probeIds.find((id) => id === text.toUpperCase())
  if (!found)
    throw new DomainError('question-invalid', `"${text}" is no probe`, `Give one of: ${probeIds.join(', ')}.`)
  return found
}

const unreadable =
  (path: string) =>
  (cause: NodeJS.ErrnoException): never => {
    throw new DomainError(
      'file-unreadable',
      `${path}: cannot be read (${cause.code})`,
      'Give a file that this user may read.',
      cause,
    )
  }
