import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { complain } from './notices.ts'

/** Copies a text and says so. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(setCopied, 2500, false)
    } catch {
      // Browsers refuse the clipboard on plain HTTP from another machine.
      complain(
        'Could not copy',
        new Error('This browser does not allow it here. Select the text and copy it by hand.'),
      )
    }
  }
  return (
    <Button
      variant="default"
      size="sm"
      onClick={copy}
      leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
    >
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  )
}
