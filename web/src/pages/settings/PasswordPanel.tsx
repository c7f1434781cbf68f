import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changePassword } from '../../api/own.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'

export function PasswordPanel() {
  const client = useQueryClient()
  const form = useForm({
    initialValues: { current: '', password: '' },
    validate: {
      current: (value) => (value === '' ? 'The one you have now.' : null),
      password: (value) => (value.length < 12 ? 'At least 12 characters.' : null),
    },
  })
  const save = useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      form.reset()
      await client.invalidateQueries({ queryKey: ['own'] })
      tell('Your password is changed. Your other sessions have ended.')
    },
  })
  return (
    <section className="panel stack" aria-labelledby="password">
      <h3 id="password">Password</h3>
      <form className="stack" noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <PasswordInput
          label="The present one"
          autoComplete="current-password"
          {...form.getInputProps('current')}
        />
        <PasswordInput
          label="The new one"
          description="Four or five unrelated words are good, and easy to type."
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        {save.error && <ErrorPanel error={save.error} />}
        <div>
          <Button type="submit" variant="default" loading={save.isPending}>
            Change it
          </Button>
        </div>
      </form>
    </section>
  )
}
