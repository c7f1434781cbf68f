import { Button, Modal, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { openIncident } from '../api/incidents.ts'
import { mayAnywhere, type Place, sessionQuery } from '../api/session.ts'
import { ErrorPanel } from './ErrorPanel.tsx'

/** One button for somebody who is frightened and knows nothing yet. */
export function BreachButton({ place }: { place: Place }) {
  const { data } = useQuery(sessionQuery)
  const [asking, setAsking] = useState(false)
  if (!mayAnywhere(data, 'incidents.open')) return null
  return (
    <>
      <Button
        color="loss"
        leftSection={<IconAlertTriangle size={18} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        I think we have been breached
      </Button>
      {asking && <Ask place={place} close={() => setAsking(false)} />}
    </>
  )
}

function Ask({ place, close }: { place: Place; close: () => void }) {
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const open = useMutation({
    mutationFn: () => openIncident(place, { words }),
    onSuccess: ({ id }) => navigate({ to: '/incidents/$id', params: { id } }),
  })
  return (
    <Modal opened onClose={close} title={<strong>What did you notice?</strong>}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          open.mutate()
        }}
      >
        <p className="soft">
          Nothing has to be proven, and nothing is switched off by this. You get a list of what to do, the
          most urgent first. If it was a false alarm, you close it again.
        </p>
        <Textarea
          label="In your own words (may stay empty)"
          placeholder="A mail from the carrier about calls to Somalia"
          data-autofocus
          autosize
          minRows={2}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {open.error && <ErrorPanel error={open.error} />}
        <div className="row">
          <Button type="submit" color="loss" loading={open.isPending}>
            Show me what to do
          </Button>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}
