import { useState } from 'react'
import { CodeStep } from './CodeStep.tsx'
import { useEnter } from './enter.ts'
import { PasswordStep } from './PasswordStep.tsx'

export function SignInPage() {
  const [email, setEmail] = useState<string | null>(null)
  const entered = useEnter()
  if (email === null) return <PasswordStep done={setEmail} entered={entered} />
  return <CodeStep email={email} back={() => setEmail(null)} entered={entered} />
}
