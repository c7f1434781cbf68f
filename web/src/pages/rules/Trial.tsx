import { Button, Modal, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { DetectionRule, RulesTrial } from '#contract'
import { replayQuery, replayRules, rulesQuery, saveRules } from '../../api/rules.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { counted } from '../../format.ts'
import { Difference } from './Difference.tsx'
import { changesOf, type Draft, trialOf } from './draft.ts'

interface Props {
  readonly place: Place
  readonly rules: readonly DetectionRule[]
  readonly draft: Draft
  readonly empty: () => void
}

/** What is about to be changed: played over what is on record, its difference shown, then saved. */
export function Trial({ place, rules, draft, empty }: Props) {
  const changes = changesOf(rules, draft)
  const [open, setOpen] = useState(false)
  if (changes.length === 0) return null
  const close = (): void => setOpen(false)
  return (
    <section className="panel row-apart rules-trial" aria-label="Changes that are not saved">
      <h2 role="status">{counted(changes.length, 'change')} not saved</h2>
      <div className="row">
        <Button onClick={() => setOpen(true)}>Show what this changes</Button>
        <Button variant="subtle" color="gray" onClick={empty}>
          Discard
        </Button>
      </div>
      <Modal opened={open} onClose={close} title={<strong>What these rules would change</strong>} size={960}>
        <Replayed place={place} wanted={trialOf(rules, draft)} changes={changes} saved={empty} back={close} />
      </Modal>
    </section>
  )
}

interface ReplayedProps {
  readonly place: Place
  readonly wanted: RulesTrial['rules']
  readonly changes: readonly string[]
  readonly saved: () => void
  readonly back: () => void
}

/** Lives as long as the dialog: opened again, it is played again. */
function Replayed({ place, wanted, changes, saved, back }: ReplayedProps) {
  const { mutate, data, error } = useMutation({ mutationFn: () => replayRules(place, wanted) })
  useEffect(() => mutate(), [mutate])
  return (
    <div className="stack">
      <Changes changes={changes} />
      {error && <ErrorPanel error={error} retry={mutate} />}
      {data && <Replay key={data.id} place={place} id={data.id} saved={saved} back={back} again={mutate} />}
    </div>
  )
}

const FEW = 6

function Changes({ changes }: { changes: readonly string[] }) {
  const [all, setAll] = useState(changes.length <= FEW)
  return (
    <div className="stack-tight">
      <ul className="soft">
        {(all ? changes : changes.slice(0, FEW - 1)).map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      {!all && (
        <div>
          <Button variant="default" size="sm" onClick={() => setAll(true)}>
            Show all {changes.length} changes
          </Button>
        </div>
      )}
    </div>
  )
}

interface ReplayProps {
  readonly place: Place
  readonly id: string
  readonly saved: () => void
  readonly back: () => void
  readonly again: () => void
}

function Replay({ place, id, saved, back, again }: ReplayProps) {
  const client = useQueryClient()
  const { data, error } = useQuery(replayQuery(place, id))
  const save = useMutation({
    mutationFn: () => saveRules(place, id),
    onSuccess(rules) {
      client.setQueryData(rulesQuery(place).queryKey, rules)
      void client.invalidateQueries({ queryKey: ['rule-proof'] })
      tell('Saved. In force within seconds.')
      saved()
    },
  })
  if (error) return <ErrorPanel error={error} retry={again} />
  if (data?.problem)
    return (
      <div className="error-panel tone-watch" role="alert">
        <p className="error-detail">{data.problem.detail}</p>
        <p>{data.problem.remedy}</p>
        <Button variant="default" size="sm" onClick={again}>
          Try again
        </Button>
      </div>
    )
  if (!data?.difference) {
    const percent = Math.round((data?.share ?? 0) * 100)
    return (
      <div className="stack-tight">
        <p role="status">Judging what is on record, as it is and as it would be …</p>
        <Progress value={percent} aria-label="How much was judged" />
      </div>
    )
  }
  return (
    <>
      <Difference place={place} difference={data.difference} />
      {save.error && <ErrorPanel error={save.error} />}
      <div className="row">
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          Save these rules
        </Button>
        <Button variant="default" onClick={back}>
          Go on changing
        </Button>
        <p className="faint">Verdicts that were given stand. You can set the rules back here at any time.</p>
      </div>
    </>
  )
}
