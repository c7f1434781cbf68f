import { DomainError } from '#core/kernel'
import type { Actuator, Capability, ControlKind, Terrain } from '#core/response'
import { blockIp } from './controls/block-ip.ts'
import type { Control, Reach } from './controls/control.ts'
import { dropContact } from './controls/drop-contact.ts'
import { barAccount, blockDialled, shutTrunk } from './controls/guarded.ts'
import { hangUp } from './controls/hang-up.ts'
import type { Facts } from './facts.ts'
import { readingOnce } from './hand.ts'

// A control's `before` goes through the store as plain JSON and comes back to the control that made it.
const controls: Partial<Record<ControlKind, Control<never>>> = {
  hangup: hangUp as Control<never>,
  'bar-account': barAccount as Control<never>,
  'drop-contact': dropContact as Control<never>,
  'block-destination': blockDialled as Control<never>,
  'block-international': blockDialled as Control<never>,
  'block-ip': blockIp as Control<never>,
  'shut-trunk': shutTrunk as Control<never>,
}

/** Where secrets are is up to each configuration: RPC does not reach them. */
const rotateSecret: Capability = {
  control: 'rotate-secret',
  available: false,
  how: 'by hand: Kamailio keeps secrets in a database or a file of its own choosing, which RPC does not reach',
  missing: 'kamctl passwd ACCOUNT NEW-SECRET   # with the subscriber table; then provision the phone',
  undoable: false,
  survivesRestart: true,
  keepsEmergency: false,
}

export const capabilitiesOf = (facts: Facts): Capability[] => [
  ...Object.entries(controls).map(([kind, control]) => ({
    control: kind as ControlKind,
    ...control.capability(facts),
  })),
  rotateSecret,
]

export function createKamailioActuator(reach: Reach): Actuator {
  return {
    capabilities: async () => capabilitiesOf(await reach.facts()),
    terrain: () => terrainOf(reach),
    async plan(order) {
      const control = controlOf(order.kind)
      // Reading what Kamailio can do takes longer than ending a call.
      if (order.kind === 'hangup') return control.plan(order, reach)
      const { available, missing } = control.capability(await reach.facts())
      if (!available) throw unavailable(order.kind, missing)
      return control.plan(order, reach)
    },
    async apply(order, change) {
      const control = controlOf(order.kind)
      if (order.kind === 'hangup') return control.apply(order, change.before as never, reach)
      await control.apply(order, change.before as never, reach).finally(reach.changed)
    },
    observe: observeBy(reach),
    round: () => ({ observe: observeBy({ ...reach, hand: readingOnce(reach.hand) }) }),
    undo: (order, change) =>
      controlOf(order.kind)
        .undo(order, change.before as never, reach)
        .finally(reach.changed),
  }
}

const observeBy =
  (reach: Reach): Actuator['observe'] =>
  (order, { before }) =>
    controlOf(order.kind).observe(order, before as never, reach)

async function terrainOf({ facts, hand }: Reach): Promise<Terrain> {
  const { phones, lines, listens } = await facts()
  const itself = [new URL(hand.rpc.address).hostname.replace(/^\[|\]$/g, ''), ...listens]
  return {
    accounts: [...new Set(phones.map(({ account }) => account))],
    trunks: lines,
    keep: [
      ...[...new Set(itself)].map((address) => ({ address, why: 'Kamailio itself' })),
      { address: hand.rpc.own, why: "Ringfence's own session" },
      ...lines.flatMap(({ name, addresses }) =>
        addresses.map((address) => ({ address, why: `the line ${name}` })),
      ),
    ].filter(({ address }) => /^[\da-fA-F.:/]+$/.test(address) && !/^(0\.0\.0\.0|::)$/.test(address)),
    phones: phones
      .filter(({ address }) => /^[\da-fA-F.:]+$/.test(address))
      .map(({ account, address }) => ({ account, address })),
    own: [],
  }
}

function controlOf(kind: ControlKind): Control<never> {
  const control = controls[kind]
  if (!control) throw unavailable(kind, undefined)
  return control
}

const unavailable = (kind: ControlKind, missing: string | undefined): DomainError =>
  new DomainError(
    'control-unavailable',
    `This connection cannot do ${kind}`,
    missing ? `Missing on Kamailio:\n${missing}` : 'Use another connection of the site, or do it by hand.',
  )
