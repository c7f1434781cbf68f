import { useState } from 'react'
import { CodeStep } from './CodeStep.tsx'
import { PasswordStep } from './PasswordStep.tsx'

export function SignInPage() {
  const [email, setEmail] = useState<string | null>(null)
  if (email === null) return <PasswordStep done={setEmail} />
  return <CodeStep email={email} back={() => setEmail(null)} />
}
