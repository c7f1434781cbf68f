import { TextInput } from '@mantine/core'
import { IconCheck, IconSearch } from '@tabler/icons-react'
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useId, useMemo, useRef, useState } from 'react'
import './Finder.css'

export interface Findable {
  readonly id: string
  readonly title: string
  /** Said beside it, and searched too. */
  readonly hint: string
  readonly chosen?: boolean
  readonly run: () => void
}

interface Props {
  readonly label: string
  readonly placeholder: string
  readonly items: readonly Findable[]
  readonly none: string
}

/** Every word must occur somewhere; what begins with the words comes first. */
function found(items: readonly Findable[], text: string): readonly Findable[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return items
  const fits = items.filter(({ title, hint }) => {
    const all = `${title} ${hint}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
  const first = words[0] ?? ''
  const rank = ({ title }: Findable) => (title.toLowerCase().startsWith(first) ? 0 : 1)
  return [...fits].sort((a, b) => rank(a) - rank(b))
}

/** A field and the list it narrows; arrows choose, Enter does it. Only rows in view exist, so thousands are as quick as ten. */
export function Finder({ label, placeholder, items, none }: Props) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const fits = useMemo(() => found(items, text), [items, text])
  const rows = useVirtualizer({
    count: fits.length,
    getScrollElement: () => box.current,
    estimateSize: () => 44,
    overscan: 6,
  })
  const go = (to: number) => {
    const next = Math.max(0, Math.min(fits.length - 1, to))
    setAt(next)
    rows.scrollToIndex(next)
  }
  const keys = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    }
    const step = steps[event.key]
    if (step !== undefined) go(step)
    else if (event.key === 'Enter') fits[at]?.run()
    else return
    event.preventDefault()
  }
  return (
    <div className="finder">
      <TextInput
        aria-label={label}
        placeholder={placeholder}
        leftSection={<IconSearch size={17} aria-hidden />}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={fits[at] ? `${id}-${at}` : undefined}
        value={text}
        data-autofocus
        onKeyDown={keys}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
          rows.scrollToIndex(0)
        }}
      />
      <FinderList id={id} label={label} fits={fits} at={at} setAt={setAt} box={box} rows={rows} />
      <p className="faint finder-count" role="status">
        {fits.length === 0 ? none : `${fits.length} of ${items.length}`}
      </p>
    </div>
  )
}

interface ListProps {
  readonly id: string
  readonly label: string
  readonly fits: readonly Findable[]
  readonly at: number
  readonly setAt: (at: number) => void
  readonly box: RefObject<HTMLDivElement | null>
  readonly rows: Virtualizer<HTMLDivElement, Element>
}

function FinderList({ id, label, fits, at, setAt, box, rows }: ListProps) {
  return (
    <div
      ref={box}
      className="finder-list"
      role="listbox"
      id={`${id}-list`}
      aria-label={label}
      // Height before the first measurement, so that a short list does not jump.
      style={{ height: Math.min(fits.length, 8) * 44 }}
      tabIndex={-1}
    >
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const item = fits[index]
          return (
            item && (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
              // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
              <div
                key={item.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                aria-setsize={fits.length}
                aria-posinset={index + 1}
                className={index === at ? 'finder-item finder-item-here' : 'finder-item'}
                style={{ transform: `translateY(${start}px)` }}
                onClick={item.run}
                onPointerMove={() => setAt(index)}
              >
                <span className="finder-title">{item.title}</span>
                <span className="faint finder-hint">{item.hint}</span>
                {item.chosen && <IconCheck size={16} aria-label="chosen" />}
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}
