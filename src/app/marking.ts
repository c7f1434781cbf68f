import type { MarkJson, MarkRequest } from '#contract'
import type { KeptMark, Place } from '#core/incidents'
import { DomainError } from '#core/kernel'
import type { InvestigationPorts } from './investigation-ports.ts'
import { actOf } from './kept.ts'

/** "This was us" and "this was them too": kept, told to the ledger, and judged again at once. */
export interface Marking {
  mark(place: Place, investigation: string, said: MarkRequest, actor: string): Promise<MarkJson>
  /** The mark stays on record as taken back; what it did is undone. */
  takeBack(place: Place, investigation: string, mark: string, actor: string): Promise<void>
}

export function createMarking({ store, marks, queue, newId, now }: InvestigationPorts): Marking {
  const requireDone = async (place: Place, id: string): Promise<void> => {
    const investigation = await store.get(place, id)
    if (investigation?.status !== 'done')
      throw new DomainError(
        'verdict-missing',
        'There is no verdict to say anything about.',
        'Wait until the investigation is done.',
      )
  }
  return {
    async mark(place, investigation, { says, what, value, hour }, actor) {
      await requireDone(place, investigation)
      const at = now()
      const named = { says, what, value, ...(what === 'account-hour' ? { hour: hour ?? 0 } : {}) }
      const mark: KeptMark = { ...named, id: newId(), madeAt: at, madeBy: actor, takenBackAt: null }
      await marks.make(
        place,
        investigation,
        mark,
        actOf(actor, 'mark.made', investigation, { ...named, mark: mark.id }, at),
      )
      queue.wake()
      return markJson(mark)
    },

    async takeBack(place, investigation, mark, actor) {
      const act = actOf(actor, 'mark.taken-back', investigation, { mark }, now())
      if (!(await marks.takeBack(place, investigation, mark, act)))
        throw new DomainError(
          'mark-unknown',
          'There is no such mark here.',
          'It may have been taken back: reload the page.',
        )
      queue.wake()
    },
  }
}

export const markJson = ({ madeAt, takenBackAt, hour, ...mark }: KeptMark): MarkJson => ({
  ...mark,
  ...(hour === undefined ? {} : { hour }),
  madeAt: new Date(madeAt).toISOString(),
  takenBackAt: takenBackAt === null ? null : new Date(takenBackAt).toISOString(),
})
