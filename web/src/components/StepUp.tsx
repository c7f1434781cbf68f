import { Button, Modal, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { request, whenStepUp } from '../api/client.ts'
import { methodsQuery } from '../api/own.ts'
import { passkeysWork, passkeyTrouble, provePasskey } from '../api/passkeys.ts'
import './Door.css'
import { ErrorPanel } from './ErrorPanel.tsx'
import { StepUpSso } from './StepUpSso.tsx'

/** Asks for a second factor again when an act wants a fresh one, then lets the act go on. */
export function StepUp() {
  const [open, setOpen] = useState(false)
  const [code, setCode] = useState('')
  const settle = useRef<(proven: boolean) => void>(() => {})
  useEffect(() => {
    whenStepUp(() => {
      setOpen(true)
      return new Promise((resolve) => {
        settle.current = resolve
      })
    })
  }, [])
  const close = (proven: boolean) => {
    setOpen(false)
    setCode('')
    byCode.reset()
    byPasskey.reset()
    settle.current(proven)
  }
  const byCode = useMutation({
    mutationFn: (given: string) => request<void>('POST', '/session/proof', { code: given }),
    onSuccess: () => close(true),
  })
  const { data: methods } = useQuery({ ...methodsQuery, enabled: open })
  const hasCodes = !methods || methods.authenticator || methods.recoveryCodesLeft > 0
  const byPasskey = useMutation({ mutationFn: provePasskey, onSuccess: () => close(true) })
  const error = byCode.error ?? passkeyTrouble(byPasskey.error)
  return (
    <Modal
      opened={open}
      onClose={() => close(false)}
      title={<strong>Is it still you?</strong>}
      // Above the dialog the act was begun in.
      zIndex={400}
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          // The form of a page may lie round this dialog in React's eyes.
          event.stopPropagation()
          byCode.mutate(code.trim())
        }}
      >
        <p className="soft">
          What you are about to do could do harm in the wrong hands. Confirm it with your second factor; it
          holds for ten minutes.
        </p>
        {hasCodes && (
          <TextInput
            label="Six digits, or a recovery code"
            data-autofocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoComplete="one-time-code"
            classNames={{ input: 'code-input' }}
          />
        )}
        {error != null && <ErrorPanel error={error} />}
        <div className="row">
          {hasCodes && (
            <Button type="submit" loading={byCode.isPending} disabled={code.trim().length < 6}>
              Confirm
            </Button>
          )}
          {passkeysWork() && (
            <Button
              variant="default"
              leftSection={<IconFingerprint size={18} aria-hidden />}
              loading={byPasskey.isPending}
              onClick={() => byPasskey.mutate()}
            >
              Use a passkey
            </Button>
          )}
          <StepUpSso linked={methods?.sso ?? false} proven={() => close(true)} />
        </div>
      </form>
    </Modal>
  )
}
