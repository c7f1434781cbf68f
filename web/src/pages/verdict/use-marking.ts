import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { InvestigationView, MarkRequest } from '#contract'
import { makeMark } from '../../api/marks.ts'
import { type Place, sessionQuery } from '../../api/session.ts'
import { complain, tell } from '../../components/notices.ts'
import { markWords } from './marks.ts'

/** How to say whose calls they were; null for those who may not, and while what was said is being judged. */
export function useMarking(
  place: Place,
  { id, judgingAgain }: InvestigationView,
  original: boolean,
): ((mark: MarkRequest) => void) | null {
  const { data } = useQuery(sessionQuery)
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: (mark: MarkRequest) => makeMark(place, id, mark),
    onSuccess: (_, mark) => {
      tell(`${markWords(mark)}. Judging again…`)
      return client.invalidateQueries({ queryKey: ['investigation', place.customer, place.site, id] })
    },
    onError: (error) => complain('That was not taken in', error),
  })
  const role = data?.person?.role
  if (original || judgingAgain || (role !== 'owner' && role !== 'responder')) return null
  return make.mutate
}
