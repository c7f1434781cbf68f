import { Button, NumberInput, Radio, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CheckView } from '#contract'
import { attestCheck } from '../../api/audits.ts'
import { type Place, sessionQuery } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Moment } from '../../components/Moment.tsx'
import { tell } from '../../components/notices.ts'
import { useMayHere } from './use-audit.ts'

const today = (): string => new Date().toISOString().slice(0, 10)

/** What only a person can see: asked, and answered with a name and a day. */
export function Attest({ place, view }: { place: Place; view: CheckView }) {
  const zone = useZone(place)
  const may = useMayHere('audits.make')
  const { attested, ask } = view
  return (
    <section className="panel stack" aria-labelledby="attest">
      <div className="stack-tight">
        <h2 id="attest">Only a person can answer this</h2>
        <p className="measure">{ask}</p>
        {attested && (
          <p className="soft">
            {attested.by} looked on {attested.on} and said{' '}
            {attested.answer === 'pass' ? 'it is so' : 'it is not so'}
            {attested.note !== '' && `: ${attested.note}`}. Holds until{' '}
            <Moment at={attested.until} zone={zone} />.
          </p>
        )}
      </div>
      {may ? (
        <AnswerForm place={place} check={view.check} />
      ) : (
        !attested && <p className="soft">Nobody has answered it. Your role may look, and not answer.</p>
      )}
    </section>
  )
}

function AnswerForm({ place, check }: { place: Place; check: string }) {
  const { data: session } = useQuery(sessionQuery)
  const [answer, setAnswer] = useState<'pass' | 'fail' | ''>('')
  const [by, setBy] = useState(session?.person?.name ?? '')
  const [on, setOn] = useState(today)
  const [validDays, setValidDays] = useState(365)
  const [note, setNote] = useState('')
  const client = useQueryClient()
  const attest = useMutation({
    mutationFn: (said: 'pass' | 'fail') =>
      attestCheck(place, check, { answer: said, by, on, validDays, note }),
    onSuccess: () => {
      tell('Answered.')
      void client.invalidateQueries({ queryKey: ['audits'] })
    },
  })
  const ready = answer !== '' && by.trim() !== '' && on !== ''
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) attest.mutate(answer)
      }}
    >
      <Radio.Group
        label="What did you see?"
        value={answer}
        onChange={(value) => setAnswer(value === 'pass' ? 'pass' : 'fail')}
      >
        <div className="stack-tight choices">
          <Radio value="pass" label="It is so" />
          <Radio value="fail" label="It is not so" />
        </div>
      </Radio.Group>
      <div className="settings-fields">
        <TextInput
          label="Who looked"
          maxLength={100}
          value={by}
          onChange={({ currentTarget }) => setBy(currentTarget.value)}
        />
        <TextInput
          label="On"
          type="date"
          value={on}
          onChange={({ currentTarget }) => setOn(currentTarget.value)}
        />
        <NumberInput
          label="Holds for"
          suffix=" days"
          min={1}
          max={730}
          value={validDays}
          onChange={(value) => setValidDays(Number(value) || 365)}
        />
      </div>
      <Textarea
        label="What was seen"
        description="For whoever asks later; no secrets"
        autosize
        minRows={2}
        maxLength={1000}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      {attest.error && <ErrorPanel error={attest.error} />}
      <div>
        <Button type="submit" disabled={!ready} loading={attest.isPending}>
          Answer
        </Button>
      </div>
    </form>
  )
}
