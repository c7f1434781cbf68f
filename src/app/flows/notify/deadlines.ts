import type { Place } from '#core/incidents'
import { lengthText, wallText } from '#core/kernel'
import { type Contact, type Deadline, reminderOf } from '#core/notices'
import { newCase, openFolder } from './draft.ts'
import type { NotifyPorts } from './ports.ts'
import { letters } from './tell.ts'

const BY = 'system:duties'

/** Reminds those who answer for notices of what is due soon or was not given in time, once at each step. Nobody is asked to acknowledge it. */
export async function tellDeadlines(
  ports: NotifyPorts,
  place: Place,
  incident: string,
  deadlines: readonly Deadline[],
): Promise<void> {
  const now = ports.now()
  const reached = deadlines.flatMap((deadline) => {
    const step = reminderOf(deadline, now)
    return step === null ? [] : [{ deadline, step }]
  })
  if (reached.length === 0) return
  const [folder, sent] = await Promise.all([
    openFolder(ports, place, incident),
    ports.store.list(place, incident),
  ])
  const known = new Set(sent.map(({ key }) => key))
  const contacts = answering(folder.plan.contacts)
  const queued = reached
    .flatMap(({ deadline, step }) => {
      const { id, title, dueAt } = deadline
      const left = dueAt - now
      const when = wallText(dueAt, folder.site.zone)
      const note =
        left > 0
          ? `${title}: due ${when}, in ${lengthText(Math.round(left / 1000))}.`
          : `${title}: was due ${when} and is not marked as given.`
      // The deadline is in the key: when the facts move it, people hear of the new one.
      return letters(ports, folder, contacts, 'deadline', `${id}-${dueAt}-${step}`, BY, note)
    })
    .filter(({ notice }) => !known.has(notice.key))
  if (queued.length === 0) return
  // Whoever was never told of the attack is not chased for an answer because of this.
  await ports.store.step(folder.kept ?? { ...newCase(folder, now), closedAt: now }, queued, [])
}

/** Legal and compliance; where there is neither, IT leadership, or whoever looks after the phones. */
function answering(contacts: readonly Contact[]): readonly Contact[] {
  for (const group of [['legal', 'compliance'], ['it-leadership'], ['managed-it']]) {
    const found = contacts.filter(({ stakeholder }) => group.includes(stakeholder))
    if (found.length > 0) return found
  }
  return []
}
