import { Button, Checkbox, MultiSelect, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Duties, DutyFacts } from '#contract'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { countries, toUtc, toWall } from '../../investigations/places.ts'
import { dataNames } from '../words.ts'
import { Affected } from './Affected.tsx'
import { Answer } from './Answer.tsx'
import { roles, sectors, type YesNoFact, yesNo } from './words.ts'

interface Props {
  readonly duties: Duties
  readonly busy: boolean
  readonly error: unknown
  readonly save: (facts: DutyFacts) => void
}

interface Form {
  readonly facts: DutyFacts
  readonly duties: Duties
  readonly put: (key: string, change: Partial<DutyFacts>) => void
  /** Why a value is taken for now that nobody has said. */
  readonly said: (fact: string) => string | undefined
}

/** What decides whom to tell, in plain words. What is left open stays a question. */
export function FactsForm({ duties, busy, error, save }: Props) {
  const [facts, setFacts] = useState(duties.facts as DutyFacts)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const form: Form = {
    facts,
    duties,
    put(key, change) {
      setTouched(new Set([...touched, key]))
      setFacts((before) => ({ ...before, ...change }))
    },
    said: (fact) => duties.assumed.find((one) => one.fact === fact && !touched.has(fact))?.because,
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        save(withoutAssumed(facts, duties, touched))
      }}
    >
      <Organisation {...form} />
      <Exposed {...form} />
      <Affected rows={facts.affected} change={(affected) => form.put('affected', { affected })} />
      <YesNoQuestions {...form} />
      <Open {...form} />
      {error !== null && <ErrorPanel error={error} />}
      <div>
        <Button type="submit" loading={busy}>
          Keep the answers
        </Button>
      </div>
    </form>
  )
}

function Organisation({ facts, duties, put, said }: Form) {
  const organisation = facts.organisation ?? {}
  const within = (key: string, change: Partial<typeof organisation>) =>
    put(key, { organisation: { ...organisation, ...change } })
  return (
    <>
      <Checkbox.Group
        label="What is your organisation?"
        description="Whoever only uses a phone system is normally not the one who files with telephone regulators"
        value={organisation.roles ?? []}
        onChange={(chosen) =>
          within('roles', { roles: chosen.length > 0 ? (chosen as typeof organisation.roles) : undefined })
        }
      >
        <Boxes all={roles} />
      </Checkbox.Group>
      <div className="duty-grid">
        <MultiSelect
          label="In which countries does it work?"
          description={said('countries') ? `Taken for now: ${said('countries')}` : undefined}
          searchable
          data={countries()}
          value={organisation.countries ?? []}
          onChange={(chosen) => within('countries', { countries: chosen })}
        />
        <TagsInput
          label="In which states or provinces?"
          description="Such as NV, or CA-QC for Quebec; press Enter after each"
          value={organisation.states ?? []}
          onChange={(chosen) => within('states', { states: chosen.map((state) => state.toUpperCase()) })}
        />
        <When
          fact="discoveredAt"
          label="When did somebody first know of it?"
          {...{ facts, duties, put, said }}
        />
        <When
          fact="determinedAt"
          label="When was it established that it is a breach?"
          {...{ facts, duties, put, said }}
        />
      </div>
      <div>
        <Checkbox.Group
          label="Does it work in one of these sectors?"
          value={organisation.sectors ?? []}
          onChange={(chosen) => within('sectors', { sectors: chosen as typeof organisation.sectors })}
        >
          <Boxes all={sectors} />
        </Checkbox.Group>
        <None
          label="In none of these sectors"
          checked={organisation.sectors?.length === 0}
          change={(on) => within('sectors', { sectors: on ? [] : undefined })}
        />
      </div>
    </>
  )
}

function When({
  fact,
  label,
  facts,
  duties: { zone },
  put,
  said,
}: Form & { readonly fact: 'discoveredAt' | 'determinedAt'; readonly label: string }) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={said(fact) ? `Taken for now: ${said(fact)}` : `By the clock of ${zone}`}
      value={toWall(facts[fact] ?? '', zone)}
      onChange={(event) => put(fact, { [fact]: toUtc(event.currentTarget.value, zone) || undefined })}
    />
  )
}

function Exposed({ facts, put, said }: Form) {
  return (
    <div>
      <Checkbox.Group
        label="Which data may somebody have reached?"
        description={
          said('data')
            ? `Taken for now: ${said('data')}`
            : 'Legal joins by itself when data of others are among them'
        }
        value={facts.data ?? []}
        onChange={(chosen) => put('data', { data: chosen as DutyFacts['data'] })}
      >
        <Boxes all={dataNames} />
      </Checkbox.Group>
      <None
        label="No data at all"
        checked={facts.data?.length === 0}
        change={(on) => put('data', { data: on ? [] : undefined })}
      />
    </div>
  )
}

/** Minutes from which any rule on outages asks for more. */
const LONG = 30

function YesNoQuestions({ facts, put }: Form) {
  const organisation = facts.organisation ?? {}
  return (
    <div>
      {Object.entries(yesNo).map(([key, question]) => (
        <Answer
          key={key}
          question={question}
          value={facts[key as YesNoFact]}
          change={(value) => put(key, { [key]: value })}
        />
      ))}
      <Answer
        question="Was money lost?"
        value={facts.loss === undefined ? undefined : facts.loss !== false}
        change={(loss) => put('loss', { loss })}
      />
      <Answer
        question="Was telephony down for half an hour or longer?"
        value={facts.outage === undefined ? undefined : facts.outage.minutes >= LONG}
        change={(long) =>
          put('outage', { outage: long === undefined ? undefined : { minutes: long ? LONG : 0 } })
        }
      />
      <Answer
        question="Is the organisation listed on a stock exchange in the US?"
        value={organisation.publicCompany}
        change={(publicCompany) => put('publicCompany', { organisation: { ...organisation, publicCompany } })}
      />
    </div>
  )
}

function Boxes({ all }: { all: Readonly<Record<string, string>> }) {
  return (
    <div className="exposed">
      {Object.entries(all).map(([value, label]) => (
        <Checkbox key={value} value={value} label={label} />
      ))}
    </div>
  )
}

/** No box ticked would say that nobody knows; this says that there is none. */
function None({
  label,
  checked,
  change,
}: {
  label: string
  checked: boolean
  change: (on: boolean) => void
}) {
  return (
    <Checkbox
      mt={8}
      label={label}
      checked={checked}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  )
}

/** The further questions, those that settle most first; what was answered stays to be corrected. */
function Open({ duties, facts, put }: Form) {
  const answers = facts.answers ?? {}
  const open = duties.questions.filter(({ id }) => !known.has(id))
  const asked = new Map(open.slice(0, AT_ONCE).map(({ id, question }) => [id, question]))
  for (const id of Object.keys(answers)) if (!asked.has(id)) asked.set(id, id.replaceAll('-', ' '))
  if (asked.size === 0) return null
  return (
    <fieldset className="duty-fields">
      <legend>What is still open</legend>
      {[...asked].map(([id, question]) => (
        <Answer
          key={id}
          question={question}
          value={answers[id]}
          change={(value) => {
            const { [id]: _, ...others } = answers
            put(`answers.${id}`, { answers: value === undefined ? others : { ...others, [id]: value } })
          }}
        />
      ))}
      {open.length > AT_ONCE && (
        <p className="faint">{open.length - AT_ONCE} more; most of them fall away with what stands above.</p>
      )}
    </fieldset>
  )
}

/** The further questions shown at once, those that settle most first. */
const AT_ONCE = 8

/** Asked above with a field of its own. */
const known = new Set([
  'roles',
  'sectors',
  'publicCompany',
  'countries',
  'states',
  'affected',
  'data',
  'encrypted',
  'intentional',
  'emergencyCallsAffected',
  'outage',
  'loss',
  'tollFraudOnly',
])

/** What Ringfence only took for now stays its own: it follows what becomes known. */
function withoutAssumed(facts: DutyFacts, { assumed }: Duties, touched: ReadonlySet<string>): DutyFacts {
  const left = new Set(assumed.map(({ fact }) => fact).filter((fact) => !touched.has(fact)))
  const { organisation = {}, ...rest } = facts
  const { countries: places, ...others } = organisation
  const kept = Object.entries(rest).filter(([key]) => !left.has(key))
  return {
    ...Object.fromEntries(kept),
    organisation: left.has('countries') || !places ? others : { ...others, countries: places },
  }
}
