import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'

interface Props {
  readonly title: string
  /** The verb on the button. */
  readonly act: string
  readonly danger?: boolean
  readonly work: { readonly isPending: boolean; readonly error: unknown }
  readonly go: () => void
  readonly close: () => void
  readonly children: ReactNode
}

/** Says what will happen before it does. */
export function AskDialog({ title, act, danger = false, work, go, close, children }: Props) {
  return (
    <Modal opened onClose={close} title={<strong>{title}</strong>}>
      <div className="stack">
        <p>{children}</p>
        {work.error != null && <ErrorPanel error={work.error} />}
        <div className="row">
          <Button {...(danger ? { color: 'loss' } : {})} loading={work.isPending} onClick={go}>
            {act}
          </Button>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        </div>
      </div>
    </Modal>
  )
}
