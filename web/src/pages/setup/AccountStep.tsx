import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { setUp } from '../../api/session.ts'
import type { Secret } from '../../components/AuthenticatorKey.tsx'
import { Door } from '../../components/Door.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { StrengthMeter } from './StrengthMeter.tsx'
import { strengthOf } from './strength.ts'
import { tokenIn } from './token.ts'

const fromLink = tokenIn(location.hash)

export function AccountStep({ done }: { done: (secret: Secret) => void }) {
  const [linked] = useState(fromLink !== '')
  const form = useForm({
    initialValues: { token: fromLink, name: '', email: '', password: '' },
    validate: {
      token: (value) => (tokenIn(value) === '' ? 'Paste the link from the terminal.' : null),
      name: (value) => (value.trim() === '' ? 'So that others see who did what.' : null),
      email: (value) => (/^[^\s@]+@[^\s@]+$/.test(value.trim()) ? null : 'This is not an e-mail address.'),
      password: (value) => (value.length < 12 ? 'At least 12 characters.' : null),
    },
  })
  const save = useMutation({
    mutationFn: ({ token, name, email, password }: typeof form.values) =>
      setUp({ token: tokenIn(token), name: name.trim(), email: email.trim(), password }),
    onSuccess: done,
  })
  // The token is spent once used; it should not stay in the address bar or the history.
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname)
  }, [])
  const { name, email, password } = form.values
  const strength = strengthOf(password, [...name.split(/\s+/), email.split('@')[0] ?? ''])

  return (
    <Door
      title="Create the first administrator"
      intro={
        linked
          ? 'Step 1 of 3. This account may see and change everything; add the others later.'
          : 'Open the link that was printed in the terminal when Ringfence started. It works once.'
      }
    >
      <form className="stack" noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        {!linked && (
          <TextInput
            label="Link or code from the terminal"
            autoComplete="off"
            {...form.getInputProps('token')}
          />
        )}
        <TextInput label="Your name" autoComplete="name" {...form.getInputProps('name')} />
        <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
        <div className="stack-tight">
          <PasswordInput
            label="Password"
            autoComplete="new-password"
            aria-describedby="strength"
            {...form.getInputProps('password')}
          />
          <StrengthMeter id="strength" strength={strength} />
        </div>
        {save.error && <ErrorPanel error={save.error} />}
        <Button type="submit" loading={save.isPending}>
          Continue
        </Button>
      </form>
    </Door>
  )
}
