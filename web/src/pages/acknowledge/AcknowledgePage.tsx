import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { acknowledgeNotice, lookAtNotice } from '../../api/notices.ts'
import { Door } from '../../components/Door.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Moment } from '../../components/Moment.tsx'
import { Waiting } from '../../components/Waiting.tsx'

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Where the link of a notice leads: one line of what is going on, and one button. No account. */
export function AcknowledgePage() {
  const token = location.hash.slice(1)
  const look = useQuery({
    queryKey: ['acknowledgement', token],
    queryFn: () => lookAtNotice(token),
    retry: false,
    refetchOnWindowFocus: false,
  })
  const confirm = useMutation({ mutationFn: () => acknowledgeNotice(token) })
  const seen = confirm.data ?? look.data
  useEffect(() => {
    document.title = 'Acknowledge · Ringfence'
  }, [])
  return (
    <Door title="A breach of a phone system" intro={seen?.line}>
      {look.error && <ErrorPanel error={look.error} />}
      {!seen && !look.error && <Waiting lines={2} what="Looking" />}
      {seen && seen.acknowledgedAt === null && (
        <div className="stack">
          <p>
            {seen.name}, press this when you have read the message and take care of it. Nobody else is asked
            in your place then.
          </p>
          {confirm.error && <ErrorPanel error={confirm.error} />}
          <Button size="md" loading={confirm.isPending} onClick={() => confirm.mutate()}>
            I have read this
          </Button>
        </div>
      )}
      {seen && seen.acknowledgedAt !== null && (
        <p role="status">
          Thank you, {seen.name}. Acknowledged <Moment at={seen.acknowledgedAt} zone={ownZone} />.
        </p>
      )}
    </Door>
  )
}
