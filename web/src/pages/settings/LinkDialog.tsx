import { Button, Modal } from '@mantine/core'
import type { Invited } from '#contract'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Ago } from './Ago.tsx'

/** A one-time link, shown once: whoever has it becomes this person, so it is handed over, not posted somewhere. */
export function LinkDialog({ invited, close }: { invited: Invited; close: () => void }) {
  const link = `${location.origin}${invited.link}`
  return (
    <Modal opened onClose={close} size="lg" title={<strong>A link for {invited.person.name}</strong>}>
      <div className="stack">
        <p>
          Send it to {invited.person.name} yourself, by a way you trust. It works once, until{' '}
          <Ago at={invited.expiresAt} />, and is shown only now: whoever opens it first chooses the password.
        </p>
        <code className="one-time" data-testid="one-time-link">
          {link}
        </code>
        <div className="row">
          <CopyButton text={link} label="Copy the link" />
          <Button variant="default" size="sm" onClick={close}>
            Done
          </Button>
        </div>
      </div>
    </Modal>
  )
}
