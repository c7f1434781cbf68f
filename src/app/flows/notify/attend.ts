import { dueNow, type NoticeCase } from '#core/notices'
import { openFolder } from './draft.ts'
import type { NotifyPorts } from './ports.ts'
import { letters } from './tell.ts'

const BY = 'system:notices'

/** Looks after every incident people were told of: escalates, reminds, and tells what is new. Resolves with what went wrong. */
export async function attend(ports: NotifyPorts): Promise<readonly unknown[]> {
  const problems: unknown[] = []
  for (const kept of await ports.store.openCases())
    await attendTo(ports, kept).catch((error: unknown) => problems.push(error))
  return problems
}

async function attendTo(ports: NotifyPorts, kept: NoticeCase): Promise<void> {
  const stored = await ports.store.plan(kept)
  const now = ports.now()
  if (stored.plan === null) return
  const due = dueNow(stored.plan, kept, now)
  if (due.escalations.length === 0 && !due.reminder && !due.update) return
  if (await ports.isClosed(kept, kept.incident)) {
    await ports.store.step({ ...kept, closedAt: now }, [], [])
    return
  }
  const folder = await openFolder(ports, kept, kept.incident)
  const { contacts, matrix } = folder.plan
  const asked = due.escalations.flatMap((to, n) =>
    letters(
      ports,
      folder,
      contacts.filter(({ stakeholder }) => to.includes(stakeholder)),
      'escalation',
      String(kept.escalated + n + 1),
      BY,
    ),
  )
  const told = due.update
    ? letters(
        ports,
        folder,
        contacts.filter(({ stakeholder }) => matrix[stakeholder].includes('update')),
        'update',
        `news-${kept.revision}`,
        BY,
      )
    : []
  // News that goes out is the update somebody would be reminded of.
  const reminds = due.reminder && !due.update
  const reminded = reminds
    ? letters(ports, folder, inCharge(contacts), 'reminder', `${kept.updateAt}-${kept.reminded + 1}`, BY)
    : []
  // Whoever is faster does it; what is still due then is done the next time.
  await ports.store.step(
    {
      ...kept,
      facts: folder.facts,
      severity: folder.facts.severity,
      escalated: kept.escalated + due.escalations.length,
      ...(due.update ? { updateAt: now, reminded: 0, newsAt: null } : {}),
      ...(reminds ? { reminded: kept.reminded + 1 } : {}),
    },
    [...asked, ...told, ...reminded],
    [],
  )
}

/** Those who send updates: IT leadership, or else whoever looks after the phones. */
function inCharge<C extends { readonly stakeholder: string }>(contacts: readonly C[]): readonly C[] {
  const leading = contacts.filter(({ stakeholder }) => stakeholder === 'it-leadership')
  return leading.length > 0 ? leading : contacts.filter(({ stakeholder }) => stakeholder === 'managed-it')
}
