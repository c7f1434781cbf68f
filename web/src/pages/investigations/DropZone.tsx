import { Button, FileButton } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { type DragEvent, useRef, useState } from 'react'

interface Props {
  readonly title: string
  readonly about: string
  readonly add: (files: readonly File[]) => void
}

/** Takes files, by dropping or by choosing. */
export function DropZone({ title, about, add }: Props) {
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const entered = (step: 1 | -1) => (event: DragEvent) => {
    event.preventDefault()
    depth.current += step
    setOver(depth.current > 0)
  }
  return (
    <section
      className={over ? 'drop drop-over' : 'drop'}
      aria-labelledby="drop-title"
      onDragEnter={entered(1)}
      onDragLeave={entered(-1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        depth.current = 0
        setOver(false)
        add([...event.dataTransfer.files])
      }}
    >
      <IconFileUpload size={44} stroke={1.3} aria-hidden />
      <h2 id="drop-title" className="drop-title">
        {over ? 'Let go to add it' : title}
      </h2>
      <p className="soft">{about}</p>
      <FileButton multiple onChange={(files) => add(files)}>
        {(props) => <Button {...props}>Choose files</Button>}
      </FileButton>
      <p className="faint">Files go to your own Ringfence server and nowhere else.</p>
    </section>
  )
}
