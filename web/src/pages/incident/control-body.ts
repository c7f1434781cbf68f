import type { ContainInput, IncidentView, TaskJson } from '#contract'

/** What Ringfence would be asked to do for a task; null when the incident does not say against what. */
export function controlBody(
  task: Pick<TaskJson, 'control' | 'title'>,
  view: IncidentView,
): ContainInput | null {
  const body = bodyOf(task.control, view)
  return body && { ...body, reason: `Incident ${view.id}: ${task.title}` }
}

function bodyOf(control: string | null, { accounts, sources }: IncidentView): ContainInput | null {
  const each = (kind: 'hangup' | 'drop-contact'): ContainInput | null =>
    accounts.length === 0 ? null : { others: accounts.map((target) => ({ kind, target })) }
  switch (control) {
    case 'block-international':
      return { international: true }
    case 'bar-account':
      return accounts.length === 0 ? null : { accounts: [...accounts] }
    case 'block-ip':
      return sources.length === 0 ? null : { ips: [...sources] }
    case 'hangup':
      return each('hangup')
    case 'drop-contact':
      return each('drop-contact')
    default:
      return null
  }
}
