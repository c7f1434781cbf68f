import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { signInCode } from '../../api/session.ts'
import { Door } from '../../components/Door.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'

/** `email` is not known of somebody who comes from single sign-on. */
export function CodeStep({
  email,
  back,
  entered,
}: {
  email?: string
  back: () => void
  entered: () => Promise<void>
}) {
  const [code, setCode] = useState('')
  const [lost, setLost] = useState(false)
  const enter = useMutation({
    mutationFn: (given: string) => signInCode(given),
    onSuccess: entered,
  })
  const typed = (value: string) => {
    setCode(value)
    const digits = value.replaceAll(/\s/g, '')
    if (!lost && /^\d{6}$/.test(digits) && !enter.isPending) enter.mutate(digits)
  }
  return (
    <Door
      title={lost ? 'Use a recovery code' : 'One more thing'}
      intro={
        lost
          ? 'One of the codes you kept when the account was made. Each works once.'
          : `The six digits your authenticator app shows${email ? ` for ${email}` : ' for Ringfence'}.`
      }
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate(lost ? code.trim() : code.replaceAll(/\s/g, ''))
        }}
      >
        <TextInput
          key={String(lost)}
          autoFocus
          label={lost ? 'Recovery code' : 'Six digits'}
          value={code}
          onChange={(event) => typed(event.currentTarget.value)}
          inputMode={lost ? 'text' : 'numeric'}
          autoComplete={lost ? 'off' : 'one-time-code'}
          classNames={{ input: 'code-input' }}
        />
        {enter.error && <ErrorPanel error={enter.error} />}
        <Button type="submit" loading={enter.isPending} disabled={code.trim().length < 6}>
          Sign in
        </Button>
        <PasskeyButton entered={entered} />
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setLost(!lost)
            setCode('')
            enter.reset()
          }}
        >
          {lost ? 'Use the authenticator app' : 'I do not have my phone: use a recovery code'}
        </button>
        <button type="button" className="link-button" onClick={back}>
          Sign in as somebody else
        </button>
      </form>
    </Door>
  )
}
