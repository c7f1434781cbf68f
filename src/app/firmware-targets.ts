import type { FirmwareTargets } from '#contract'
import { isVersion, modelKey } from '#core/advisories'
import { campaignOf, reminderOfTarget } from '#core/audit'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { AssessmentFacts } from '#core/reports'
import type { FirmwareTarget } from '#core/sites'
import type { AuditPorts, Audits } from './audit-ports.ts'
import { type AuditFile, reportIn } from './audit-view.ts'
import { actOf } from './kept.ts'

const DAY = 86_400_000

const iso = (at: number): string => new Date(at).toISOString()
const nameOf = ({ vendor, product }: Pick<FirmwareTarget, 'vendor' | 'product'>): string =>
  `${vendor} ${product}`.trim()

/** How far the devices of one audit are, as its day saw it. */
export const campaignIn = (
  targets: readonly FirmwareTarget[],
  { audit, report }: Pick<AuditFile, 'audit' | 'report'>,
): AssessmentFacts['targets'] =>
  campaignOf(targets, report.devices, iso(audit.at).slice(0, 10)).map((target) => ({
    ...target,
    model: nameOf(target),
  }))

/** The firmware that models are to be brought to, and how far the devices of the newest audit are. */
export const readTargets = async (
  { store, now }: Pick<AuditPorts, 'store' | 'now'>,
  place: Place,
): Promise<FirmwareTargets> => {
  const [audit, targets] = await Promise.all([store.get(place), store.targets(place)])
  const devices = audit ? reportIn(audit).devices : []
  return {
    audit: audit && { id: audit.id, at: iso(audit.at) },
    targets: campaignOf(targets, devices, iso(now()).slice(0, 10)).map(({ model, setter, ...target }) => ({
      ...target,
      by: setter,
      at: iso(target.at),
    })),
  }
}

export const targetsOf = (ports: AuditPorts): Pick<Audits, 'targets' | 'setTarget' | 'withdrawTarget'> => ({
  targets: (place) => readTargets(ports, place),

  async setTarget(place, { vendor, product, version, due }, actor) {
    const { store, now, newId } = ports
    const at = now()
    if (!isVersion(version)) throw versionInvalid(version)
    // Where the sun sets last it is that day still.
    if (due !== null && Date.parse(due) + 2 * DAY <= at) throw dueInvalid()
    const model = modelKey({ vendor, product })
    const audit = await store.get(place)
    const known =
      audit && reportIn(audit).devices.some((device) => device.vendor !== '' && modelKey(device) === model)
    if (!known) throw modelUnknown(nameOf({ vendor, product }))
    const target = { id: newId(), model, vendor, product, version, due, by: actor, at }
    await store.saveTarget(place, target, (before) => {
      const stood = before && { version: before.version, due: before.due }
      return actOf(actor, 'audit.target-set', nameOf(target), { version, due, before: stood }, at)
    })
  },

  async withdrawTarget(place, id, actor) {
    const { store, now } = ports
    const ended = await store.endTarget(place, id, (target) => {
      const { version, due } = target
      return actOf(actor, 'audit.target-withdrawn', nameOf(target), { version, due }, now())
    })
    if (!ended) throw targetUnknown()
  },
})

const AHEAD = 8 * DAY

/** Reminds of targets whose day nears or is past while not all devices of the newest audit are there; each step once. */
export function createTargetReminders(ports: Pick<AuditPorts, 'store' | 'now' | 'remind'>) {
  const { store, now } = ports
  // The outbox sends nothing twice: this only spares reading the audit again every half minute.
  const looked = new Set<string>()
  return async (): Promise<void> => {
    const today = iso(now()).slice(0, 10)
    for (const target of await store.targetsUntil(iso(now() + AHEAD).slice(0, 10))) {
      const key = `${target.id} ${today}`
      if (!looked.has(key)) await remindOf(target, today, ports)
      looked.add(key)
    }
  }
}

async function remindOf(
  target: FirmwareTarget & Place,
  today: string,
  { store, remind }: Pick<AuditPorts, 'store' | 'remind'>,
): Promise<void> {
  const { id, due, version } = target
  const step = due === null ? null : reminderOfTarget(due, today)
  if (due === null || step === null) return
  const audit = await store.get(target)
  const [progress] = campaignOf([target], audit ? reportIn(audit).devices : [], today)
  if (!progress || progress.reached === progress.devices) return
  const { devices, reached } = progress
  const are = devices === 1 ? 'device is' : 'devices are'
  const line = `${nameOf(target)}: ${devices - reached} of ${devices} ${are} not at ${version}, the last day ${step === 'over' ? 'was' : 'is'} ${due}.`
  await remind(target, { id, due, step, line })
}

const versionInvalid = (version: string): DomainError =>
  new DomainError(
    'version-invalid',
    `"${version}" cannot be read as a version.`,
    'Write it as the device shows it: 66.86.0.15, 20.18.2, 12.5(1)SU2.',
  )

const dueInvalid = (): DomainError =>
  new DomainError(
    'due-invalid',
    'The last day of a target is past.',
    'Give a day that is still to come, or none.',
  )

const modelUnknown = (model: string): DomainError =>
  new DomainError(
    'model-unknown',
    `The newest audit has no device of the model ${model}.`,
    'Choose a model from its devices, or make an audit that sees it.',
  )

const targetUnknown = (): DomainError =>
  new DomainError('target-unknown', 'There is no such target.', 'It may have been withdrawn already.')
