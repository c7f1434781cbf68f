import { type ReactNode, useEffect } from 'react'
import { type Place, usePlace } from '../api/session.ts'

interface Props {
  readonly title: string
  readonly about: string
  readonly children: (place: Place) => ReactNode
}

/** A page about the site that was chosen; says so where there is none to see. */
export function PlacePage({ title, about, children }: Props) {
  const place = usePlace()
  useEffect(() => {
    document.title = `${title} · Ringfence`
  }, [title])
  if (!place)
    return (
      <div className="page-frame stack">
        <h1>You cannot see any site yet</h1>
        <p className="soft">Ask the owner of this console to give you a role at one.</p>
      </div>
    )
  return (
    <div className="page-frame stack-wide">
      <div className="stack-tight">
        <h1>{title}</h1>
        <p className="soft">{about}</p>
      </div>
      {children(place)}
    </div>
  )
}
