import { DomainError } from '#core/kernel'
import type { Actuator, Capability, ControlKind, Terrain } from '#core/response'
import { barAccount } from './controls/bar-account.ts'
import { blockIp } from './controls/block-ip.ts'
import { changeSetting } from './controls/change-setting.ts'
import { dropContact } from './controls/contacts.ts'
import type { Control, Reach } from './controls/control.ts'
import { blockDialled } from './controls/guarded.ts'
import { hangUp } from './controls/hang-up.ts'
import { rotateAdminSecret, rotateSecret } from './controls/secrets.ts'
import { shutTrunk } from './controls/shut-trunk.ts'
import type { Facts } from './facts.ts'
import { readingOnce } from './hand.ts'

// A control's `before` goes through the store as plain JSON and comes back to the control that made it.
const controls: Partial<Record<ControlKind, Control<never>>> = {
  hangup: hangUp as Control<never>,
  'bar-account': barAccount as Control<never>,
  'rotate-secret': rotateSecret as Control<never>,
  'rotate-admin-secret': rotateAdminSecret as Control<never>,
  'drop-contact': dropContact as Control<never>,
  'block-destination': blockDialled as Control<never>,
  'block-international': blockDialled as Control<never>,
  'block-ip': blockIp as Control<never>,
  'shut-trunk': shutTrunk as Control<never>,
  'change-setting': changeSetting as Control<never>,
}

export const capabilitiesOf = (facts: Facts): Capability[] =>
  Object.entries(controls).map(([kind, control]) => ({
    control: kind as ControlKind,
    ...control.capability(facts),
  }))

export function createAsteriskActuator(reach: Reach): Actuator {
  return {
    capabilities: async () => capabilitiesOf(await reach.facts()),
    terrain: () => terrainOf(reach),
    async plan(order) {
      const control = controlOf(order.kind)
      // Reading what the PBX can do takes longer than ending a call, and a hang-up that is not allowed is refused anyway.
      if (order.kind === 'hangup') return control.plan(order, reach)
      const capability = control.capability(await reach.facts())
      if (!capability.available) throw unavailable(order.kind, capability.missing)
      return control.plan(order, reach)
    },
    apply: (order, change) => controlOf(order.kind).apply(order, change.before as never, reach),
    observe: observeBy(reach),
    round: () => ({ observe: observeBy({ ...reach, hand: readingOnce(reach.hand) }) }),
    undo: (order, change) => controlOf(order.kind).undo(order, change.before as never, reach),
  }
}

const observeBy =
  (reach: Reach): Actuator['observe'] =>
  (order, { before }) =>
    controlOf(order.kind).observe(order, before as never, reach)

async function terrainOf({ facts, hand, settings }: Reach): Promise<Terrain> {
  const { phones, trunks } = await facts()
  const contacts = await hand.list({ Action: 'PJSIPShowContacts' })
  const lines = new Set(trunks.map(({ name }) => name))
  return {
    accounts: phones.map(({ name }) => name),
    trunks,
    keep: [
      { address: settings.host, why: 'the PBX itself' },
      { address: await hand.ownAddress(), why: "Ringfence's own session" },
      ...trunks.flatMap(({ name, addresses }) =>
        addresses.map((address) => ({ address, why: `the line ${name}` })),
      ),
    ].filter(({ address }) => /^[\da-fA-F.:/]+$/.test(address)),
    phones: contacts
      .filter((m) => !lines.has(m['Endpoint'] ?? '') && m['ViaAddr'])
      .map((m) => ({ account: m['Endpoint'] ?? '', address: m['ViaAddr'] ?? '' })),
    own: [settings.user],
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
    missing ? `Missing on the PBX:\n${missing}` : 'Use another connection of the site, or do it by hand.',
  )
