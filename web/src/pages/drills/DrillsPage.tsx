import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DrilledScenario, DrillReport } from '#contract'
import { useMay } from '../../api/controls.ts'
import { drillsQuery, runDrill } from '../../api/drills.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { PlacePage } from '../../components/PlacePage.tsx'
import { Waiting } from '../../components/Waiting.tsx'
import { DrillCard } from './DrillCard.tsx'
import './drills.css'
import { RealCalls } from './RealCalls.tsx'

export function DrillsPage() {
  return (
    <PlacePage
      title="Drills"
      about="Play an attack to the rules in force: how soon would you notice, what would it have cost? Simulated, nothing is called, changed or kept; at the end of the page, by real calls on a PBX for tests."
    >
      {(place) => <Drills place={place} />}
    </PlacePage>
  )
}

function Drills({ place }: { place: Place }) {
  const may = useMay('controls.act')
  const { data, error, refetch } = useQuery(drillsQuery(place))
  const drills = data?.drills ?? []
  const { results, running, problem, basis, run } = useRuns(place)
  if (error) return <ErrorPanel error={error} retry={() => refetch()} />
  if (!data) return <Waiting lines={4} height={96} what="Loading the drills" />
  return (
    <>
      {may && (
        <div className="row">
          <Button
            size="md"
            loading={running !== null}
            onClick={() => void run(drills.map(({ scenario }) => scenario))}
          >
            Run all {drills.length}
          </Button>
          <p className="soft" role="status">
            {running === null ? '' : `Running ${running} …`}
          </p>
        </div>
      )}
      {problem !== null && <ErrorPanel error={problem} />}
      {basis && <p className="faint">{basisWords(basis)}</p>}
      <div className="drills">
        {drills.map((drill) => (
          <DrillCard
            key={drill.scenario}
            drill={drill}
            result={results[drill.scenario] ?? null}
            running={running === drill.scenario}
            onRun={may && running === null ? () => void run([drill.scenario]) : null}
          />
        ))}
      </div>
      {may && <RealCalls place={place} drills={drills} />}
    </>
  )
}

/** One after the other, so that each answer is seen when it is there. */
function useRuns(place: Place) {
  const [results, setResults] = useState<Record<string, DrilledScenario>>({})
  const [running, setRunning] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [basis, setBasis] = useState<DrillReport | null>(null)
  async function run(scenarios: readonly string[]): Promise<void> {
    setProblem(null)
    try {
      for (const scenario of scenarios) {
        setRunning(scenario)
        const report = await runDrill(place, scenario)
        const [result] = report.scenarios
        setBasis(report)
        if (result) setResults((before) => ({ ...before, [scenario]: result }))
      }
    } catch (error) {
      setProblem(error)
    } finally {
      setRunning(null)
    }
  }
  return { results, running, problem, basis, run }
}

const basisWords = ({ habits, calls, estimated }: DrillReport): string =>
  [
    habits === 'made-up'
      ? 'The site has no calls yet: four quiet weeks of a small office were made up for what is usual.'
      : `What is usual was learned from ${calls.toLocaleString('en')} calls of the site.`,
    estimated ? 'Priced by the built-in estimate; give the site its carrier’s rates for exact amounts.' : '',
  ].join(' ')
