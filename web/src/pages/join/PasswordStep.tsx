import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { acceptInvitation, lookAtInvitation } from '../../api/session.ts'
import type { Secret } from '../../components/AuthenticatorKey.tsx'
import { Door } from '../../components/Door.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { StrengthMeter } from '../setup/StrengthMeter.tsx'
import { strengthOf } from '../setup/strength.ts'
import { tokenIn } from '../setup/token.ts'

export function PasswordStep({ done }: { done: (secret: Secret) => void }) {
  const [token] = useState(() => tokenIn(location.hash))
  const invited = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => lookAtInvitation(token),
    staleTime: Number.POSITIVE_INFINITY,
  })
  // The token should not stay in the address bar or the history.
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname)
  }, [])
  if (invited.error)
    return (
      <Door title="This link does not work">
        <ErrorPanel error={invited.error} />
      </Door>
    )
  if (!invited.data)
    return (
      <Door title="Welcome">
        <Waiting lines={2} what="Looking at your link" />
      </Door>
    )
  return <ChooseForm token={token} {...invited.data} done={done} />
}

interface Props {
  readonly token: string
  readonly name: string
  readonly email: string
  readonly done: (secret: Secret) => void
}

function ChooseForm({ token, name, email, done }: Props) {
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value.length < 12 ? 'At least 12 characters.' : null) },
  })
  const save = useMutation({
    mutationFn: ({ password }: typeof form.values) => acceptInvitation({ token, password }),
    onSuccess: done,
  })
  const strength = strengthOf(form.values.password, [...name.split(/\s+/), email.split('@')[0] ?? ''])
  return (
    <Door
      title={`Welcome, ${name}`}
      intro="Step 1 of 3. Choose a password for this console; four or five unrelated words are good."
    >
      <form className="stack" noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <TextInput label="E-mail" type="email" autoComplete="username" value={email} readOnly />
        <div className="stack-tight">
          <PasswordInput
            label="Password"
            autoComplete="new-password"
            aria-describedby="strength"
            autoFocus
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
