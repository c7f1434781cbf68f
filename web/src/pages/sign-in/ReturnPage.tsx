import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { returnFromSso, sessionQuery } from '../../api/session.ts'
import { Door } from '../../components/Door.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { CodeStep } from './CodeStep.tsx'
import { takeJourney } from './journey.ts'

/** Where the provider of single sign-on sends the browser back to. What is in the address works once, and leaves it at once. */
export function ReturnPage() {
  const client = useQueryClient()
  const router = useRouter()
  const began = useRef(false)
  const enter = async () => {
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    router.history.replace(takeJourney())
  }
  const back = useMutation({
    mutationFn: returnFromSso,
    onSuccess: ({ next }) => (next === 'enter' ? enter() : undefined),
  })
  useEffect(() => {
    if (began.current) return
    began.current = true
    back.mutate(window.location.search)
    window.history.replaceState(window.history.state, '', '/sign-in/return')
  })
  const again = () => void router.navigate({ to: '/sign-in' })
  if (back.data?.next === 'totp') return <CodeStep back={again} entered={enter} />
  if (!back.error) return <Door title="One moment" intro="Signing you in …" />
  return (
    <Door title="Signing in did not work">
      <ErrorPanel error={back.error} />
      <Link to="/sign-in">Back to the sign-in page</Link>
    </Door>
  )
}
