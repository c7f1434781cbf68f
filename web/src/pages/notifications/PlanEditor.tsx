import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelView, NoticePlanView } from '#contract'
import { planQuery, savePlan } from '../../api/notices.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { Clock } from './Clock.tsx'
import { Contacts } from './Contacts.tsx'
import { Matrix } from './Matrix.tsx'
import type { PartProps } from './part.ts'
import { Templates } from './Templates.tsx'
import type { Plan } from './words.ts'

interface Props {
  readonly place: Place
  readonly view: NoticePlanView
  readonly channels: readonly ChannelView[]
  readonly mayChange: boolean
}

/** The plan as one: everything is saved together, or nothing. */
export function PlanEditor({ place, view, channels, mayChange }: Props) {
  const [draft, setDraft] = useState<Plan | null>(null)
  const plan = draft ?? view.plan
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => savePlan(place, { plan, revision: view.revision }),
    onSuccess: (saved) => {
      client.setQueryData(planQuery(place).queryKey, saved)
      setDraft(null)
      tell('Saved. The next notice goes by it.')
    },
  })
  const part: PartProps = { plan, mayChange, set: (change) => setDraft({ ...plan, ...change }) }
  return (
    <>
      <Contacts {...part} channels={channels} warnings={view.warnings} />
      <Matrix {...part} />
      <Clock {...part} />
      <Templates {...part} view={view} />
      {!mayChange && <p className="soft">Only an owner may change this.</p>}
      {draft && (
        <div className="save-bar panel stack-tight">
          {save.error && <ErrorPanel error={save.error} />}
          <div className="row">
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              Save the plan
            </Button>
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                setDraft(null)
                save.reset()
                void client.invalidateQueries({ queryKey: planQuery(place).queryKey })
              }}
            >
              Discard changes
            </Button>
          </div>
        </div>
      )}
    </>
  )
}
