import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { openIncident } from '../../api/incidents.ts'
import { mayAnywhere, type Place, sessionQuery } from '../../api/session.ts'
import { complain } from '../../components/notices.ts'

/** From what an investigation found to the incident it is handled in. */
export function HandleButton({ place, investigation }: { place: Place; investigation: string }) {
  const { data } = useQuery(sessionQuery)
  const navigate = useNavigate()
  const open = useMutation({
    mutationFn: () => openIncident(place, { investigation }),
    onSuccess: ({ id }) => navigate({ to: '/incidents/$id', params: { id } }),
    onError: (error) => complain('The incident was not opened', error),
  })
  if (!mayAnywhere(data, 'incidents.open')) return null
  return (
    <div className="no-print">
      <Button color="loss" loading={open.isPending} onClick={() => open.mutate()}>
        Handle this breach
      </Button>
    </div>
  )
}
