import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { acceptRisk } from '../../api/audits.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { counted } from '../../format.ts'

interface Props {
  readonly place: Place
  readonly check: string
  /** What it fails on and nobody answers for. */
  readonly resources: readonly string[]
}

const MOST_CHOICES = 20

/** Lives with a finding for a while: why, who answers for it, until when. */
export function AcceptForm({ place, check, resources }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>(resources)
  const [reason, setReason] = useState('')
  const [owner, setOwner] = useState('')
  const [until, setUntil] = useState('')
  const client = useQueryClient()
  const accept = useMutation({
    mutationFn: () => acceptRisk(place, check, { resources: [...picked], reason, owner, until }),
    onSuccess: () => {
      tell('Accepted. It ends by itself, and counts in the score all the same.')
      void client.invalidateQueries({ queryKey: ['audits'] })
    },
  })
  const picked = chosen.filter((resource) => resources.includes(resource))
  const ready = picked.length > 0 && reason.trim().length >= 10 && owner.trim() !== '' && until !== ''
  return (
    <details className="panel more">
      <summary>Accept the risk instead</summary>
      <form
        className="stack accept"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) accept.mutate()
        }}
      >
        <p className="soft measure">
          It stays a finding and counts in the score. Until the last day it is not among what to mend first.
          Who accepted it, and why, is in the audit log.
        </p>
        {resources.length > 1 && resources.length <= MOST_CHOICES && (
          <Checkbox.Group label="For" value={[...picked]} onChange={setChosen}>
            <div className="stack-tight choices">
              {resources.map((resource) => (
                <Checkbox key={resource} value={resource} label={resource} />
              ))}
            </div>
          </Checkbox.Group>
        )}
        {resources.length > MOST_CHOICES && <p>For all {counted(resources.length, 'place')}.</p>}
        <Textarea
          label="Why it can be lived with"
          description="At least ten letters; no secrets"
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <div className="settings-fields">
          <TextInput
            label="Who answers for it"
            description="A person, not a department"
            maxLength={100}
            value={owner}
            onChange={({ currentTarget }) => setOwner(currentTarget.value)}
          />
          <TextInput
            label="Last day"
            description="Two years on at most"
            type="date"
            value={until}
            onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        </div>
        {accept.error && <ErrorPanel error={accept.error} />}
        <div>
          <Button type="submit" variant="default" disabled={!ready} loading={accept.isPending}>
            Accept the risk
          </Button>
        </div>
      </form>
    </details>
  )
}
