import type { AuditPlanView } from '#contract'
import { findingKey } from '#core/audit'
import type { Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { AuditEvery, AuditPlan } from '#core/sites'
import { auditSystems } from './audit-making.ts'
import type { AuditPorts, Audits } from './audit-ports.ts'
import { findingsOf, reportIn } from './audit-view.ts'
import { createTargetReminders } from './firmware-targets.ts'
import { actOf } from './kept.ts'

const DAY = 86_400_000
const LONGEST_DAYS = 731
const BY = 'system:audit'
const LASTS: Readonly<Record<AuditEvery, number | null>> = { never: null, day: DAY, week: 7 * DAY }

/** What people say of audits, and the audits that are made again by themselves. */
export const answersOf = (ports: AuditPorts): Risks & Attestations & Plans => ({
  ...risksOf(ports),
  ...attestationsOf(ports),
  ...plansOf(ports),
})

type Risks = Pick<Audits, 'accept' | 'takeBack'>
type Attestations = Pick<Audits, 'attest'>
type Plans = Pick<Audits, 'plan' | 'savePlan' | 'attend'>

function risksOf({ store, now, newId }: AuditPorts): Risks {
  return {
    async accept(place, check, { resources, reason, owner, until }, actor) {
      const last = Date.parse(until) + DAY
      const at = now()
      if (last <= at || last > at + LONGEST_DAYS * DAY) throw untilInvalid()
      const latest = await store.get(place)
      const failing = new Set(
        latest
          ? findingsOf(reportIn(latest), await store.attestations(place), at)
              .filter(({ status }) => status === 'fail')
              .map(findingKey)
          : [],
      )
      const missing = resources.find((resource) => !failing.has(findingKey({ check, resource })))
      if (missing !== undefined) throw notFailing(check, missing)
      const risks = [...new Set(resources)].map((resource) => ({
        id: newId(),
        check,
        resource,
        reason,
        owner,
        by: actor,
        at,
        until: last,
      }))
      const detail = { resources: risks.map(({ resource }) => resource), reason, owner, until }
      await store.accept(place, risks, actOf(actor, 'audit.risk-accepted', check, detail, at))
    },

    async takeBack(place, risk, actor) {
      const standing = (await store.risks(place)).find(({ id }) => id === risk)
      const detail = { check: standing?.check, resource: standing?.resource }
      const act = actOf(actor, 'audit.risk-taken-back', risk, detail, now())
      if (!standing || !(await store.endRisk(place, risk, act))) throw riskUnknown()
    },
  }
}

const attestationsOf = ({ store, now, newId, readChecks }: AuditPorts): Attestations => ({
  async attest(place, check, answer, actor) {
    const source = (await readChecks()).find(({ id }) => id === check)
    if (source?.ask === undefined) throw checkUnknown(check)
    const at = now()
    // Where the sun rises first it may be tomorrow already.
    if (Date.parse(answer.on) > at + DAY) throw dayInvalid()
    const kept = { id: newId(), check, document: { check, ...answer }, by: actor, at }
    await store.attest(place, kept, actOf(actor, 'audit.attested', check, { ...answer }, at))
  },
})

function plansOf(ports: AuditPorts): Plans {
  const { store, now } = ports
  const remindOfTargets = createTargetReminders(ports)
  const planView = async (place: Place): Promise<AuditPlanView> => {
    const [plan, systems] = await Promise.all([store.plan(place), ports.inspectors(place)])
    const { every, zones, nextAt, problem } = plan
    return {
      every,
      zones,
      nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
      problem,
      systems: systems.map(({ name }) => name),
    }
  }
  return {
    plan: planView,

    async savePlan(place, { every, zones }, actor) {
      if (zones !== '') ports.checkZones(zones)
      const at = now()
      const lasts = LASTS[every]
      const plan: AuditPlan = { every, zones, nextAt: lasts === null ? null : at + lasts, problem: '' }
      const detail = { every, zones: zones !== '' }
      await store.savePlan(place, plan, actOf(actor, 'audit.planned', place.site, detail, at))
      return planView(place)
    },

    async attend() {
      for (const place of await store.due(now())) await attendTo(ports, place)
      await remindOfTargets()
    },
  }
}

/** What fails is told in the plan, and tried again when the next is due. */
async function attendTo(ports: AuditPorts, place: Place): Promise<void> {
  const { store, now } = ports
  const plan = await store.plan(place)
  const nextAt = now() + (LASTS[plan.every] ?? DAY)
  // First the next one, so that one that brings everything down does not do so again at once.
  await store.savePlan(place, { ...plan, nextAt }, null)
  try {
    await auditSystems(ports, place, BY)
    if (plan.problem !== '') await store.savePlan(place, { ...plan, nextAt, problem: '' }, null)
  } catch (error) {
    const known = error instanceof DomainError
    const problem = known ? error.message : 'The audit broke off; the log of the server says why.'
    const code = known ? error.code : 'internal'
    const act = actOf(BY, 'audit.failed', place.site, { code }, now())
    await store.savePlan(place, { ...plan, nextAt, problem }, act)
    if (!known) throw error
  }
}

export const checkUnknown = (check: string): DomainError =>
  new DomainError('check-unknown', `This audit has no check ${check}.`, 'Look in the list of findings.')

const untilInvalid = (): DomainError =>
  new DomainError(
    'until-invalid',
    'A risk is accepted until a day within the next two years.',
    'Choose a day between today and two years on.',
  )

const dayInvalid = (): DomainError =>
  new DomainError(
    'day-invalid',
    'Nobody has looked in the future.',
    'Give the day on which it was looked at.',
  )

const notFailing = (check: string, resource: string): DomainError =>
  new DomainError(
    'not-failing',
    `${check} does not fail on "${resource}" in the latest audit.`,
    'Accept what the latest audit finds; look at it again.',
  )

const riskUnknown = (): DomainError =>
  new DomainError('risk-unknown', 'There is no such accepted risk.', 'It may have been taken back already.')
