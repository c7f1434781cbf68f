import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditPlanView } from '#contract'
import { planQuery, savePlan } from '../../api/audits.ts'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Moment } from '../../components/Moment.tsx'
import { tell } from '../../components/notices.ts'

const rhythms = { never: 'Not by itself', day: 'Every day', week: 'Every week' } as const
type Every = keyof typeof rhythms

/** How often what is connected is read again, and what its network is called. */
export function PlanForm({ place, plan }: { place: Place; plan: AuditPlanView }) {
  const zone = useZone(place)
  const [every, setEvery] = useState<Every>(plan.every)
  const [zones, setZones] = useState(plan.zones)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => savePlan(place, { every, zones }),
    onSuccess: (saved) => {
      client.setQueryData(planQuery(place).queryKey, saved)
      tell('Saved.')
    },
  })
  return (
    <section className="panel stack" aria-labelledby="plan">
      <div className="stack-tight">
        <h2 id="plan">Again, by itself</h2>
        <p className="soft measure">
          What got worse since the time before is told to IT leadership and the managed IT provider, as
          planned under Notifications.
          {plan.nextAt !== null && (
            <>
              {' '}
              The next is due <Moment at={plan.nextAt} zone={zone} />.
            </>
          )}
        </p>
        {plan.problem !== '' && (
          <p className="tone-watch plan-problem">The last one did not come about: {plan.problem}</p>
        )}
      </div>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <NativeSelect
          label="How often"
          value={every}
          onChange={({ currentTarget }) => setEvery(currentTarget.value as Every)}
          data={Object.entries(rhythms).map(([value, label]) => ({ value, label }))}
        />
        <Textarea
          label="zones.yaml"
          description="What the parts of the network are called, and which firewall stands between them; used where no zones.yaml is sent"
          placeholder={'zones:\n  internet: any\n  pbx: 10.0.20.5\n  data: 10.0.30.0/24'}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={60_000}
          className="zones-text"
          spellCheck={false}
          value={zones}
          onChange={({ currentTarget }) => setZones(currentTarget.value)}
        />
        {save.error && <ErrorPanel error={save.error} />}
        <div>
          <Button type="submit" variant="default" loading={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </section>
  )
}
