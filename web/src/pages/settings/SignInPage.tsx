import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { methodsQuery } from '../../api/own.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { AuthenticatorPanel } from './AuthenticatorPanel.tsx'
import { PasskeysPanel } from './PasskeysPanel.tsx'
import { PasswordPanel } from './PasswordPanel.tsx'
import { RecoveryPanel } from './RecoveryPanel.tsx'
import { SsoPanel } from './SsoPanel.tsx'
import './access.css'

/** How somebody comes in themselves. */
export function SignInPage() {
  const { data, error, refetch } = useQuery(methodsQuery)
  useEffect(() => {
    document.title = 'Sign-in · Settings · Ringfence'
  }, [])
  return (
    <div className="stack">
      <div className="stack-tight">
        <h2>How you sign in</h2>
        <p className="soft">
          A stolen password alone must not open this console. A passkey is the safest way: a false page cannot
          pass it on.
        </p>
      </div>
      {error && <ErrorPanel error={error} retry={() => refetch()} />}
      {!data && !error && <Waiting lines={4} what="Loading how you sign in" height={140} />}
      {data && (
        <div className="methods">
          <PasskeysPanel passkeys={data.passkeys} />
          <AuthenticatorPanel there={data.authenticator} />
          <RecoveryPanel left={data.recoveryCodesLeft} />
          <PasswordPanel />
          <SsoPanel linked={data.sso} />
        </div>
      )}
    </div>
  )
}
