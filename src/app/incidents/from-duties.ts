import type { Situation } from '../flows/handle/situation.ts'
import type { DutyReport } from '../obligations.ts'
import type { TimelineSource } from './timeline.ts'

/** Deadlines of notices that are neither given nor decided; they lie ahead, or have passed. */
export const fromDuties =
  (reportOf: (situation: Situation) => Promise<DutyReport>): TimelineSource =>
  async (situation) => {
    const { standing } = situation
    if (!standing.dutyFacts) return []
    const { report } = await reportOf(situation)
    return report.due.flatMap(({ id, title, dueAt, deadline, category }) =>
      dueAt === null || category === 'internal' || standing.duties.get(id)?.settled
        ? []
        : [
            {
              id: `due-${id}`,
              at: Date.parse(dueAt),
              kind: 'notice' as const,
              title: `Due: ${title}`,
              detail: deadline,
              by: null,
            },
          ],
    )
  }
