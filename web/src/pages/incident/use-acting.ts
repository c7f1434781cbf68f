import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { IncidentActInput, IncidentView } from '#contract'
import { actInIncident, addFiles, type IncidentState, moveIncident } from '../../api/incidents.ts'
import { mayAnywhere, type Place, sessionQuery } from '../../api/session.ts'
import { complain } from '../../components/notices.ts'

export interface Acting {
  readonly mayWork: boolean
  readonly mayClose: boolean
  /** Whether something is on its way. */
  readonly busy: boolean
  act(act: IncidentActInput): Promise<void>
  move(to: IncidentState): Promise<void>
  attach(task: string | null, files: readonly File[]): Promise<void>
  /** Reads it again: something was done beside it. */
  refresh(): void
}

/** What the person here can do in the incident; a refusal is said with its remedy. */
export function useActing(place: Place, { id }: IncidentView): Acting {
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const key = ['incident', place.customer, place.site, id]
  const work = useMutation({
    mutationFn: (send: () => Promise<IncidentView>) => send(),
    onSuccess: (view) => {
      client.setQueryData(key, view)
      void client.invalidateQueries({ queryKey: [...key, 'timeline'] })
    },
    onError: (error) => complain('Not done', error),
  })
  const run = async (send: () => Promise<IncidentView>): Promise<void> => {
    // The refusal was told already.
    await work.mutateAsync(send).catch(() => undefined)
  }
  return {
    mayWork: mayAnywhere(session, 'incidents.work'),
    mayClose: mayAnywhere(session, 'incidents.close'),
    busy: work.isPending,
    act: (act) => run(() => actInIncident(place, id, act)),
    move: (to) => run(() => moveIncident(place, id, to)),
    attach: (task, files) => run(() => addFiles(place, id, task, files)),
    refresh: () => void client.invalidateQueries({ queryKey: key }),
  }
}
