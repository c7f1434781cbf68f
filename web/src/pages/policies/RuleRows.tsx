import { Button, MultiSelect, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { kindIds, kindWords } from '../../words.ts'
import type { Policy } from './policy.ts'

type Rule = Policy['rules'][number]

interface Props {
  readonly rules: readonly Rule[]
  readonly disabled: boolean
  readonly onChange: (rules: Rule[]) => void
}

const steps = [
  { value: 'notify', label: 'Tell' },
  { value: 'ask', label: 'Ask' },
  { value: 'act', label: 'Act' },
]
const hours = [
  { value: '', label: 'at any time' },
  { value: 'open', label: 'while open' },
  { value: 'closed', label: 'while closed' },
]

/** The rules of a policy: of those that fit, the strongest decides. */
export function RuleRows({ rules, disabled, onChange }: Props) {
  const change = (n: number, rule: Rule): void => onChange(rules.map((each, at) => (at === n ? rule : each)))
  return (
    <fieldset className="policy-fields" disabled={disabled}>
      <legend>Rules: of those that fit, the strongest decides</legend>
      {rules.map((rule, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have no name; their place is what they are
        <fieldset key={n} className="policy-rule" aria-label={`Rule ${n + 1}`}>
          <RuleFields rule={rule} disabled={disabled} onChange={(next) => change(n, next)} />
          {!disabled && (
            <Button
              variant="subtle"
              color="gray"
              aria-label={`Remove rule ${n + 1}`}
              onClick={() => onChange(rules.filter((_, at) => at !== n))}
            >
              Remove
            </Button>
          )}
        </fieldset>
      ))}
      {rules.length === 0 && <p className="soft">No rule: nothing happens, and nobody is told.</p>}
      {!disabled && (
        <Button
          variant="default"
          className="policy-add"
          onClick={() => onChange([...rules, { do: 'ask', score: 80 }])}
        >
          Add a rule
        </Button>
      )}
    </fieldset>
  )
}

interface FieldProps {
  readonly rule: Rule
  readonly disabled: boolean
  readonly onChange: (rule: Rule) => void
}

function RuleFields({ rule, disabled, onChange }: FieldProps) {
  /** What is left empty is not asked for. */
  const set = (key: keyof Rule, value: unknown): void => {
    const { [key]: _, ...rest } = rule
    onChange((value === '' ? rest : { ...rest, [key]: value }) as Rule)
  }
  return (
    <>
      <NativeSelect
        label="Do"
        data={steps}
        value={rule.do}
        disabled={disabled}
        onChange={({ currentTarget }) => set('do', currentTarget.value)}
      />
      <NumberInput
        label="Sure at least"
        min={0}
        max={100}
        value={rule.score}
        disabled={disabled}
        onChange={(value) => set('score', Number(value) || 0)}
      />
      <MultiSelect
        className="policy-kinds"
        label="Kinds"
        placeholder={rule.kinds ? '' : 'All'}
        data={kindIds.map((id) => ({ value: id, label: kindWords(id).name }))}
        value={rule.kinds ?? []}
        disabled={disabled}
        onChange={(kinds) => set('kinds', kinds.length === 0 ? '' : kinds)}
      />
      <TextInput
        label="Loss a minute from"
        placeholder="any"
        inputMode="decimal"
        value={rule.perMinute ?? ''}
        disabled={disabled}
        onChange={({ currentTarget }) => set('perMinute', currentTarget.value)}
      />
      <NativeSelect
        label="When"
        data={hours}
        value={rule.hours ?? ''}
        disabled={disabled}
        onChange={({ currentTarget }) => set('hours', currentTarget.value)}
      />
    </>
  )
}
