import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import type { EditorProps } from './editor.ts'

/** The file itself. What is wrong is named by line, and a click goes there. */
export function SiteYaml({ view, save, saving, mayChange, setDirty, wrong }: EditorProps) {
  const [text, setText] = useState(view.yaml)
  const area = useRef<HTMLTextAreaElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save({ yaml: text })
  }
  const goTo = (line: number) => {
    const lines = text.split('\n')
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    area.current?.focus()
    area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  }
  return (
    <form className="stack" onSubmit={submit} aria-label="site.yaml">
      <Textarea
        ref={area}
        className="yaml"
        label="site.yaml"
        description="The same file that the command line takes with --site. Every key is optional."
        placeholder={'country: US\ntimezone: America/Los_Angeles\nprefixes:\n  outsideLine: ["9"]'}
        autosize
        minRows={14}
        maxRows={40}
        spellCheck={false}
        disabled={!mayChange}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setDirty(true)
        }}
      />
      {wrong.length > 0 && (
        <div className="error-panel tone-watch" role="alert">
          <p className="error-detail">Not saved. Correct these lines:</p>
          <ul className="problems">
            {wrong.map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                <button type="button" className="pick" onClick={() => goTo(line)}>
                  Line {line}
                </button>{' '}
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {mayChange && (
        <div className="row">
          <Button type="submit" loading={saving}>
            Save
          </Button>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setText(view.yaml)
              setDirty(false)
            }}
          >
            Discard changes
          </Button>
        </div>
      )}
    </form>
  )
}
