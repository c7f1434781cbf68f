import { FileButton, UnstyledButton } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import type { TaskJson } from '#contract'
import { fileAddress } from '../../api/incidents.ts'
import { bytes } from '../../format.ts'
import { useRoom } from './room.ts'

/** What shows that a task was done, in custody by its hash. */
export function Files({ task }: { task: TaskJson }) {
  const { place, view, attach, mayWork, busy } = useRoom()
  return (
    <div className="row">
      {task.files.map(({ name, sha256, bytes: size }) => (
        <a key={sha256} href={fileAddress(place, view.id, sha256)} title={`SHA-256 ${sha256}`}>
          {name} <span className="faint number">{bytes(size)}</span>
        </a>
      ))}
      {mayWork && (
        <FileButton multiple onChange={(files) => files.length > 0 && void attach(task.id, files)}>
          {(props) => (
            <UnstyledButton
              {...props}
              className="incident-attach"
              disabled={busy}
              aria-label={`Attach a file: ${task.title}`}
            >
              <IconPaperclip size={15} aria-hidden /> Attach a file
            </UnstyledButton>
          )}
        </FileButton>
      )}
    </div>
  )
}
