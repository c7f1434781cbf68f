import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Drills, TestDrillRequest } from '#contract'
import { placeDrill } from '../../api/drills.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { RealReport } from './RealReport.tsx'

interface Props {
  readonly place: Place
  readonly drills: Drills['drills']
}

const blank: TestDrillRequest = {
  scenario: 'A1',
  testPbx: '',
  transport: 'udp',
  account: '',
  secret: '',
  approve: false,
}

/** The same attack by real calls, on a PBX that is there for tests: first what would be dialled, then the calls. */
export function RealCalls({ place, drills }: Props) {
  const [wanted, setWanted] = useState(blank)
  const drill = useMutation({
    mutationFn: (approve: boolean) => placeDrill(place, { ...wanted, approve }),
  })
  const set = (change: Partial<TestDrillRequest>): void => {
    drill.reset()
    setWanted((before) => ({ ...before, ...change }))
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    drill.mutate(false)
  }
  const whole = [wanted.testPbx, wanted.account, wanted.secret].every((text) => text.trim() !== '')
  const isPlanned = drill.data?.outcome === 'planned'
  return (
    <section className="panel stack" aria-labelledby="real-title">
      <div className="stack-tight">
        <h2 id="real-title">By real calls on a test PBX</h2>
        <p className="soft">
          This site must be connected to that PBX, and the PBX must be there for tests: over a line to a
          carrier these calls would cost money.
        </p>
      </div>
      <form className="stack" onSubmit={submit} aria-label="Real calls">
        <Fields wanted={wanted} set={set} drills={drills} />
        <div className="row">
          <Button type="submit" variant="default" disabled={!whole} loading={drill.isPending}>
            Show what would be dialled
          </Button>
        </div>
      </form>
      {drill.error && <ErrorPanel error={drill.error} />}
      {drill.data && <RealReport report={drill.data} />}
      {(isPlanned || (drill.isPending && drill.variables)) && (
        <div className="row">
          <Button color="loss" loading={drill.isPending} onClick={() => drill.mutate(true)}>
            Place these calls
          </Button>
          <p className="soft" role="status">
            {drill.isPending ? 'Calling: it takes a minute at most.' : ''}
          </p>
        </div>
      )}
    </section>
  )
}

interface FieldProps {
  readonly wanted: TestDrillRequest
  readonly set: (change: Partial<TestDrillRequest>) => void
  readonly drills: Drills['drills']
}

function Fields({ wanted, set, drills }: FieldProps) {
  const attacks = drills.map(({ scenario, title }) => ({ value: scenario, label: `${scenario} ${title}` }))
  return (
    <div className="drill-fields">
      <NativeSelect
        label="Attack"
        data={attacks}
        value={wanted.scenario}
        onChange={({ currentTarget }) => set({ scenario: currentTarget.value })}
      />
      <TextInput
        label="Test PBX"
        description="Address and SIP port, proven your own"
        placeholder="192.168.7.9:5060"
        value={wanted.testPbx}
        onChange={({ currentTarget }) => set({ testPbx: currentTarget.value })}
      />
      <NativeSelect
        label="Over"
        data={[
          { value: 'udp', label: 'UDP' },
          { value: 'tcp', label: 'TCP' },
        ]}
        value={wanted.transport}
        onChange={({ currentTarget }) => set({ transport: currentTarget.value === 'tcp' ? 'tcp' : 'udp' })}
      />
      <TextInput
        label="Account"
        description="Of that PBX, which calls"
        placeholder="1004"
        value={wanted.account}
        onChange={({ currentTarget }) => set({ account: currentTarget.value })}
      />
      <PasswordInput
        label="Secret"
        description="Of that account; it is not kept"
        autoComplete="off"
        value={wanted.secret}
        onChange={({ currentTarget }) => set({ secret: currentTarget.value })}
      />
    </div>
  )
}
