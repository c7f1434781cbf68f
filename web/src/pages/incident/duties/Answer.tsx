import { useId } from 'react'

interface Props {
  readonly question: string
  readonly value: boolean | undefined
  readonly change: (value: boolean | undefined) => void
}

const choices = [
  ['Yes', true],
  ['No', false],
  ['Not known', undefined],
] as const

/** Yes, no, or not known: what is not known stays a question and is never guessed. */
export function Answer({ question, value, change }: Props) {
  const id = useId()
  return (
    <div className="duty-answer">
      <span id={id}>{question}</span>
      <div role="radiogroup" aria-labelledby={id} className="duty-choices">
        {choices.map(([label, means]) => (
          <label key={label} className="duty-choice">
            <input type="radio" name={id} checked={value === means} onChange={() => change(means)} />
            {label}
          </label>
        ))}
      </div>
    </div>
  )
}
