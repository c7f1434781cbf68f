import { Fragment } from 'react'
import { type Column, Records } from '../../components/Records.tsx'
import { Tag } from '../../components/Tag.tsx'
import type { Model } from './by-model.ts'

const MOST_VERSIONS = 4

/** The fleet by model: what each runs, what is weak in it, and until when its maker mends it. */
export function Fleet({ models, today }: { models: readonly Model[]; today: string }) {
  const columns: readonly Column<Model>[] = [
    { title: 'Model', lead: true, cell: ({ name }) => name },
    { title: 'Devices', number: true, cell: ({ devices }) => devices },
    { title: 'Firmware', cell: (model) => <Versions {...model} /> },
    { title: 'Weak', cell: (model) => <Weak {...model} /> },
    { title: 'Support', cell: (model) => <Support {...model} today={today} /> },
  ]
  return (
    <section className="panel stack" aria-labelledby="fleet">
      <div className="stack-tight">
        <h2 id="fleet">By model</h2>
        <p className="soft measure">
          What is used by intruders first. Where makers name no last day of support, it is not known here.
        </p>
      </div>
      <Records label="Devices by model" rows={models} columns={columns} keyOf={({ name }) => name} />
    </section>
  )
}

function Versions({ versions, devices }: Model) {
  const shown = versions.slice(0, MOST_VERSIONS)
  const more = versions.length - shown.length
  return (
    <>
      {shown.map(([version, count], n) => (
        <Fragment key={version}>
          {n > 0 && ', '}
          <span className="number">
            {version === '' ? 'not said' : version}
            {devices > 1 && <span className="faint"> × {count}</span>}
          </span>
        </Fragment>
      ))}
      {more > 0 && <span className="faint"> and {more} more</span>}
    </>
  )
}

function Weak({ weak, exploited, devices, fixedIn }: Model) {
  if (weak === 0) return <span className="faint">None known</span>
  return (
    <>
      <Tag tone="watch">{exploited > 0 ? 'Used by intruders' : `${weak} of ${devices}`}</Tag>{' '}
      <span className="faint">
        {fixedIn[0] === undefined
          ? 'No fixed version is named'
          : `Fixed in ${fixedIn.slice(0, 2).join(', ')}`}
      </span>
    </>
  )
}

function Support({ supportEnds, today }: Model & { today: string }) {
  if (supportEnds === null) return <span className="faint">Not known</span>
  return supportEnds < today ? (
    <Tag tone="watch">Ended {supportEnds}</Tag>
  ) : (
    <span className="number">Until {supportEnds}</span>
  )
}
