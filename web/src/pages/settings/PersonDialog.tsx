import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Invited, PersonView, Session } from '#contract'
import { changePerson, invitePerson } from '../../api/people.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { GrantRows } from './GrantRows.tsx'
import { placeChoices, placeOf, placeValue } from './roles.ts'

interface Props {
  readonly session: Session
  /** Nobody yet: somebody new is invited. */
  readonly person?: PersonView
  readonly close: () => void
  readonly invited?: (made: Invited) => void
}

/** Name and roles of somebody new, or of somebody there is. */
export function PersonDialog({ session, person, close, invited }: Props) {
  const client = useQueryClient()
  const house = session.person?.permissions.includes('people.manage') ?? false
  const owned = session.customers.filter(({ permissions }) => permissions.includes('people.manage'))
  const choices = placeChoices(owned, house)
  const form = useForm({
    initialValues: {
      name: person?.name ?? '',
      email: person?.email ?? '',
      customer: person ? (person.customer ?? '') : house ? '' : (owned[0]?.id ?? ''),
      grants: (person?.grants ?? []).map((grant) => ({
        role: grant.role as string,
        place: placeValue(grant),
      })),
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'So that others see who did what.' : null),
      email: (value) => (/^[^\s@]+@[^\s@]+$/.test(value.trim()) ? null : 'This is not an e-mail address.'),
    },
  })
  const { customer } = form.values
  const within = customer === '' ? choices : choices.filter(({ value }) => value.split('/')[0] === customer)
  const save = useMutation({
    mutationFn: async ({ name, email, grants }: typeof form.values) => {
      const given = grants.map(({ role, place }) => ({ role: role as never, ...placeOf(place) }))
      if (person) return changePerson(person.id, { name: name.trim(), grants: given })
      const made = await invitePerson({
        name: name.trim(),
        email: email.trim(),
        customer: customer || null,
        grants: given,
      })
      invited?.(made)
      return made.person
    },
    onSuccess: async ({ name }) => {
      await client.invalidateQueries({ queryKey: ['people'] })
      if (person) tell(`${name} may now do what you chose.`)
      close()
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={<strong>{person ? `Roles of ${person.name}` : 'Invite somebody'}</strong>}
    >
      <form className="stack" noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
        {!person && <TextInput label="E-mail" type="email" {...form.getInputProps('email')} />}
        {!person && house && (
          <NativeSelect
            label="Belongs to"
            description="Owners of a customer look after its people, and only they and you can change them."
            data={[{ value: '', label: 'Us' }, ...owned.map(({ id, name }) => ({ value: id, label: name }))]}
            value={customer}
            onChange={(event) => {
              form.setFieldValue('customer', event.currentTarget.value)
              form.setFieldValue('grants', [])
            }}
          />
        )}
        <GrantRows
          rows={form.values.grants}
          choices={within}
          change={(grants) => form.setFieldValue('grants', grants)}
        />
        {save.error && <ErrorPanel error={save.error} />}
        <div className="row">
          <Button type="submit" loading={save.isPending} disabled={form.values.grants.length === 0}>
            {person ? 'Save' : 'Invite'}
          </Button>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}
