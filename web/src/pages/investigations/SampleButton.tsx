import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { startSample } from '../../api/investigations.ts'
import type { Place } from '../../api/session.ts'
import { complain } from '../../components/notices.ts'

export function SampleButton({ place }: { place: Place }) {
  const navigate = useNavigate()
  const load = useMutation({
    mutationFn: () => startSample(place),
    onSuccess: ({ id }) => navigate({ to: '/investigations/$id', params: { id } }),
    onError: (error) => complain('The sample could not be loaded', error),
  })
  return (
    <>
      <Button
        variant="default"
        loading={load.isPending}
        leftSection={<IconFlask size={18} aria-hidden />}
        onClick={() => load.mutate()}
      >
        Load the sample breach
      </Button>
      <span className="faint">No log at hand? This one is made up, and shows everything.</span>
    </>
  )
}
