import { ActionIcon } from '@mantine/core'
import { IconFile, IconX } from '@tabler/icons-react'
import { bytes } from '../../format.ts'

interface Props {
  readonly files: readonly File[]
  readonly locked: boolean
  readonly change: (files: readonly File[]) => void
}

export function FileList({ files, locked, change }: Props) {
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={`${file.name} ${file.size} ${file.lastModified}`}>
          <IconFile size={18} aria-hidden />
          <span className="file-name">{file.name}</span>
          <span className="faint number">{bytes(file.size)}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${file.name}`}
            disabled={locked}
            onClick={() => change(files.filter((other) => other !== file))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
}
