import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { linkSso } from '../../api/own.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { Waiting } from '../../components/Waiting.tsx'

/** Where the provider sends somebody back who links their account. */
export function SsoReturnPage() {
  const client = useQueryClient()
  const router = useRouter()
  const began = useRef(false)
  const back = useMutation({
    mutationFn: linkSso,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['own'] })
      tell('Your account is linked. You can sign in with it.')
      await router.navigate({ to: '/settings/sign-in', replace: true })
    },
  })
  useEffect(() => {
    if (began.current) return
    began.current = true
    back.mutate(window.location.search)
    window.history.replaceState(window.history.state, '', '/settings/sign-in/return')
  })
  if (!back.error) return <Waiting lines={3} what="Linking your account" height={140} />
  return (
    <div className="stack">
      <h2>The account was not linked</h2>
      <ErrorPanel error={back.error} />
      <Link to="/settings/sign-in">Back to how you sign in</Link>
    </div>
  )
}
