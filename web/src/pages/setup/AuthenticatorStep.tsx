import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmSetUp } from '../../api/session.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Door } from '../../components/Door.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'

export interface Secret {
  readonly otpauthUrl: string
  readonly secret: string
  /** A picture of `otpauthUrl`: SVG markup or a data address. */
  readonly qr: string
}

const picture = (qr: string): string =>
  qr.startsWith('data:') ? qr : `data:image/svg+xml;charset=utf-8,${encodeURIComponent(qr)}`
const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret

export function AuthenticatorStep({
  secret,
  done,
}: {
  secret: Secret
  done: (recoveryCodes: readonly string[]) => void
}) {
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => confirmSetUp(code.replaceAll(/\s/g, '')),
    onSuccess: ({ recoveryCodes }) => done(recoveryCodes),
  })
  return (
    <Door
      title="Add your authenticator"
      intro="Step 2 of 3. A stolen password alone must not open this console. Scan the picture with any authenticator app, then type the six digits it shows."
    >
      <div className="qr-row">
        <img
          className="qr"
          src={picture(secret.qr)}
          width={176}
          height={176}
          alt="QR code for your authenticator app; the key below it does the same"
        />
        <div className="stack-tight">
          <span className="faint">No camera? Type this key instead:</span>
          <code className="secret">{inFours(secret.secret)}</code>
          <div className="row">
            <CopyButton text={secret.secret} label="Copy key" />
            <a className="faint" href={secret.otpauthUrl}>
              Open app on this device
            </a>
          </div>
        </div>
      </div>
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
