import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { targetsQuery, withdrawTarget } from '../../api/audits.ts'
import type { Place } from '../../api/session.ts'
import { useZone } from '../../api/sites.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Moment } from '../../components/Moment.tsx'
import { complain, tell } from '../../components/notices.ts'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { count } from '../../format.ts'
import { type Model, modelName } from './by-model.ts'
import { type Target, TargetForm } from './TargetForm.tsx'
import { useAuditId, useMayHere } from './use-audit.ts'

/** The firmware each model is to be brought to, and how far its devices are. */
export function Targets({ place, models }: { place: Place; models: readonly Model[] }) {
  const { data, error, refetch } = useQuery(targetsQuery(place))
  const may = useMayHere('audits.make')
  // Of an earlier audit there may be models that the newest does not see.
  const latest = useAuditId() === 'latest'
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />
  if (!data) return <Waiting lines={2} height={80} what="Loading the targets" />
  const { targets } = data
  if (targets.length === 0 && models.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="targets">
      <div className="stack-tight">
        <h2 id="targets">Targets</h2>
        <p className="soft measure">
          {targets.length === 0
            ? 'No model has a target yet: the firmware its devices are to be brought to, and by when.'
            : 'Counted on the devices of the latest audit. Nothing is installed from here: each audit shows how far it is.'}
          {targets.length === 0 && !may && ' Your role may look, and not set one.'}
        </p>
      </div>
      {targets.length > 0 && <Table place={place} targets={targets} may={may} />}
      {may && latest && models.length > 0 && <TargetForm place={place} models={models} targets={targets} />}
    </section>
  )
}

function Table({ place, targets, may }: { place: Place; targets: readonly Target[]; may: boolean }) {
  const zone = useZone(place)
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: ({ id }: Target) => withdrawTarget(place, id),
    onSuccess: (_, target) => {
      tell(`${modelName(target)} has no target any more.`)
      void client.invalidateQueries({ queryKey: targetsQuery(place).queryKey })
    },
    onError: (error) => complain('Not withdrawn', error),
  })
  const columns: readonly Column<Target>[] = [
    { title: 'Model', lead: true, cell: modelName },
    { title: 'Target', cell: ({ version }) => <span className="number">{version}</span> },
    { title: 'There already', cell: (target) => <Reached {...target} /> },
    { title: 'Last day', cell: (target) => <Due {...target} /> },
    {
      title: 'Set',
      cell: ({ by, at }) => (
        <>
          {by}, <Moment at={at} zone={zone} />
        </>
      ),
    },
    ...(may ? [{ title: '', cell: withdrawOf(withdraw) }] : []),
  ]
  return <Records label="Targets by model" rows={targets} columns={columns} keyOf={({ id }) => id} />
}

interface Withdrawing {
  readonly isPending: boolean
  readonly variables: Target | undefined
  mutate(target: Target): void
}

const withdrawOf = (withdraw: Withdrawing) => (target: Target) => (
  <Button
    variant="default"
    size="sm"
    aria-label={`Withdraw the target of ${modelName(target)}`}
    loading={withdraw.isPending && withdraw.variables?.id === target.id}
    onClick={() => withdraw.mutate(target)}
  >
    Withdraw
  </Button>
)

function Reached({ devices, reached, unknown }: Target) {
  if (devices === 0) return <span className="faint">The latest audit sees no such device</span>
  return (
    <>
      {reached === devices ? (
        <Tag tone="safe">All {count(devices)}</Tag>
      ) : (
        <span className="number">
          {count(reached)} of {count(devices)}
        </span>
      )}
      {unknown > 0 && <span className="faint"> · of {count(unknown)} it cannot be told</span>}
    </>
  )
}

function Due({ due, overdue }: Target) {
  if (due === null) return <span className="faint">None</span>
  return overdue ? <Tag tone="watch">Overdue: {due}</Tag> : <span className="number">{due}</span>
}
