import { Button, Checkbox } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../../api/session.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Door } from '../../components/Door.tsx'

function keepAsFile(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

export function RecoveryStep({ codes }: { codes: readonly string[] }) {
  const [kept, setKept] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const text = `Ringfence recovery codes for ${location.host}\nEach works once.\n\n${codes.join('\n')}\n`
  const enter = async () => {
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ to: '/investigations' })
  }
  return (
    <Door
      title="Keep your recovery codes"
      intro="Step 3 of 3. If your phone is lost, each of these lets you in once. They are shown only now. Keep them where the phone is not: on paper or in a password manager."
    >
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
      <div className="stack no-print">
        <Checkbox
          label="I have kept them"
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Button disabled={!kept} onClick={enter}>
          Enter the console
        </Button>
      </div>
    </Door>
  )
}
