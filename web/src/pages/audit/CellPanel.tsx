import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type CellName, cellQuery } from '../../api/audits.ts'
import type { Place } from '../../api/session.ts'
import { Loaded } from './Loaded.tsx'
import { useAuditId } from './use-audit.ts'
import { Way } from './Way.tsx'

interface Props {
  readonly place: Place
  readonly cell: CellName
  readonly close: () => void
}

/** One answer of the matrix with its proof. */
export function CellPanel({ place, cell, close }: Props) {
  const query = useQuery(cellQuery(place, useAuditId(), cell))
  const box = useRef<HTMLElement>(null)
  const { from, to, service } = cell
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer that is chosen is brought into view
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.focus({ preventScroll: true })
  }, [from, to, service])
  return (
    <section ref={box} className="panel stack" aria-labelledby="cell" tabIndex={-1}>
      <div className="row-apart">
        <h2 id="cell">
          From {from} to {to}: {service}
        </h2>
        <Button variant="default" size="sm" onClick={close}>
          Close
        </Button>
      </div>
      <Loaded query={query} what="Loading the proof">
        {(answer) => <Way answer={answer} />}
      </Loaded>
    </section>
  )
}
