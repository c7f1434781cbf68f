import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { beginSsoLink, unlinkSso } from '../../api/own.ts'
import { sessionQuery } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'

/** The account of single sign-on, where there is one. */
export function SsoPanel({ linked }: { linked: boolean }) {
  const client = useQueryClient()
  const { data } = useQuery(sessionQuery)
  const link = useMutation({
    mutationFn: beginSsoLink,
    onSuccess: ({ location }) => window.location.assign(location),
  })
  const end = useMutation({
    mutationFn: unlinkSso,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['own'] })
      tell('That account no longer opens this console for you.')
    },
  })
  if (!data?.sso) return null
  const error = link.error ?? end.error
  return (
    <section className="panel stack" aria-labelledby="sso">
      <h3 id="sso">{data.sso}</h3>
      <p className="soft">
        {linked
          ? 'Your account there opens this console. Where it does not vouch for a second factor, the code of your authenticator is asked for too.'
          : 'Link your account there, and sign in with it from then on.'}
      </p>
      {error && <ErrorPanel error={error} />}
      <div>
        {linked ? (
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate()}>
            Unlink it
          </Button>
        ) : (
          <Button variant="default" loading={link.isPending} onClick={() => link.mutate()}>
            Link my account
          </Button>
        )}
      </div>
    </section>
  )
}
