import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RateTrial } from '#contract'
import { tryRate } from '../../api/rates.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { countryName, exactMoney, instant } from '../../format.ts'

/** What a call to one number would cost. */
export function TrialPanel({ place }: { place: Place }) {
  const [number, setNumber] = useState('')
  const [minutes, setMinutes] = useState('10')
  const [day, setDay] = useState('')
  const trial = useMutation({ mutationFn: (call: Parameters<typeof tryRate>[1]) => tryRate(place, call) })
  const length = Number(minutes.replace(',', '.'))
  const ready = number.trim() !== '' && length > 0
  return (
    <section className="panel stack" aria-labelledby="trial">
      <h3 id="trial">Test a number</h3>
      <form
        className="trial-fields"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) trial.mutate({ number: number.trim(), minutes: length, day })
        }}
      >
        <TextInput
          label="Number"
          description="As it is dialled at the site, or with + and country"
          type="tel"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <TextInput
          label="Minutes"
          description="How long the call is"
          inputMode="decimal"
          value={minutes}
          onChange={(event) => setMinutes(event.currentTarget.value)}
        />
        <TextInput
          label="On"
          description="Empty: today"
          type="date"
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={trial.isPending} disabled={!ready}>
          Test it
        </Button>
      </form>
      {trial.error && <ErrorPanel error={trial.error} />}
      {trial.data && <Found trial={trial.data} />}
    </section>
  )
}

const inside: Readonly<Record<string, string>> = {
  internal: 'That is an extension of this site: it costs nothing.',
  emergency: 'That is an emergency number: it is never priced, and never blocked.',
  feature: 'That is a feature code of the PBX, and no number outside.',
}

function Found({ trial }: { trial: RateTrial }) {
  const { e164, kind, country, estimated, rate, billedSeconds, cost, lowest, highest } = trial
  if (e164 === null)
    return (
      <p role="status">
        {inside[kind] ??
          'By the dial plan of this site that leads nowhere outside. Look at its prefixes under Sites.'}
      </p>
    )
  return (
    <div className="stack-tight" role="status">
      <p className="trial-cost number">
        {cost ? exactMoney(cost) : 'No rate covers this number'}
        {estimated && lowest && highest && (
          <span className="soft">
            {' '}
            between {exactMoney(lowest)} and {exactMoney(highest)}
          </span>
        )}
      </p>
      <p className="soft">
        <span className="number">{e164}</span>, {countryName(country)}
        {rate && !estimated && (
          <>
            {' '}
            · prefix {rate.prefix} {rate.description} · {rate.perMinute} a minute, billed {billedSeconds} s
            {rate.effectiveFrom && ` · in force since ${instant(rate.effectiveFrom, 'UTC')} UTC`}
          </>
        )}
        {estimated && rate && ` · by the built-in ${rate.description.replace('Estimate:', 'estimate for')}`}
      </p>
    </div>
  )
}
