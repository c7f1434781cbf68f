import { Button } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { CopyButton } from './CopyButton.tsx'
import './RecoveryCodes.css'

function keepAsFile(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Recovery codes, shown once, with the ways to keep them. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const text = `Ringfence recovery codes for ${location.host}\nEach works once.\n\n${codes.join('\n')}\n`
  return (
    <>
      <ul className="codes" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row no-print">
        <CopyButton text={text} label="Copy" />
        <Button
          variant="default"
          size="sm"
          onClick={() => keepAsFile('ringfence-recovery-codes.txt', text)}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Download
        </Button>
        <Button
          variant="default"
          size="sm"
          onClick={() => print()}
          leftSection={<IconPrinter size={16} aria-hidden />}
        >
          Print
        </Button>
      </div>
    </>
  )
}
