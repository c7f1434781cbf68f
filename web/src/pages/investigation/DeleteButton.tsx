import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { InvestigationView } from '#contract'
import { removeInvestigation } from '../../api/investigations.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'

interface Props {
  readonly place: Place
  readonly view: Pick<InvestigationView, 'id' | 'title'>
  readonly label: string
}

export function DeleteButton({ place, view, label }: Props) {
  const [asked, setAsked] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => removeInvestigation(place, view.id),
    onSuccess: async () => {
      await navigate({ to: '/investigations' })
      client.removeQueries({ queryKey: ['investigation', place.customer, place.site, view.id] })
      void client.invalidateQueries({ queryKey: ['investigations'] })
      tell(`Deleted “${view.title}”.`)
    },
  })
  return (
    <>
      <Button variant="default" className="no-print" onClick={() => setAsked(true)}>
        {label}
      </Button>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={<strong>Delete this investigation?</strong>}
      >
        <div className="stack">
          <p>
            “{view.title}”: its verdict, its calls, its files and its reports go, for everybody. This cannot
            be undone, except by reading the same files again. That it was deleted, and by whom, stays on
            record.
          </p>
          {remove.error && <ErrorPanel error={remove.error} />}
          <div className="row">
            <Button color="loss" loading={remove.isPending} onClick={() => remove.mutate()}>
              Delete it
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              Keep it
            </Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
