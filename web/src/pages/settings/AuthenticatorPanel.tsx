import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { beginAuthenticator, confirmAuthenticator } from '../../api/own.ts'
import { AuthenticatorKey } from '../../components/AuthenticatorKey.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import '../../components/Door.css'

export function AuthenticatorPanel({ there }: { there: boolean }) {
  const begin = useMutation({ mutationFn: beginAuthenticator })
  const [code, setCode] = useState('')
  const client = useQueryClient()
  const close = () => {
    begin.reset()
    confirm.reset()
    setCode('')
  }
  const confirm = useMutation({
    mutationFn: () => confirmAuthenticator(code.replaceAll(/\s/g, '')),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['own'] })
      tell('The new authenticator counts from now on. Your other sessions have ended.')
      close()
    },
  })
  return (
    <section className="panel stack" aria-labelledby="authenticator">
      <h3 id="authenticator">Authenticator app</h3>
      <p className="soft">
        {there
          ? 'Set up. A new phone? Add it here while the old one still works.'
          : 'Not set up. With it you can come in where there is no passkey.'}
      </p>
      {begin.error && <ErrorPanel error={begin.error} />}
      <div>
        <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
          {there ? 'Change to another one' : 'Set it up'}
        </Button>
      </div>
      {begin.data && (
        <Modal opened onClose={close} size="lg" title={<strong>A new authenticator</strong>}>
          <form
            className="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              confirm.mutate()
            }}
          >
            <AuthenticatorKey secret={begin.data} />
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
            <div>
              <Button
                type="submit"
                loading={confirm.isPending}
                disabled={code.replaceAll(/\s/g, '').length !== 6}
              >
                Confirm
              </Button>
            </div>
          </form>
        </Modal>
      )}
    </section>
  )
}
