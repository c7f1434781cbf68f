import { useState } from 'react'
import { confirmSetUp } from '../../api/session.ts'
import type { Secret } from '../../components/AuthenticatorKey.tsx'
import { AccountStep } from './AccountStep.tsx'
import { AuthenticatorStep } from './AuthenticatorStep.tsx'
import { RecoveryStep } from './RecoveryStep.tsx'
import './setup.css'

type Step =
  | { readonly at: 'account' }
  | { readonly at: 'authenticator'; readonly secret: Secret }
  | { readonly at: 'recovery'; readonly codes: readonly string[] }

/** The first administrator: who they are, their second factor, and the way back in when it is lost. */
export function SetupPage() {
  const [step, setStep] = useState<Step>({ at: 'account' })
  if (step.at === 'account')
    return <AccountStep done={(secret) => setStep({ at: 'authenticator', secret })} />
  if (step.at === 'authenticator') {
    return (
      <AuthenticatorStep
        secret={step.secret}
        confirm={confirmSetUp}
        done={(codes) => setStep({ at: 'recovery', codes })}
      />
    )
  }
  return <RecoveryStep codes={step.codes} />
}
