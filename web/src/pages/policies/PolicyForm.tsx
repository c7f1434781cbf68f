import { Button, Checkbox, NativeSelect, NumberInput, TagsInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PolicyView } from '#contract'
import { useMay } from '../../api/controls.ts'
import { policyQuery, savePolicy } from '../../api/policies.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { tell } from '../../components/notices.ts'
import type { Policy } from './policy.ts'
import { RuleRows } from './RuleRows.tsx'

const modes: readonly { readonly mode: Policy['mode']; readonly title: string; readonly means: string }[] = [
  { mode: 'off', title: 'Off', means: 'Nothing happens by itself, and nobody is told.' },
  { mode: 'notify', title: 'Tell', means: 'People are told; what is done, they do.' },
  { mode: 'ask', title: 'Ask', means: 'People are told, with what stops it behind one button.' },
  {
    mode: 'act',
    title: 'Act',
    means: 'Bad calls are cut and their account barred at once; people are told and can take it back.',
  },
]

const lengths = [
  { value: '1h', label: '1 hour' },
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
]

export function PolicyForm({ place, view }: { place: Place; view: PolicyView }) {
  const may = useMay('sites.write')
  const client = useQueryClient()
  const [policy, setPolicy] = useState(view.policy)
  const set = (change: Partial<Policy>): void => setPolicy({ ...policy, ...change })
  const save = useMutation({
    mutationFn: () => savePolicy(place, policy),
    onSuccess(saved) {
      client.setQueryData(policyQuery(place).queryKey, saved)
      tell('Saved. In force within seconds.')
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="panel stack" onSubmit={submit} aria-label="Policy">
      {!view.written && (
        <p className="soft">This is the policy that comes along. Saving makes it the site’s own.</p>
      )}
      {!may && <p className="soft">Only an owner may change this.</p>}
      <Modes policy={policy} disabled={!may} set={set} />
      <Checkbox
        label="Dry run"
        description="Only write down what would have been done; look at it here after a week"
        checked={policy.dryRun}
        disabled={!may}
        onChange={({ currentTarget }) => set({ dryRun: currentTarget.checked })}
      />
      <RuleRows rules={policy.rules} disabled={!may} onChange={(rules) => set({ rules })} />
      <Limits policy={policy} disabled={!may} set={set} />
      <TagsInput
        label="Quiet list"
        description="Accounts, number prefixes (+44) and addresses of which you are only told"
        value={policy.quiet}
        disabled={!may}
        onChange={(quiet) => set({ quiet })}
        acceptValueOnBlur
      />
      {save.error && <ErrorPanel error={save.error} />}
      {may && (
        <div className="row">
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setPolicy(view.policy)}>
            Discard changes
          </Button>
        </div>
      )}
    </form>
  )
}

interface PartProps {
  readonly policy: Policy
  readonly disabled: boolean
  readonly set: (change: Partial<Policy>) => void
}

function Modes({ policy, disabled, set }: PartProps) {
  return (
    <fieldset className="policy-fields" disabled={disabled}>
      <legend>The most that happens by itself</legend>
      {modes.map(({ mode, title, means }) => (
        <label key={mode} className="policy-mode">
          <input
            type="radio"
            name="mode"
            value={mode}
            checked={policy.mode === mode}
            onChange={() => set({ mode })}
          />
          <span className="stack-tight">
            <strong>{title}</strong>
            <span className="soft">{means}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Limits({ policy, disabled, set }: PartProps) {
  return (
    <div className="policy-limits">
      <NumberInput
        label="Accounts barred at once"
        description="At most, automatically"
        min={0}
        max={1000}
        allowDecimal={false}
        value={policy.limits.accounts}
        disabled={disabled}
        onChange={(value) => set({ limits: { ...policy.limits, accounts: Number(value) || 0 } })}
      />
      <NumberInput
        label="Normal calls one act may hit"
        description="Percent of the last weeks"
        min={0}
        max={100}
        suffix=" %"
        value={policy.limits.share}
        disabled={disabled}
        onChange={(value) => set({ limits: { ...policy.limits, share: Number(value) || 0 } })}
      />
      <NativeSelect
        label="What was done lasts"
        description="Then it ends by itself"
        data={lengths.some(({ value }) => value === policy.lasts) ? lengths : [...lengths, policy.lasts]}
        value={policy.lasts}
        disabled={disabled}
        onChange={({ currentTarget }) => set({ lasts: currentTarget.value })}
      />
      <NativeSelect
        label="People who must approve"
        description="What is not automatic"
        data={[
          { value: '1', label: 'One' },
          { value: '2', label: 'Two' },
        ]}
        value={String(policy.approvals)}
        disabled={disabled}
        onChange={({ currentTarget }) => set({ approvals: Number(currentTarget.value) })}
      />
    </div>
  )
}
