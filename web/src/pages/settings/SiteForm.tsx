import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { countries, currencies, timeZones } from '../investigations/places.ts'
import type { EditorProps } from './editor.ts'
import { type FieldWords, fieldGroups } from './site-field-list.ts'
import { fieldsOf, type SiteFields, settingsOf, type WrongLine } from './site-form.ts'

type Choices = readonly { readonly value: string; readonly label: string }[]

export function SiteForm({ view, save, saving, mayChange, setDirty, wrong }: EditorProps) {
  const [fields, setFields] = useState(() => fieldsOf(view))
  const change = (next: SiteFields, dirty: boolean) => {
    setFields(next)
    setDirty(dirty)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The policy and the rules have pages of their own.
    const { containment, rules } = view.settings
    save({ settings: { ...settingsOf(fields), containment, rules }, customerName: fields.customerName })
  }
  return (
    <form className="stack-wide" onSubmit={submit} aria-label="Settings of the site">
      {fieldGroups.map(({ title, fields: list }) => (
        <fieldset key={title} className="settings-fields" disabled={!mayChange}>
          <legend>{title}</legend>
          {list.map((words) => (
            <Field
              key={words.key}
              words={words}
              value={fields[words.key]}
              error={errorOf(words.key, wrong)}
              set={(value) => change({ ...fields, [words.key]: value }, true)}
            />
          ))}
        </fieldset>
      ))}
      <Unplaced wrong={wrong} fields={fields} />
      {mayChange && (
        <div className="row">
          <Button type="submit" loading={saving}>
            Save
          </Button>
          <Button variant="subtle" color="gray" onClick={() => change(fieldsOf(view), false)}>
            Discard changes
          </Button>
        </div>
      )}
    </form>
  )
}

interface FieldProps {
  readonly words: FieldWords
  readonly value: string
  readonly error: string | null
  readonly set: (value: string) => void
}

function Field({ words: { key, kind, ...words }, value, error, set }: FieldProps) {
  const choices = useMemo(() => choicesOf(kind), [kind])
  const props = {
    ...words,
    value,
    error,
    name: key,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => set(currentTarget.value),
  }
  if (kind === 'lines') return <Textarea {...props} autosize minRows={2} />
  if (choices) return <NativeSelect {...props} data={[...choices]} />
  return <TextInput {...props} maxLength={200} />
}

function choicesOf(kind: FieldWords['kind']): Choices | null {
  if (kind === 'country') return [{ value: '', label: 'Not set: United States' }, ...countries()]
  if (kind === 'timezone') return [{ value: '', label: 'Not set: UTC' }, ...timeZones('UTC')]
  return kind === 'currency' ? currencies() : null
}

/** What is wrong with a key that has no field here. */
function Unplaced({ wrong, fields }: { wrong: readonly WrongLine[]; fields: SiteFields }) {
  const keys = Object.keys(fields) as (keyof SiteFields)[]
  const rest = wrong.filter((line) => !keys.some((key) => errorOf(key, [line])))
  if (rest.length === 0) return null
  return (
    <ul className="problems error-panel tone-watch" role="alert">
      {rest.map(({ message }) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  )
}

/** A message begins with the key it is about: "limits.spendPerDay: …". */
function errorOf(key: keyof SiteFields, wrong: readonly WrongLine[]): string | null {
  const found = wrong.find(({ message }) => new RegExp(`^(?:\\w+\\.)?${key}(?:\\.[\\w-]+)?: `).test(message))
  return found ? found.message.replace(/^[\w.-]+: /, '') : null
}
