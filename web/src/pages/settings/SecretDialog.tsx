import { Button, Modal } from '@mantine/core'
import type { TokenMade } from '#contract'
import { CopyButton } from '../../components/CopyButton.tsx'

/** The token itself, shown once. */
export function SecretDialog({ made, close }: { made: TokenMade; close: () => void }) {
  return (
    <Modal opened onClose={close} size="lg" title={<strong>Your token “{made.token.name}”</strong>}>
      <div className="stack">
        <p>It is shown only now. Put it where your program reads it, not into its source.</p>
        <code className="one-time" data-testid="token">
          {made.secret}
        </code>
        <p className="faint">
          Programs send it as <code>authorization: Bearer …</code>
        </p>
        <div className="row">
          <CopyButton text={made.secret} label="Copy the token" />
          <Button variant="default" size="sm" onClick={close}>
            Done
          </Button>
        </div>
      </div>
    </Modal>
  )
}
