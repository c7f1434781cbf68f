import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Session, TokenMade } from '#contract'
import { makeToken, tokensQuery } from '../../api/tokens.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { placeChoices, placeOf } from './roles.ts'

interface Props {
  readonly session: Session
  readonly close: () => void
  readonly made: (token: TokenMade) => void
}

const lasts = [
  { value: '7', label: 'a week' },
  { value: '30', label: 'a month' },
  { value: '90', label: 'three months' },
  { value: '366', label: 'a year' },
]

/** What a new token may do, where, and for how long. */
export function TokenDialog({ session, close, made }: Props) {
  const client = useQueryClient()
  const choices = placeChoices(session.customers, true)
  const form = useForm({
    initialValues: { name: '', place: '*', days: '90', permissions: [] as string[] },
    validate: { name: (value) => (value.trim() === '' ? 'So that you know it again.' : null) },
  })
  const may = permissionsAt(session, form.values.place)
  const make = useMutation({
    mutationFn: ({ name, place, days, permissions }: typeof form.values) =>
      makeToken({
        name: name.trim(),
        ...placeOf(place),
        days: Number(days),
        permissions: permissions.filter((permission) => may.includes(permission)),
      }),
    onSuccess: async (token) => {
      await client.invalidateQueries({ queryKey: tokensQuery.queryKey })
      made(token)
    },
  })
  return (
    <Modal opened onClose={close} size="lg" title={<strong>Make a token</strong>}>
      <form className="stack" noValidate onSubmit={form.onSubmit((values) => make.mutate(values))}>
        <TextInput
          label="Name"
          description="What it is for."
          data-autofocus
          {...form.getInputProps('name')}
        />
        <div className="token-where">
          <NativeSelect
            label="Where"
            data={choices.map((choice) =>
              choice.value === '*' ? { ...choice, label: 'Wherever you may' } : choice,
            )}
            {...form.getInputProps('place')}
          />
          <NativeSelect label="For" data={lasts} {...form.getInputProps('days')} />
        </div>
        <Checkbox.Group label="May do" {...form.getInputProps('permissions')}>
          <div className="token-permissions">
            {may.map((permission) => (
              <Checkbox key={permission} value={permission} label={permission} />
            ))}
          </div>
        </Checkbox.Group>
        {make.error && <ErrorPanel error={make.error} />}
        <div className="row">
          <Button type="submit" loading={make.isPending} disabled={form.values.permissions.length === 0}>
            Make it
          </Button>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** What somebody may do at a place; "wherever you may" is all they may do anywhere. */
function permissionsAt({ person, customers }: Session, value: string): readonly string[] {
  const { customer: id, site } = placeOf(value)
  if (id !== null) {
    const customer = customers.find((each) => each.id === id)
    return (site === null ? customer : customer?.sites.find((each) => each.id === site))?.permissions ?? []
  }
  const all = customers.flatMap((each) => [
    each.permissions,
    ...each.sites.map(({ permissions }) => permissions),
  ])
  return [...new Set([...(person?.permissions ?? []), ...all.flat()])].sort()
}
