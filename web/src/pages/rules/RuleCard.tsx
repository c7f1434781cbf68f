import { Button, NumberInput, Switch } from '@mantine/core'
import { useState } from 'react'
import type { DetectionRule } from '#contract'
import type { Place } from '../../api/session.ts'
import { Tag } from '../../components/Tag.tsx'
import { counted } from '../../format.ts'
import { kindWords } from '../../words.ts'
import { type RuleDraft, scopeWords } from './draft.ts'
import { Proof } from './Proof.tsx'

interface Props {
  readonly place: Place
  readonly rule: DetectionRule
  readonly set: RuleDraft
  readonly pending: boolean
  /** Null for those who may not. */
  readonly change: ((set: RuleDraft) => void) | null
}

/** One rule: what it looks for, on or off, its limits, and its proof behind a button. */
export function RuleCard({ place, rule, set, pending, change }: Props) {
  const [open, setOpen] = useState(false)
  const heading = `rule-${rule.id}`
  return (
    <li className="panel rule" aria-labelledby={heading}>
      <div className="rule-head">
        <div className="stack-tight">
          <h2 id={heading} className="rule-title">
            {rule.title}
          </h2>
          <p className="soft">{rule.looksFor}</p>
        </div>
        <Switch
          label={set.on ? 'On' : 'Off'}
          aria-label={`${rule.title}: on or off`}
          checked={set.on}
          disabled={change === null}
          onChange={({ currentTarget }) => change?.({ ...set, on: currentTarget.checked })}
        />
      </div>
      <p className="faint rule-facts">
        <span title={kindWords(rule.kind).means}>{kindWords(rule.kind).name}</span>
        <span>{scopeWords(rule)}</span>
        <span>
          Proven on {counted(rule.fires, 'event')} it must speak on, {rule.quiet} it must not
        </span>
        {pending ? (
          <Tag tone="watch">not saved</Tag>
        ) : (
          rule.changed && <Tag tone="unknown">set by this site</Tag>
        )}
      </p>
      {rule.limits.length > 0 && <Limits rule={rule} set={set} change={change} />}
      <div>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          aria-expanded={open}
          aria-describedby={heading}
          className="rule-more"
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide the proof' : 'Proof, and what to do'}
        </Button>
      </div>
      {open && <Proof place={place} rule={rule} />}
    </li>
  )
}

function Limits({ rule, set, change }: Pick<Props, 'rule' | 'set' | 'change'>) {
  return (
    <div className="rule-limits">
      {rule.limits.map(({ name, says, is, from, to }) => (
        <NumberInput
          key={name}
          label={says}
          description={set.limits[name] === is ? `${from} to ${to}` : `${from} to ${to}; comes as ${is}`}
          min={from}
          max={to}
          clampBehavior="strict"
          allowDecimal={false}
          size="sm"
          value={set.limits[name] ?? is}
          disabled={change === null || !set.on}
          onChange={(value) => {
            if (typeof value === 'number') change?.({ ...set, limits: { ...set.limits, [name]: value } })
          }}
        />
      ))}
    </div>
  )
}
