import { Button, Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../../api/session.ts'
import { Door } from '../../components/Door.tsx'
import { RecoveryCodes } from '../../components/RecoveryCodes.tsx'

export function RecoveryStep({ codes }: { codes: readonly string[] }) {
  const [kept, setKept] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const enter = async () => {
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ to: '/investigations' })
  }
  return (
    <Door
      title="Keep your recovery codes"
      intro="Step 3 of 3. If your phone is lost, each of these lets you in once. They are shown only now. Keep them where the phone is not: on paper or in a password manager."
    >
      <RecoveryCodes codes={codes} />
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
