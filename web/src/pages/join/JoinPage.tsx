import { useState } from 'react'
import { confirmInvitation } from '../../api/session.ts'
import type { Secret } from '../../components/AuthenticatorKey.tsx'
import { AuthenticatorStep } from '../setup/AuthenticatorStep.tsx'
import { RecoveryStep } from '../setup/RecoveryStep.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import '../setup/setup.css'

type Step =
  | { readonly at: 'password' }
  | { readonly at: 'authenticator'; readonly secret: Secret }
  | { readonly at: 'recovery'; readonly codes: readonly string[] }

/** Somebody with a one-time link: a password, their second factor, and the way back in when it is lost. */
export function JoinPage() {
  const [step, setStep] = useState<Step>({ at: 'password' })
  if (step.at === 'password')
    return <PasswordStep done={(secret) => setStep({ at: 'authenticator', secret })} />
  if (step.at === 'recovery') return <RecoveryStep codes={step.codes} />
  return (
    <AuthenticatorStep
      secret={step.secret}
      confirm={confirmInvitation}
      done={(codes) => setStep({ at: 'recovery', codes })}
    />
  )
}
