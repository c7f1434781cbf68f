import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { signIn } from '../../api/session.ts'
import { Door } from '../../components/Door.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'
import { SsoButton } from './SsoButton.tsx'

export function PasswordStep({
  done,
  entered,
}: {
  done: (email: string) => void
  entered: () => Promise<void>
}) {
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.trim() === '' ? 'Your e-mail address.' : null),
      password: (value) => (value === '' ? 'Your password.' : null),
    },
  })
  const enter = useMutation({
    mutationFn: ({ email, password }: typeof form.values) => signIn(email.trim(), password),
    onSuccess: (_, { email }) => done(email.trim()),
  })
  return (
    <Door title="Sign in">
      <form className="stack" noValidate onSubmit={form.onSubmit((values) => enter.mutate(values))}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          {...form.getInputProps('email')}
        />
        <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps('password')} />
        {enter.error && <ErrorPanel error={enter.error} />}
        <Button type="submit" loading={enter.isPending}>
          Continue
        </Button>
        <PasskeyButton entered={entered} />
        <SsoButton />
      </form>
    </Door>
  )
}
