import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { linkSso, proveSso } from '../../api/own.ts'
import { cameToProve, tellProven } from '../../api/sso-proof.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { Waiting } from '../../components/Waiting.tsx'

/** Where the provider sends somebody back who links their account, or shows anew who they are. */
export function SsoReturnPage() {
  const [proving] = useState(cameToProve)
  return proving ? <Proving /> : <Linking />
}

function Proving() {
  const prove = useReturn(proveSso, () => {
    tellProven()
    window.close()
  })
  if (prove.isSuccess)
    return (
      <p role="status">
        It is you. Close this tab: the one you came from goes on by itself, within ten minutes.
      </p>
    )
  if (!prove.error) return <Waiting lines={1} what="Confirming that it is you" height={140} />
  return (
    <div className="stack">
      <h2>That did not confirm it</h2>
      <ErrorPanel error={prove.error} />
      <p className="soft">Close this tab and try again in the one you came from.</p>
    </div>
  )
}

/** Sends what the provider sent the browser back with, once, and takes it out of the address. */
function useReturn(send: (query: string) => Promise<void>, done: () => void | Promise<void>) {
  const began = useRef(false)
  const back = useMutation({ mutationFn: send, onSuccess: done })
  useEffect(() => {
    if (began.current) return
    began.current = true
    back.mutate(window.location.search)
    window.history.replaceState(window.history.state, '', '/settings/sign-in/return')
  })
  return back
}

function Linking() {
  const client = useQueryClient()
  const router = useRouter()
  const back = useReturn(linkSso, async () => {
    await client.invalidateQueries({ queryKey: ['own'] })
    tell('Your account is linked. You can sign in with it.')
    await router.navigate({ to: '/settings/sign-in', replace: true })
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
