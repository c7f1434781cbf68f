import { TextInput } from '@mantine/core'
import { useState } from 'react'

interface Props {
  readonly label: string
  readonly value: number
  readonly set: (minutes: number) => void
}

/** Whole minutes, up to a week. What is no such number is marked, and not taken over. */
export function MinutesInput({ label, value, set }: Props) {
  const [text, setText] = useState(String(value))
  const isFine = (given: string): boolean =>
    /^\d{1,5}$/.test(given) && Number(given) >= 1 && Number(given) <= 10_080
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      value={text}
      error={isFine(text) ? null : 'From 1 to 10080.'}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        if (isFine(currentTarget.value)) set(Number(currentTarget.value))
      }}
    />
  )
}
