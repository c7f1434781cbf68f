import { useQuery } from '@tanstack/react-query'
import { reportAddress } from '../../api/incidents.ts'
import { mayAnywhere, sessionQuery } from '../../api/session.ts'
import { useRoom } from './room.ts'

interface Props {
  readonly files: readonly (readonly [file: string, words: string])[]
}

/** Files made of the incident as it stands. */
export function Downloads({ files }: Props) {
  const { place, view } = useRoom()
  const { data } = useQuery(sessionQuery)
  if (!mayAnywhere(data, 'reports.read')) return null
  return (
    <p className="row">
      {files.map(([file, words]) => (
        <a key={file} href={reportAddress(place, view.id, file)} download>
          {words}
        </a>
      ))}
    </p>
  )
}
