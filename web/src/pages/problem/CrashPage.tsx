import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Door } from '../../components/Door.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'

export function CrashPage({ error }: ErrorComponentProps) {
  return (
    <Door title="This page could not be shown">
      <ErrorPanel error={error} />
      <div className="row">
        <Button onClick={() => location.reload()}>Reload</Button>
        <Button variant="default" component="a" href="/">
          Back to the start
        </Button>
      </div>
    </Door>
  )
}
