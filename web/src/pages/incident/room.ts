import { createContext, useContext } from 'react'
import type { IncidentView } from '#contract'
import type { Place } from '../../api/session.ts'
import type { Acting } from './use-acting.ts'

interface RoomValue extends Acting {
  readonly place: Place
  readonly view: IncidentView
  /** To a step by its number, to 'timeline', or to 'closing'. */
  readonly go: (view: string) => void
}

export const Room = createContext<RoomValue | null>(null)

/** The incident one is in. */
export function useRoom(): RoomValue {
  const room = useContext(Room)
  if (!room) throw new Error('there is no incident here')
  return room
}
