import { isVersion, modelKey } from '#core/advisories'
import { campaignOf } from '#core/audit'
import { DomainError } from '#core/kernel'
import type { FirmwareTarget } from '#core/sites'
import type { AuditPorts, Audits } from './audit-ports.ts'
import { reportIn } from './audit-view.ts'
import { actOf } from './kept.ts'

const DAY = 86_400_000

const iso = (at: number): string => new Date(at).toISOString()
const nameOf = ({ vendor, product }: Pick<FirmwareTarget, 'vendor' | 'product'>): string =>
  `${vendor} ${product}`.trim()

/** The firmware that models are to be brought to, and how far the devices of the newest audit are. */
export const targetsOf = ({
  store,
  now,
  newId,
}: AuditPorts): Pick<Audits, 'targets' | 'setTarget' | 'withdrawTarget'> => ({
  async targets(place) {
    const [audit, targets] = await Promise.all([store.get(place), store.targets(place)])
    const devices = audit ? reportIn(audit).devices : []
    const today = iso(now()).slice(0, 10)
    return {
      audit: audit && { id: audit.id, at: iso(audit.at) },
      targets: campaignOf(targets, devices, today).map(({ model, setter, ...target }) => ({
        ...target,
        by: setter,
        at: iso(target.at),
      })),
    }
  },

  async setTarget(place, { vendor, product, version, due }, actor) {
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
    const ended = await store.endTarget(place, id, (target) => {
      const { version, due } = target
      return actOf(actor, 'audit.target-withdrawn', nameOf(target), { version, due }, now())
    })
    if (!ended) throw targetUnknown()
  },
})

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
