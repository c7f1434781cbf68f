import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FirmwareTargets } from '#contract'
import { setTarget, targetsQuery } from '../../api/audits.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { type Model, modelName } from './by-model.ts'

export type Target = FirmwareTargets['targets'][number]

interface Props {
  readonly place: Place
  readonly models: readonly Model[]
  readonly targets: readonly Target[]
}

/** Which firmware a model is to be brought to, and by when; a model that has a target gets another. */
export function TargetForm({ place, models, targets }: Props) {
  const [chosen, setChosen] = useState('')
  const model = models.find(({ name }) => name === chosen) ?? models[0]
  return (
    <details className="more">
      <summary>Set or change a target</summary>
      <div className="stack accept">
        <NativeSelect
          label="Model"
          value={model?.name ?? ''}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          data={models.map(({ name }) => name)}
        />
        {model && (
          <Fields
            key={model.name}
            place={place}
            model={model}
            standing={targets.find((target) => modelName(target) === model.name)}
          />
        )}
      </div>
    </details>
  )
}

interface FieldsProps {
  readonly place: Place
  readonly model: Model
  readonly standing: Target | undefined
}

function Fields({ place, model, standing }: FieldsProps) {
  const [version, setVersion] = useState(standing?.version ?? model.fixedIn[0] ?? '')
  const [due, setDue] = useState(standing?.due ?? '')
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () =>
      setTarget(place, {
        vendor: model.vendor,
        product: model.product,
        version,
        due: due === '' ? null : due,
      }),
    onSuccess: () => {
      tell(`${model.name} is to be brought to ${version}.`)
      void client.invalidateQueries({ queryKey: targetsQuery(place).queryKey })
    },
  })
  const ready = version.trim() !== ''
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) save.mutate()
      }}
    >
      <div className="settings-fields">
        <TextInput
          label="Firmware"
          description={
            model.fixedIn.length === 0
              ? 'As the device shows it; what is later counts too'
              : `As the device shows it. By the advisories, fixed in ${model.fixedIn.slice(0, 3).join(', ')}`
          }
          maxLength={100}
          spellCheck={false}
          value={version}
          onChange={({ currentTarget }) => setVersion(currentTarget.value)}
        />
        <TextInput
          label="Last day"
          description="May be left out"
          type="date"
          value={due}
          onChange={({ currentTarget }) => setDue(currentTarget.value)}
        />
      </div>
      {save.error && <ErrorPanel error={save.error} />}
      <div>
        <Button type="submit" variant="default" disabled={!ready} loading={save.isPending}>
          {standing ? 'Change the target' : 'Set the target'}
        </Button>
      </div>
    </form>
  )
}
