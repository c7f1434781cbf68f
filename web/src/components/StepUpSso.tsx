import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { sessionQuery } from '../api/session.ts'
import { proveInTab } from '../api/sso-proof.ts'
import { ErrorPanel } from './ErrorPanel.tsx'

/** Signing in anew at the provider, for those whose account there opens this console. */
export function StepUpSso({ linked, proven }: { linked: boolean; proven: () => void }) {
  const { data: session } = useQuery(sessionQuery)
  const stop = useRef(new AbortController())
  useEffect(() => {
    const { current } = stop
    return () => current.abort()
  }, [])
  const prove = useMutation({ mutationFn: () => proveInTab(stop.current.signal), onSuccess: proven })
  if (!session?.sso || !linked) return null
  return (
    <>
      {prove.error && !stop.current.signal.aborted && <ErrorPanel error={prove.error} />}
      <Button variant="default" onClick={() => prove.mutate()}>
        Sign in again at {session.sso}
      </Button>
      {prove.isPending && <p role="status">Sign in in the tab that opened; this one goes on by itself.</p>}
    </>
  )
}
