import type { Resource, Snapshot, Value } from '#core/inventory'
import { judgeAll } from './judge-condition.ts'
import type { Area, CheckSource, Evidence, Finding, Severity } from './model.ts'
import { whatToGive } from './what-to-give.ts'

/** One finding for each resource on which a check fails; else one that says it passed, is manual or could not be assessed. */
export function runChecks(checks: readonly CheckSource[], snapshot: Snapshot): Finding[] {
  return checks.flatMap((check) => runCheck(check, snapshot))
}

function runCheck(check: CheckSource, snapshot: Snapshot): Finding[] {
  if (check.on === undefined) return [untold(check, check.title)]
  if (!snapshot.told.has(check.on))
    return [untold(check, `Not looked at yet. To have it judged, add ${whatToGive[check.on]}.`)]
  const asked = snapshot.resources.filter(
    (resource) => resource.type === check.on && judgeAll(check.where, resource) === true,
  )
  const judged = asked.map((resource) => ({ resource, fails: judgeFails(check, resource) }))
  const failing = judged.filter(({ fails }) => fails === true)
  if (failing.length > 0) return failing.map(({ resource }) => failure(check, resource))
  const unknown = judged.filter(({ fails }) => fails === null).length
  if (unknown > 0 && unknown === judged.length)
    return [untold(check, 'Left open: what was given names it, and not enough of it to tell.')]
  return [whole(check, 'pass', judged.length === 0 ? 'Nothing of the kind is configured.' : check.title)]
}

/** Where there is something to look at, a person can say. */
const untold = (check: CheckSource, reason: string): Finding =>
  check.ask === undefined ? whole(check, 'not-assessed', reason) : whole(check, 'manual', check.ask)

function judgeFails(check: CheckSource, resource: Resource): boolean | null {
  const answers = check.fails.map((conditions) => judgeAll(conditions, resource))
  if (answers.includes(true)) return true
  return answers.includes(null) ? null : false
}

const areaOf = (id: string): Area => id.slice(0, id.indexOf('-')) as Area

function whole(check: CheckSource, status: Finding['status'], reason: string): Finding {
  const { id, title, severity, why, fix } = check
  return {
    check: id,
    area: areaOf(id),
    title,
    status,
    severity,
    resource: '',
    evidence: null,
    reason,
    why,
    fix,
    control: null,
    cap: null,
  }
}

function failure(check: CheckSource, resource: Resource): Finding {
  const severity = severityOf(check, resource)
  return {
    ...whole(check, 'fail', filled(check.say, resource)),
    severity,
    resource: `${resource.type} ${resource.name}`,
    evidence: evidenceOf(check, resource),
    fix: filled(check.fix, resource),
    control: check.control
      ? { kind: check.control.kind, target: filled(check.control.target, resource) }
      : null,
    cap: severity === 'critical' ? (check.cap ?? null) : null,
  }
}

function severityOf(check: CheckSource, resource: Resource): Severity {
  return check.otherwise.find(({ when }) => judgeAll(when, resource) === true)?.severity ?? check.severity
}

/** The line of the fact that decides; where the product's default decides, the place of the resource itself. */
function evidenceOf(check: CheckSource, resource: Resource): Evidence {
  const named = check.evidence === undefined ? null : resource.facts.get(check.evidence)?.at
  if (named) return named
  const failing = check.fails.find((conditions) => judgeAll(conditions, resource) === true) ?? {}
  const places = Object.keys(failing).map((name) => resource.facts.get(name)?.at)
  return places.find((at) => at) ?? resource.at
}

function filled(text: string, resource: Resource): string {
  return text.replace(/\{([\w.]+)\}/g, (_, name: string) => {
    if (name === 'name') return resource.name
    return spoken(resource.facts.get(name)?.value)
  })
}

function spoken(value: Value | undefined): string {
  if (value === undefined) return 'not known'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none'
  return String(value)
}
