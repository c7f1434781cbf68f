import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { AuthenticatorKey, type Secret } from '../../components/AuthenticatorKey.tsx'
import { Door } from '../../components/Door.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'

export function AuthenticatorStep({
  secret,
  confirm: prove,
  done,
}: {
  secret: Secret
  confirm: (code: string) => Promise<{ readonly recoveryCodes: readonly string[] }>
  done: (recoveryCodes: readonly string[]) => void
}) {
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => prove(code.replaceAll(/\s/g, '')),
    onSuccess: ({ recoveryCodes }) => done(recoveryCodes),
  })
  return (
    <Door
      title="Add your authenticator"
      intro="Step 2 of 3. A stolen password alone must not open this console. Scan the picture with any authenticator app, then type the six digits it shows."
    >
      <AuthenticatorKey secret={secret} />
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          confirm.mutate()
        }}
      >
        <TextInput
          label="Six digits from the app"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          classNames={{ input: 'code-input' }}
        />
        {confirm.error && <ErrorPanel error={confirm.error} />}
        <Button type="submit" loading={confirm.isPending} disabled={code.replaceAll(/\s/g, '').length !== 6}>
          Confirm
        </Button>
      </form>
    </Door>
  )
}
