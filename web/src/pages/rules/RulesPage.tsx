import { SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DetectionRule } from '#contract'
import { rulesQuery } from '../../api/rules.ts'
import { mayAt, type Place, sessionQuery } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { PlacePage } from '../../components/PlacePage.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { counted } from '../../format.ts'
import { kindWords } from '../../words.ts'
import { type Draft, drafted, standing } from './draft.ts'
import { RuleCard } from './RuleCard.tsx'
import '@mantine/core/styles/SegmentedControl.css'
import '@mantine/core/styles/Switch.css'
import './rules.css'
import { Trial } from './Trial.tsx'

export function RulesPage() {
  return (
    <PlacePage
      title="Rules"
      about="What the calls and sign-ins of this site are looked at for. Other settings are played over what is on record first; you see what they change before they count."
    >
      {(place) => <Rules place={place} />}
    </PlacePage>
  )
}

function Rules({ place }: { place: Place }) {
  const { data: session } = useQuery(sessionQuery)
  const may = mayAt(session, place, 'sites.write')
  const { data, error, refetch } = useQuery(rulesQuery(place))
  const [draft, setDraft] = useState<Draft>({})
  const [shown, setShown] = useState<Shown>({ text: '', which: 'all' })
  if (error) return <ErrorPanel error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={5} height={110} what="Loading the rules" />
  const { rules } = data
  const isChanged = (rule: DetectionRule): boolean => rule.changed || draft[rule.id] !== undefined
  const isOn = (rule: DetectionRule): boolean => (draft[rule.id] ?? standing(rule)).on
  const found = rules.filter((rule) => fits(rule, shown, { isChanged, isOn }))
  return (
    <div className="stack rules-page">
      {!may && <p className="soft">Only an owner of the site may change the rules.</p>}
      <Filter shown={shown} show={setShown} rules={rules} isOn={isOn} />
      <ul className="rules" aria-label="Rules">
        {found.map((rule) => (
          <RuleCard
            key={rule.id}
            place={place}
            rule={rule}
            set={draft[rule.id] ?? standing(rule)}
            pending={draft[rule.id] !== undefined}
            change={may ? (set) => setDraft((before) => drafted(before, rule, set)) : null}
          />
        ))}
      </ul>
      {found.length === 0 && (
        <p className="soft" role="status">
          No rule fits this. Empty the search, or choose All.
        </p>
      )}
      {may && <Trial place={place} rules={rules} draft={draft} empty={() => setDraft({})} />}
    </div>
  )
}

interface Shown {
  readonly text: string
  readonly which: string
}

function fits(
  rule: DetectionRule,
  { text, which }: Shown,
  { isChanged, isOn }: { isChanged(rule: DetectionRule): boolean; isOn(rule: DetectionRule): boolean },
): boolean {
  if (which === 'off' && isOn(rule)) return false
  if (which === 'changed' && !isChanged(rule)) return false
  const { id, title, looksFor, kind } = rule
  return `${id} ${title} ${looksFor} ${kindWords(kind).name}`
    .toLowerCase()
    .includes(text.trim().toLowerCase())
}

interface FilterProps {
  readonly shown: Shown
  readonly show: (shown: Shown) => void
  readonly rules: readonly DetectionRule[]
  readonly isOn: (rule: DetectionRule) => boolean
}

function Filter({ shown, show, rules, isOn }: FilterProps) {
  const off = rules.filter((rule) => !isOn(rule)).length
  return (
    <div className="row-apart">
      <div className="row">
        <TextInput
          type="search"
          aria-label="Search the rules"
          placeholder="Search the rules"
          value={shown.text}
          onChange={({ currentTarget }) => show({ ...shown, text: currentTarget.value })}
        />
        <SegmentedControl
          aria-label="Which rules"
          value={shown.which}
          onChange={(which) => show({ ...shown, which })}
          data={[
            { value: 'all', label: 'All' },
            { value: 'changed', label: 'Changed here' },
            { value: 'off', label: 'Off' },
          ]}
        />
      </div>
      <p className="soft" role="status">
        {counted(rules.length, 'rule')}, {off === 0 ? 'all on' : `${off} off`}
      </p>
    </div>
  )
}
