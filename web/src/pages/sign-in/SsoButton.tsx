import { Button } from '@mantine/core'
import { IconBuilding } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { beginSso, sessionQuery } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { keepJourney } from './journey.ts'

/** Leads to the provider of single sign-on; nothing where there is none. */
export function SsoButton() {
  const { data } = useQuery(sessionQuery)
  const { next } = useSearch({ from: '/sign-in' })
  const go = useMutation({
    mutationFn: beginSso,
    onSuccess: ({ location }) => {
      keepJourney(next ?? '/')
      window.location.assign(location)
    },
  })
  if (!data?.sso) return null
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconBuilding size={18} aria-hidden />}
        loading={go.isPending || go.isSuccess}
        onClick={() => go.mutate()}
      >
        Sign in with {data.sso}
      </Button>
      {go.error && <ErrorPanel error={go.error} />}
    </>
  )
}
