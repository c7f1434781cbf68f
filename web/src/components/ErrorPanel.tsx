import { Button } from '@mantine/core'
import { ApiProblem } from '../api/client.ts'
import './ErrorPanel.css'

interface Said {
  readonly detail: string
  readonly remedy: string
  readonly code: string
}

function said(error: unknown): Said {
  if (error instanceof ApiProblem) return { detail: error.message, remedy: error.remedy, code: error.code }
  return {
    detail: error instanceof Error ? error.message : 'Something went wrong in this page.',
    remedy: 'Reload the page. Nothing on the server was changed by this.',
    code: 'page-error',
  }
}

/** What went wrong and what to do about it; both, always. */
export function ErrorPanel({ error, retry }: { error: unknown; retry?: () => void }) {
  const { detail, remedy, code } = said(error)
  return (
    <div className="error-panel tone-watch" role="alert">
      <p className="error-detail">{detail}</p>
      <p>{remedy}</p>
      <div className="row-apart">
        <span className="error-code">{code}</span>
        {retry && (
          <Button variant="default" size="sm" onClick={retry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  )
}
