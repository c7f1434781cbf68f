import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { InvestigationView } from '#contract'
import { ApiProblem } from '../../api/client.ts'
import type { Place } from '../../api/session.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { bytes } from '../../format.ts'
import { DeleteButton } from './DeleteButton.tsx'

export function FailurePanel({ place, view }: { place: Place; view: InvestigationView }) {
  const { error } = view
  const problem = new ApiProblem(
    0,
    error?.code ?? 'unknown',
    error?.message ?? 'It stopped without saying why.',
    error?.remedy ?? 'Start it again with the same files. If it stops again, look at the server’s log.',
  )
  return (
    <section className="panel stack" aria-labelledby="failure-title">
      <div className="stack-tight">
        <p className="eyebrow">{view.title}</p>
        <h1 id="failure-title">These files could not be judged</h1>
        <p className="soft">That says nothing about your phone system yet, neither good nor bad.</p>
      </div>
      <ErrorPanel error={problem} />
      <ul className="soft">
        {view.files.map((file) => (
          <li key={file.sha256 + file.name}>
            {file.name}, {bytes(file.bytes)}
          </li>
        ))}
      </ul>
      <div className="row">
        <Button component={Link} to="/investigations">
          Try with other files
        </Button>
        <DeleteButton place={place} view={view} label="Delete this one" />
      </div>
    </section>
  )
}
