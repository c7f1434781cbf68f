import { Button, Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { addConnection, checkConnection, connectionsQuery } from '../../api/connections.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import { Found } from './Found.tsx'
import { type Field, isWanted, type SystemKind, settingsOf, systems, textIn, type Values } from './fields.ts'

/** A system is tried first: what can be read and done there. Then it is kept. */
export function ConnectForm({ place }: { place: Place }) {
  const [kind, setKind] = useState<SystemKind>('asterisk')
  const [values, setValues] = useState<Values>({})
  const client = useQueryClient()
  const wanted = () => ({ kind, settings: settingsOf(kind, values) })
  const check = useMutation({ mutationFn: () => checkConnection(place, wanted()) })
  const add = useMutation({
    mutationFn: () => addConnection(place, wanted()),
    onSuccess: async ({ product }) => {
      change(kind, {})
      tell(`${product} is connected. It is followed within seconds.`)
      await client.invalidateQueries({ queryKey: connectionsQuery(place).queryKey })
    },
  })
  const change = (to: SystemKind, next: Values): void => {
    setKind(to)
    setValues(next)
    check.reset()
    add.reset()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    check.mutate()
  }
  const fields = (list: readonly Field[]) =>
    list.map((field) => (
      <Input
        key={`${kind} ${field.key}`}
        field={field}
        values={values}
        set={(text) => change(kind, { ...values, [field.key]: text })}
      />
    ))
  const { help, main, more } = systems[kind]
  return (
    <section className="panel stack" aria-labelledby="connect-title">
      <h2 id="connect-title">Connect a system</h2>
      <form className="stack" onSubmit={submit} aria-label="New connection">
        <NativeSelect
          className="connect-kind"
          label="What is it?"
          description={help}
          value={kind}
          data={Object.entries(systems).map(([value, { name }]) => ({ value, label: name }))}
          onChange={({ currentTarget }) => change(currentTarget.value as SystemKind, {})}
        />
        <div className="connect-fields">{fields(main)}</div>
        {more.length > 0 && (
          <details key={kind} className="connect-more">
            <summary>More that can be given</summary>
            <div className="connect-fields">{fields(more)}</div>
          </details>
        )}
        <div className="row">
          <Button type="submit" variant={check.data ? 'default' : 'filled'} loading={check.isPending}>
            Try it
          </Button>
          <p className="soft">Nothing is changed or kept by trying.</p>
        </div>
      </form>
      {check.error && <ErrorPanel error={check.error} />}
      {check.data && (
        <section className="stack" aria-label="What was found">
          <p role="status">
            <strong>{check.data.product}</strong> answers.
          </p>
          <Found {...check.data} />
          {add.error && <ErrorPanel error={add.error} />}
          <div className="row">
            <Button loading={add.isPending} onClick={() => add.mutate()}>
              Connect
            </Button>
          </div>
        </section>
      )}
    </section>
  )
}

interface InputProps {
  readonly field: Field
  readonly values: Values
  readonly set: (text: string) => void
}

function Input({ field, values, set }: InputProps) {
  const { key, label, as, choices, description, placeholder } = field
  const value = textIn(field, values)
  if (as === 'switch')
    return (
      <Checkbox
        label={label}
        checked={value === 'yes'}
        onChange={({ currentTarget }) => set(currentTarget.checked ? 'yes' : '')}
      />
    )
  const props = {
    label,
    value,
    name: key,
    required: isWanted(field, values),
    autoComplete: 'off',
    spellCheck: false,
    ...(description === undefined ? {} : { description }),
    ...(placeholder === undefined ? {} : { placeholder }),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => set(currentTarget.value),
  }
  if (choices) return <NativeSelect {...props} data={[...choices]} />
  if (as === 'secret') return <PasswordInput {...props} autoComplete="new-password" />
  if (as === 'text-block') return <Textarea {...props} autosize minRows={3} maxRows={8} />
  return <TextInput {...props} inputMode={as === 'number' ? 'numeric' : 'text'} />
}
